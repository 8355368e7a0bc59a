"""What a model says of samples, of all subsets of modalities at once."""
