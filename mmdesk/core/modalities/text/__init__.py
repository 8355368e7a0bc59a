"""Words, the modality text."""
