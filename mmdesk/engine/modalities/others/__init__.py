"""Backbones of others: networks of `timm` and `transformers`, imported only when one was chosen."""
