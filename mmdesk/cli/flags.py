"""How the command line spells an option (its flag)."""


def flag(option: str) -> str:
    """``batch_size`` -> ``--batch-size``."""
    return "--" + option.replace("_", "-")
