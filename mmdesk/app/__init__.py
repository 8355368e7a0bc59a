"""The window: PySide6, without PyTorch."""

import builtins

import PySide6.QtCore  # noqa: F401

# PySide puts a function of its own in the place of `import`. It reads the source of every module imported from then on, for a
# feature (`from __feature__ import ...`) that is not used here; PyTorch has more than a thousand modules.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
