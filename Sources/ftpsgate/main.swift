print("ftpsgate")
