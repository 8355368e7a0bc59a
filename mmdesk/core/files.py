"""What can be wrong with any file before a word of it is understood."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError

HEAD_BYTES = 4096
MODEL_ENDING = ".safetensors"


def shown(path: Path) -> str:
    """The file's name in a form that every screen and terminal can print."""
    return os.fsencode(path.name or path).decode("utf-8", "replace")


def check_name(place: str) -> None:
    """Refuse a file that no table can name, because `place`, its name or the way to it, is not text.

    Raises:
        MediaError: if it cannot be written in UTF-8
    """
    try:
        place.encode("utf-8")
    except UnicodeEncodeError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "The name of {name} is not text in UTF-8. Give the file another one.")
        raise MediaError(sentence, name=place.encode("utf-8", "backslashreplace").decode()) from error


def is_model(path: Path) -> bool:
    """Whether it is called as model files are; what it holds is seen when it is opened."""
    return path.suffix.lower() == MODEL_ENDING


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Say that a folder may not be read.

    Raises:
        DatasetError: instead of a `PermissionError` in the block
    """
    try:
        yield
    except PermissionError as error:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} may not be read. Change its permissions."), name=folder) from error


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is open to be read, at its beginning.

    Attributes:
        head: its first `HEAD_BYTES` bytes; at least one
    """

    path: Path
    head: bytes
    file: BufferedReader

    @property
    def name(self) -> str:
        """As `shown`."""
        return shown(self.path)


@contextmanager
def opened(path: Path) -> Iterator[OpenFile]:
    """Open a file once for all that is to be known of it: what it is, its hash, its content.

    Raises:
        MediaError: if there is no such file, it is a folder or a device, may not be read, or is empty
    """
    with _open(path) as file:
        try:
            head = file.read(HEAD_BYTES)
            file.seek(0)
        except OSError as error:
            raise _not_opened(path, error) from error
        if not head:
            raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} is empty. Choose another file."), name=shown(path))
        yield OpenFile(path, head, file)


def read_head(path: Path) -> bytes:
    """The first `HEAD_BYTES` bytes of a file; at least one. Raises as `opened` does."""
    with opened(path) as file:
        return file.head


def _open(path: Path) -> BufferedReader:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} is a folder. Choose a file in it."), name=shown(path))
        if not stat.S_ISREG(mode):
            # Reading a pipe or a device may never end.
            raise MediaError(QT_TRANSLATE_NOOP("errors", "{name} is not a regular file. Choose another file."), name=shown(path))
        return open(path, "rb")
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from error


def _not_opened(path: Path, error: OSError | ValueError) -> MediaError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return MediaError(QT_TRANSLATE_NOOP("errors", "{name} does not exist. Check the path."), name=shown(path))
    if isinstance(error, PermissionError):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} may not be read. Change its permissions or choose another file.")
        return MediaError(sentence, name=shown(path))
    # ValueError: a NUL in the path.
    sentence = QT_TRANSLATE_NOOP("errors", "{name} cannot be opened. Check the path and the disk.")
    return MediaError(sentence, name=shown(path).replace("\0", "?"))
