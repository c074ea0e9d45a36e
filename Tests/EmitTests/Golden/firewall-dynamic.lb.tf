refused: TCP 49152-65535 in: a load balancer takes a rule for each port and a network interface no more than 300, and these are 16385: narrow lowDataChannelPort and highDataChannelPort
