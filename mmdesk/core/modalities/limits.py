"""Limits of the numbers in a model's description: they keep a hostile file from taking all memory."""


def check_whole(value: object, low: int, high: int) -> None:
    """Raise `ValueError` unless this is a whole number from `low` to `high`."""
    check(isinstance(value, int) and low <= value <= high)


def check(allowed: bool) -> None:
    """Raise `ValueError` for what is not allowed."""
    if not allowed:
        raise ValueError("a value that cannot be a model's")
