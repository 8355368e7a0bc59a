"""How good a model is, by task."""
