"""A dataset that is edited: rows, journal, files, and what is told of them."""
