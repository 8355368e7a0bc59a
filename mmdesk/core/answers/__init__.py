"""What a model answers: predictions, explanations, batches, streams, and those of earlier."""
