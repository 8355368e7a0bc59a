"""Tasks as the window tells of them, one module each; cards ask the registry."""
