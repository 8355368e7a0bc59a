"""From examples to batches: features, cached, and drawn from."""
