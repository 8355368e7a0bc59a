"""Errors with a sentence for the person.

    MmdeskError
    ├── InputError            the person's input was wrong; exit code 2
    │   ├── MediaError        a picture, text or sound that cannot be read
    │   ├── DatasetError      a dataset that cannot be used
    │   ├── ModelFileError    a model file that cannot be opened or saved
    │   └── OptionError       an option or device that cannot be had
    └── Cancelled             the person asked to stop

A sentence is a template with named values, so that the window can translate it:
``raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} is empty. Choose another file."), name=path.name)``.
"""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 - the form that Qt's lupdate looks for
    """Mark `text` for translation in `context` and return it unchanged."""
    return text


class MmdeskError(Exception):
    """Base of all errors that carry a sentence for the person.

    Attributes:
        template: the sentence with its values as ``{name}`` fields, in English
        values: what goes into the fields
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class InputError(MmdeskError):
    """The person's input was wrong; the sentence says what to do."""


class MediaError(InputError):
    """A picture, text or sound that cannot be read."""


class DatasetError(InputError):
    """A dataset that cannot be used."""


class ModelFileError(InputError):
    """A model file that cannot be opened or saved."""


class OptionError(InputError):
    """An option with a value that is not allowed, or a device that is not there."""


class Cancelled(MmdeskError):  # noqa: N818 - to stop is no error
    """The person asked to stop."""

    def __init__(self) -> None:
        super().__init__(QT_TRANSLATE_NOOP("errors", "Stopped."))
