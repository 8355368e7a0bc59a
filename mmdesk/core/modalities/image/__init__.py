"""Pictures, the modality image."""
