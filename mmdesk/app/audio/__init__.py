"""Microphone and loudspeaker, seen from the GUI thread."""
