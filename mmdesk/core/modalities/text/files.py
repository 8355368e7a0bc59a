"""Words, the modality text: read from files, checked."""

import codecs
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError, UndecodedError
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.text.encodings import decoded, encoding_of, likely_encoding, may_be_text, telling

MAX_CHARACTERS = 100_000
_MAX_BYTES_PER_CHARACTER = 4


def read_text(path: Path) -> str:
    """Open and decode a text; see `decode_text`."""
    with opened(path) as file:
        return decode_text(file)


def decode_text(file: OpenFile) -> str:
    """The whole of a text file: UTF-8 with or without byte order mark, or UTF-16.

    Raises:
        MediaError: if the file is no text, or is longer than `MAX_CHARACTERS`
    """
    try:
        return decode_text_in(file, "")
    except UndecodedError as error:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} is not text in UTF-8, but probably in {encoding}. Save it as UTF-8 or choose another file."
        )
        raise MediaError(sentence, name=file.name, encoding=likely_encoding(error.data)) from error


def decode_text_in(file: OpenFile, encoding: str) -> str:
    """The same of one of many, of which those that are not UTF-8 are in this encoding, if one is given.

    Raises:
        UndecodedError: if it is in none of them
        MediaError: as `decode_text` does
    """
    data = file.file.read(MAX_CHARACTERS * _MAX_BYTES_PER_CHARACTER + 5)
    if len(data) > MAX_CHARACTERS * _MAX_BYTES_PER_CHARACTER + 4:
        raise _too_long(file.name)
    try:
        text, _ = decoded(data, encoding)
    except UnicodeDecodeError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not text in {encoding}.")
        if not may_be_text(data):
            raise MediaError(sentence, name=file.name, encoding=encoding or "UTF-8") from error
        raise UndecodedError(telling(data), sentence, name=file.name, encoding=encoding or "UTF-8") from error
    return checked_text(text, file.name)


def checked_text(text: str, name: str) -> str:
    """The text itself, unchanged; `name` is what the sentence calls it.

    Raises:
        MediaError: if it is longer than `MAX_CHARACTERS`, or holds a NUL character or half a surrogate pair
    """
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name)
    if "\0" in text:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} holds NUL characters, so it is not plain text. Remove them.")
        raise MediaError(sentence, name=name)
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} holds half a character at position {position}. Type it again or remove it.")
        raise MediaError(sentence, name=name, position=error.start + 1) from error
    return text


def looks_like_text(head: bytes) -> bool:
    """Whether the beginning of a file is text in an encoding that `read_text` knows."""
    encoding = encoding_of(head)
    try:
        start = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return "\0" not in start


def _too_long(name: str) -> MediaError:
    sentence = QT_TRANSLATE_NOOP("errors", "{name} is longer than {limit} characters. Choose a shorter text.")
    return MediaError(sentence, name=name, limit=f"{MAX_CHARACTERS:,}")
