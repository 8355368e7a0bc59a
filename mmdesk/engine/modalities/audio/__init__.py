"""Audio: from sound to log-mel spectrograms."""
