"""Tasks of the network, one module each; whoever needs one asks the registry."""
