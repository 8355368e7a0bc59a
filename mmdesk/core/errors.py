"""Sentences for the person, and the errors that carry them.

    MmdeskError
    ├── InputError            the person's input was wrong; exit code 2
    │   ├── MediaError        a picture, text or sound that cannot be read
    │   │   └── UndecodedError   a text that is not in the encoding in which it was read
    │   ├── DatasetError      a dataset that cannot be used
    │   │   └── EncodingError    one in another encoding, which has to be decided
    │   ├── ModelFileError    a model file that cannot be opened or saved
    │   └── OptionError       an option or device that cannot be had
    └── Cancelled             the person asked to stop

A sentence is a template with named values, so that it can be told in another language:
``raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} is empty. Choose another file."), name=path.name)``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from mmdesk.core.numerals import filled, plain

Translate = Callable[[str, str], str]
"""Gives for a context and an English text the same in the person's language."""
Spell = Callable[[str], str]
"""Gives for an option, by the name of its field, what the person knows it by."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 - the form that Qt's lupdate looks for
    """Mark `text` for translation in `context` and return it unchanged."""
    return text


class Sentence(str):
    """A sentence in English that can still be told in another language.

    Attributes:
        template: the sentence with its values as ``{name}`` fields, as `mmdesk.core.numerals` reads them
        values: what goes into the fields; some may be sentences themselves
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        made = super().__new__(cls, plain(template, values))
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], Mapping[str, object]]:
        return (self.template,), self.values


class Option(str):
    """An option in a sentence, by the name of its field; command line and window spell it each in their own way."""

    __slots__ = ()


class Names(str):
    """Names in a sentence, which are joined as the person's language does it.

    Attributes:
        names: all of them; some may be sentences themselves
        most: as many of them are told, and how many more there are; None is all
    """

    names: tuple[str, ...]
    most: int | None

    def __new__(cls, names: Iterable[str], most: int | None = None) -> Self:
        every = tuple(names)
        made = super().__new__(cls, _joined(every, most, lambda _, text: text, str))
        made.names, made.most = every, most
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[tuple[str, ...], int | None], Mapping[str, object]]:
        return (self.names, self.most), {}


def _joined(names: tuple[str, ...], most: int | None, translate: Translate, spell: Spell) -> str:
    joined = translate("errors", QT_TRANSLATE_NOOP("errors", ", ")).join(localize(name, translate, spell) for name in names[:most])
    more = len(names) - len(names[:most])
    template = translate("errors", QT_TRANSLATE_NOOP("errors", "{names} and {count} more"))
    return template.format(names=joined, count=more) if more else joined


class MmdeskError(Exception):
    """Base of all errors that carry a `sentence` for the person; `str` gives the sentence itself."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.sentence = Sentence(template, **values)

    def __str__(self) -> str:
        return self.sentence


def localize(text: "str | MmdeskError", translate: Translate, spell: Spell = str) -> str:
    """A sentence or an error's sentence in another language, with its options as they are spelled; any other text as it is."""
    sentence = text.sentence if isinstance(text, MmdeskError) else text
    if isinstance(sentence, Option):
        return spell(sentence)
    if isinstance(sentence, Names):
        return _joined(sentence.names, sentence.most, translate, spell)
    if not isinstance(sentence, Sentence):
        return sentence
    values: dict[str, Any] = {
        name: localize(value, translate, spell) if isinstance(value, str | MmdeskError) else value
        for name, value in sentence.values.items()
    }
    return filled(translate("errors", sentence.template), **values)


class InputError(MmdeskError):
    """The person's input was wrong; the sentence says what to do."""


class MediaError(InputError):
    """A picture, text or sound that cannot be read."""


class UndecodedError(MediaError):
    """A text that is not in the encoding in which it was read; `data` are its bytes, as far as they tell which it is."""

    def __init__(self, data: bytes, template: str, **values: object) -> None:
        super().__init__(template, **values)
        self.data = data


class DatasetError(InputError):
    """A dataset that cannot be used."""


class EncodingError(DatasetError):
    """Tables or texts that are probably in `encoding`, which is a value of the sentence, and which the person has to decide."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template, **values)
        self.encoding = str(values["encoding"])


class ModelFileError(InputError):
    """A model file that cannot be opened or saved."""


class OptionError(InputError):
    """An option with a value that is not allowed, or a device that is not there."""


class Cancelled(MmdeskError):  # noqa: N818 - to stop is no error
    """The person asked to stop."""

    def __init__(self) -> None:
        super().__init__(QT_TRANSLATE_NOOP("errors", "Stopped."))
