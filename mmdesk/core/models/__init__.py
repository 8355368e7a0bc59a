"""What a model is: its spec."""
