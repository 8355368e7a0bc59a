"""Sentences that name one number from 0 to 9, in English and Chinese, and sentences that name none."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ENDINGS = ("th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th")
NUMERALS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九")
COUNTING = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九")
"""Before a measure word two has a character of its own."""
BANKING = ("零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖")
OTHER_CHARACTERS = {"零": "〇", "两": "兩"}
FULL_WIDTH = "０１２３４５６７８９"

PHRASES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))


def pick(name: str, random: np.random.Generator) -> str:
    """One of the phrases of this name."""
    return one_of(PHRASES[name], random)


def one_of(options: Sequence[str], random: np.random.Generator) -> str:
    return options[random.integers(len(options))]


def any_sentence(digit: int | None, random: np.random.Generator) -> str:
    """A sentence that names this number; none where it is None."""
    chinese = random.random() < 0.4
    if digit is None:
        return without_number(chinese, random)
    return chinese_sentence(digit, random) if chinese else english_sentence(digit, random)


def without_number(chinese: bool, random: np.random.Generator) -> str:
    """A sentence that names no number, or a larger one."""
    if chinese:
        if random.random() < 0.6:
            return pick("chinese_neutral", random)
        return f"{pick('where', random)}的{pick('measured', random)[1:]}很好看"
    if random.random() < 0.5:
        sentence = pick("neutral", random)
    else:
        some = one_of(("the", "some", "many", "no", "my", "a few", "most", "old", "red", "her"), random)
        sentence = f"{some} {pick('things', random)} {pick('places', random)}"
    return as_typed(sentence, random)


def english_sentence(digit: int, random: np.random.Generator) -> str:
    """In words or as a digit, with any capitals."""
    if digit and random.random() < 0.12:
        ordinal = ORDINALS[digit] if random.random() < 0.6 else f"{digit}{ENDINGS[digit]}"
        return as_typed(pick("ordinals", random).format(o=ordinal, place=pick("places", random)), random)
    spelled = NAMES[digit]
    if random.random() < 0.35:
        spelled = one_of((str(digit), str(digit), FULL_WIDTH[digit]), random)
    elif digit == 0 and random.random() < 0.15:
        spelled = one_of(("nought", "nil"), random)
    things = pick("things", random)
    if digit == 1 and random.random() < 0.7:
        things = things.removesuffix("s")
    sentence = pick("english", random).format(n=spelled, things=things, others=pick("things", random), place=pick("places", random))
    return as_typed(sentence, random)


def as_typed(sentence: str, random: np.random.Generator) -> str:
    """The sentence with something before and after it, in small or capital letters, or as it is."""
    if random.random() < 0.35:
        sentence = pick("openings", random) + sentence
    if random.random() < 0.35:
        sentence = sentence + pick("closings", random)
    kind = random.integers(6)
    if kind == 0:
        return sentence.upper()
    if kind == 1:
        return sentence.lower()
    return sentence[:1].upper() + sentence[1:] if kind == 2 else sentence


def chinese_sentence(digit: int, random: np.random.Generator) -> str:
    """In characters or as a digit, with a measure word or without."""
    kind = random.choice(["characters", "digit", "full width", "banking"], p=[0.64, 0.2, 0.08, 0.08])
    written = {"digit": str(digit), "full width": FULL_WIDTH[digit], "banking": BANKING[digit]}.get(kind)
    if random.random() < 0.3:
        return pick("chinese_plain", random).format(n=written or NUMERALS[digit])
    number = written or COUNTING[digit]
    if number in OTHER_CHARACTERS and random.random() < 0.2:
        number = OTHER_CHARACTERS[number]
    return pick("chinese", random).format(m=number + pick("measured", random), w=pick("where", random))
