"""Words in the window."""
