"""The open project, seen from the GUI thread: opened, edited, saved, moved, and what comes into it."""
