"""Answers: of one sample, of batches, of a stream, and what mattered to them."""
