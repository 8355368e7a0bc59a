"""What a model's card says, in the person's language as far as it is known: files keep it in English."""

import re
from collections.abc import Iterator, Mapping

from mmdesk.app.system.labels import split_name
from mmdesk.app.system.translation import listed, sentence, translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.numerals import filled, number

KNOWN = (
    # keys
    QT_TRANSLATE_NOOP("card", "about"),
    QT_TRANSLATE_NOOP("card", "data"),
    QT_TRANSLATE_NOOP("card", "limits"),
    QT_TRANSLATE_NOOP("card", "figures"),
    QT_TRANSLATE_NOOP("card", "name"),
    QT_TRANSLATE_NOOP("card", "by"),
    QT_TRANSLATE_NOOP("card", "licence"),
    QT_TRANSLATE_NOOP("card", "use"),
    # every model
    QT_TRANSLATE_NOOP("card", "fast"),
    QT_TRANSLATE_NOOP("card", "classic"),
    QT_TRANSLATE_NOOP("card", "It knows these classes alone, and samples like those that it learned from. Judge it on others too."),
    QT_TRANSLATE_NOOP("card", "It was taught with these numbers alone, and samples like those. Judge it on others too."),
    # the starter model
    QT_TRANSLATE_NOOP(
        "card", "A handwritten digit or a hand that shows one, a sentence that names a number, a spoken English digit: 0 to 9."
    ),
    QT_TRANSLATE_NOOP("card", "handwritten digits; enlarged, coloured, laid on drawn papers"),
    QT_TRANSLATE_NOOP("card", "photographs of hands; mirrored, recoloured, laid on other grounds"),
    QT_TRANSLATE_NOOP("card", "spoken digits; at other pitches, in simulated rooms, with noise"),
    QT_TRANSLATE_NOOP("card", "sentences that name one number"),
    QT_TRANSLATE_NOOP("card", "made by scripts in build/starter"),
    QT_TRANSLATE_NOOP("card", "the authors of mmdesk; words spoken by espeak-ng and flite"),
    QT_TRANSLATE_NOOP("card", "drawn and printed digits, sentences in English and Chinese, spoken words"),
    QT_TRANSLATE_NOOP(
        "card",
        "It knows the numbers 0 to 9. It refuses nearly all music, noises and other languages, and 60 of 100 photographs.",
    ),
    QT_TRANSLATE_NOOP("card", "It understands one English digit at a time; six people and many synthetic voices taught it."),
    QT_TRANSLATE_NOOP(
        "card", "Its hands show the digits of Turkish sign language as students of one school do: upright, the arm from below."
    ),
    QT_TRANSLATE_NOOP("card", "Its sentences name one number, in English or Chinese."),
    QT_TRANSLATE_NOOP("card", "right answers to what it has not learned from"),
    QT_TRANSLATE_NOOP("card", "right answers of a twin that has never heard these speakers"),
    QT_TRANSLATE_NOOP("card", "mean score of the answer where a part says nothing"),
    QT_TRANSLATE_NOOP("card", "together"),
    QT_TRANSLATE_NOOP("card", "drawn"),
    QT_TRANSLATE_NOOP("card", "hand"),
    QT_TRANSLATE_NOOP("card", "printed"),
    QT_TRANSLATE_NOOP("card", "scanned"),
    QT_TRANSLATE_NOOP("card", "written"),
    QT_TRANSLATE_NOOP("card", "made"),
    QT_TRANSLATE_NOOP("card", "real"),
    QT_TRANSLATE_NOOP("card", "own"),
    QT_TRANSLATE_NOOP("card", "one part says nothing"),
)
"""What the cards of the program's own models may say."""
ROWS = r"(?P<name>.*): (?P<count>\d+) samples "
OF_CLASSES = re.compile(ROWS + r"of (?P<classes>\d+) classes \((?P<splits>[^()]*)\)")
OF_NUMBERS = re.compile(ROWS + r"with numbers from (?P<low>\S+) to (?P<high>\S+) \((?P<splits>[^()]*)\)")
"""What the card of a trained model says of its data, as `mmdesk.engine.training.spec_from_data.card` writes it."""


def told(text: str) -> str:
    """A key or a text of a card; what is not known stays as it is."""
    if text in MODALITIES:
        return sentence(MODALITIES[text].word)
    if text in KNOWN:
        return translated("card", text)
    if found := OF_CLASSES.fullmatch(text):
        words = QT_TRANSLATE_NOOP("card", "{name}: {count:# sample|# samples} of {classes} classes ({splits})")
        return _counted(words, found)
    if found := OF_NUMBERS.fullmatch(text):
        words = QT_TRANSLATE_NOOP("card", "{name}: {count:# sample|# samples} with numbers from {low} to {high} ({splits})")
        return _counted(words, found)
    head, colon, tail = text.partition(": ")
    if colon and (head in KNOWN or head in MODALITIES):  # such as "image: drawn"
        return translated("card", QT_TRANSLATE_NOOP("card", "{key}: {value}")).format(key=told(head), value=told(tail))
    return "+".join(map(told, text.split("+"))) if "+" in text else text


def key_title(key: str) -> str:
    """A key as it stands before a row."""
    words = told(key) if key in KNOWN else key.replace("_", " ")
    return words[:1].upper() + words[1:]


def lines_of(value: object) -> str:
    """A value of a card, each of several things in a line of its own."""
    if isinstance(value, Mapping):
        return "\n".join(_pairs(value))
    return "\n".join(map(shown, value)) if isinstance(value, list | tuple) else shown(value)


def shown(value: object) -> str:
    """A value of a card in one line."""
    joint = translated("card", QT_TRANSLATE_NOOP("card", "; "))
    if isinstance(value, Mapping):
        return joint.join(_pairs(value))
    if isinstance(value, list | tuple):
        return joint.join(map(shown, value))
    return number(value) if isinstance(value, float) else told(str(value))


def _pairs(values: Mapping[object, object]) -> Iterator[str]:
    pair = translated("card", QT_TRANSLATE_NOOP("card", "{key}: {value}"))
    return (pair.format(key=told(str(key).replace("_", " ")), value=shown(part)) for key, part in values.items())


def _counted(template: str, found: re.Match[str]) -> str:
    values = {**found.groupdict(), "count": int(found["count"]), "splits": _splits(found["splits"])}
    return filled(translated("card", template), **values)


def _splits(text: str) -> str:
    """How many of each split, such as "40 train, 10 val"."""
    parts = (part.partition(" ") for part in text.split(", "))
    return listed(f"{split_name(split)} {count}" for count, _, split in parts)
