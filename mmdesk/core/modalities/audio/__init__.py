"""Sounds, the modality audio."""
