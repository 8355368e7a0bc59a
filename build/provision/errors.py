"""What ends a set-up."""


class SetupError(Exception):
    """Its text is for the person: what is wrong, and what to do."""
