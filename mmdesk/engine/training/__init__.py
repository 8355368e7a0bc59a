"""Training: the loop, its schedule, validation, and the spec from the data."""
