"""Provisioning: everything that a command of ``dev.py`` needs on this machine. Knows only the standard library."""
