"""The window: PySide6, without PyTorch."""
