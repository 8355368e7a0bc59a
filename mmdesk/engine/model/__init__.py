"""The network: fusion, tasks, losses, and its file."""
