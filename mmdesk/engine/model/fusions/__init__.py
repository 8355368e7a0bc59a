"""Fusions of the modalities, a module for each kind; whoever needs one asks the registry."""
