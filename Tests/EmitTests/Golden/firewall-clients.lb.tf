refused: TCP 21 in from 198.51.100.7, 203.0.113.0/24, 2001:db8:7::/48: these rules hand each port on to one address, and the bindings have 3: plan for the sites of one address with --site
