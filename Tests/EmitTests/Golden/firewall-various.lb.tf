refused: TCP 21 in: these rules hand each port on to one address, and the bindings have 3: plan for the sites of one address with --site
