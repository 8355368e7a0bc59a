"""Encodings of texts: what a byte order mark or the bytes themselves tell (character encoding detection)."""

import codecs
import re
from collections.abc import Callable, Mapping
from contextlib import suppress

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Option, OptionError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
"""What a byte order mark says of the rest."""
LOOKED_AT = 4000
MOSTLY = 0.7
"""Of UTF-16 without a mark, at least so many of every second byte are zero where the letters are Latin; in texts of East Asia, so
many letters are usual ones."""
CODECS = {
    "Windows-1252": "cp1252", "Windows-1250": "cp1250", "ISO-8859-2": "iso8859-2", "Windows-1251": "cp1251", "KOI8-R": "koi8-r",
    "Windows-1253": "cp1253", "Windows-1254": "cp1254", "Windows-1255": "cp1255", "Windows-1256": "cp1256", "CP874": "cp874",
    "GB18030": "gb18030", "Big5": "big5hkscs", "Shift-JIS": "cp932", "EUC-JP": "euc-jp", "EUC-KR": "cp949",
}  # fmt: skip
"""Those that can be recognised, by the names that people know them by."""
OTHERS = ("MacRoman", "CP437", "CP850")
"""Of Mac OS and MS-DOS: in them the same bytes are other letters of the same languages, so that they have to be named."""
OF_PAIRS = {"gb18030", "gbk", "gb2312", "big5hkscs", "big5", "cp950", "cp932", "shift_jis", "euc_jp", "cp949", "euc_kr"}
"""In which a letter that is not of ASCII has two bytes or more."""
SURE, LEAST, FAR_LIKELIER = 0.1, 0.03, 2.5
"""From so much of chardet's confidence on it is right about a sentence of any of these; below it, down to the least, where an
encoding of one byte a letter has so many times as much as Windows-1252 (tried on 60 texts of 1 to 30 words in 15 languages). Of
East Asia's, it gives some of few different letters up, which `SCRIPTS` tell."""
SHOWN_LETTERS = 40
_FIRST_OF_THREE_BYTES = "\u0800"
_OF_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ESCAPE = re.compile(rb"\x1b\$[@B]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WITHIN_WORDS = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f]+|[^\x00-\x7f]+(?=[A-Za-z])")
_BETWEEN_CELLS = re.compile(rb"[,;\t\r\n]+")


def encoding_of(data: bytes) -> str:
    """The encoding of a text: what its mark says, UTF-16 where zeros tell it, ISO-2022-JP by its escapes, else UTF-8."""
    marked = next((encoding for mark, encoding in MARKS.items() if data.startswith(mark)), "")
    return marked or _without_mark(data[:LOOKED_AT]) or ("iso2022_jp" if _is_escaped(data) else "utf-8")


def decoded(data: bytes, otherwise: str = "") -> tuple[str, str]:
    """A text in UTF-8 or UTF-16, or in the encoding `otherwise`, if that is given; and in which of them it is.

    Raises:
        UnicodeDecodeError: if it is in none of them
    """
    told = encoding_of(data)
    codec = codec_of(otherwise) if otherwise else ""
    try:
        text = data.decode(told)
    except UnicodeDecodeError:
        if codec and told == "utf-8":
            return data.decode(codec), codec
        raise
    # Two short words of Chinese may be UTF-8 by accident; then they are letters with marks of many languages.
    if told == "utf-8" and codec in OF_PAIRS and not text.isascii() and max(text) < _FIRST_OF_THREE_BYTES:
        with suppress(UnicodeDecodeError):
            return data.decode(codec), codec
    return text, told


def codec_of(encoding: str) -> str:
    """How Python calls an encoding that a person named.

    Raises:
        OptionError: if there is none of this name
    """
    known = {name.casefold(): codec for name, codec in CODECS.items()}
    codec = known.get(encoding.casefold(), encoding)
    try:
        "".encode(codec)  # which refuses what is no encoding of texts
        return codecs.lookup(codec).name
    except (LookupError, ValueError, TypeError) as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{value} is not a choice for {option}. Choose one of {allowed}.")
        raise OptionError(sentence, value=encoding, option=Option("encoding"), allowed=Names(CODECS)) from error


def may_be_text(data: bytes) -> bool:
    """Whether its beginning holds nothing that no text in an encoding of one or two bytes a letter has."""
    return bool(data) and not _OF_NO_TEXT.search(data[:LOOKED_AT])


def is_unicode(codec: str) -> bool:
    """Whether every letter can be written in it."""
    return codecs.lookup(codec).name.startswith("utf")


def telling(data: bytes) -> bytes:
    """Those cells and lines of it that are not in ASCII, which alone tell the encoding; no more than is looked at."""
    parts = (part for part in _BETWEEN_CELLS.split(data) if not part.isascii())
    joined = b"\n".join(parts)
    return joined if len(joined) <= LOOKED_AT else joined[:LOOKED_AT].rpartition(b"\n")[0] or joined[:LOOKED_AT]


def few_words(data: bytes, encoding: str) -> str:
    """How the beginning of what tells the encoding reads in it, so that a person sees whether it is right."""
    first = telling(data).decode(codec_of(encoding), "replace").strip().partition("\n")[0]
    return first if len(first) <= SHOWN_LETTERS else first[:SHOWN_LETTERS].rstrip() + "…"


def likely_encoding(data: bytes) -> str:
    """In what a text that is not UTF-8 is probably written, one of `CODECS`."""
    from chardet import detect_all  # here, because it takes a while, and most people's texts are UTF-8

    data = telling(data)
    found = {"big5": "Big5"} | {codecs.lookup(codec).name: name for name, codec in CODECS.items()}
    confidence = {
        found[codecs.lookup(one["encoding"]).name]: one["confidence"]
        for one in detect_all(data, include_encodings=list(CODECS.values()), ignore_threshold=True)
        if one["encoding"] and codecs.lookup(one["encoding"]).name in found
    }
    best = max(confidence, key=confidence.__getitem__, default="Windows-1252")
    if confidence.get(best, 0) >= SURE:
        return best
    if scripts := [encoding for encoding in SCRIPTS if _of_script(data, encoding)]:
        return max(scripts, key=lambda encoding: confidence.get(encoding, 0))
    usual = confidence.get("Windows-1252", 0)
    single = [name for name in confidence if codecs.lookup(CODECS[name]).name not in OF_PAIRS]
    best = max(single, key=confidence.__getitem__, default="Windows-1252")
    return best if confidence.get(best, 0) > max(FAR_LIKELIER * usual, LEAST) else "Windows-1252"


def _of_script(data: bytes, encoding: str) -> bool:
    """Whether it is all letters in one of the encodings of East Asia, and mostly such as its language is written in."""
    try:
        text = data.decode(CODECS[encoding])
    except UnicodeDecodeError:
        return False
    runs = _FOREIGN.findall(text)
    foreign = "".join(runs)
    usual, share = SCRIPTS[encoding]
    if not foreign or sum(map(usual, foreign)) < share * len(foreign):
        return False
    # Two accented letters, or one and what follows it, are a letter of East Asia too, but within words of Latin letters.
    return 2 * len(_WITHIN_WORDS.findall(text)) <= len(runs)


def _is_kana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u30ff"


def _is_hangul(letter: str) -> bool:
    return "\uac00" <= letter <= "\ud7a3" and _first_byte(letter, "euc_kr") > 0


def _is_simplified(letter: str) -> bool:
    return 0xB0 <= _first_byte(letter, "gb2312") <= 0xD7 or _is_mark(letter)


def _is_traditional(letter: str) -> bool:
    return 0xA4 <= _first_byte(letter, "big5") <= 0xC6 or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    return "\u3000" <= letter <= "\u303f" or letter >= "\uff00"


def _first_byte(letter: str, encoding: str) -> int:
    """The first of its bytes, by which the frequent letters of an encoding lie together; 0 if it has none there."""
    try:
        return letter.encode(encoding)[0]
    except UnicodeEncodeError:
        return 0


SCRIPTS: Mapping[str, tuple[Callable[[str], bool], float]] = {
    "GB18030": (_is_simplified, MOSTLY),
    "Shift-JIS": (_is_kana, 0.3),
    "EUC-JP": (_is_kana, 0.3),
    "EUC-KR": (_is_hangul, MOSTLY),
    "Big5": (_is_traditional, MOSTLY),
}
"""Which letters are usual in an encoding of East Asia, and which share of its letters they are at least; the likelier first."""


def _is_escaped(data: bytes) -> bool:
    """Whether letters of Japanese stand between escape sequences, as in old mail."""
    return b"\x1b" in data and data.isascii() and _ESCAPE.search(data) is not None


def _without_mark(data: bytes) -> str:
    even, odd = data[0::2], data[1::2]
    if len(odd) < 2:
        return ""
    if odd.count(0) >= MOSTLY * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) >= MOSTLY * len(even) and not odd.count(0) else ""
