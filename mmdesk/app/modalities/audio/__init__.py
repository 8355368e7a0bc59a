"""Sounds in the window."""
