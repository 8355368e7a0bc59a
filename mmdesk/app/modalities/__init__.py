"""The window's columns of the modalities: input card, preview, cell of the table."""
