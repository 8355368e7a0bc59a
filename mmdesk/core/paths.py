"""Where the program keeps its own files, and writing that never leaves half a file."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError

APP = "mmdesk"
PORTABLE = "mmdesk-data"
"""Folder beside the standalone program; where it is, the program keeps its own files in it."""


def resources() -> Path:
    """Folder of icons, translations, the starter model and samples: in the bundle, in the wheel, or beside the source."""
    bundle = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parents[1]
    candidates = [Path(bundle) / "resources"] if bundle else [package / "resources", package.parent / "resources"]
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def starter_model() -> Path:
    """The model that the program opens with."""
    return resources() / "models" / "digits.safetensors"


def present_starter_model() -> Path:
    """The same, for those who need it now.

    Raises:
        InputError: if it is not there
    """
    path = starter_model()
    if not os.path.isfile(path):
        sentence = QT_TRANSLATE_NOOP("errors", "The starter model {path} is missing. Name a model, or install mmdesk again.")
        raise InputError(sentence, path=path)
    return path


def portable_dir() -> Path | None:
    """The folder beside the standalone program that keeps everything of its own, if somebody made it: portable mode."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable)
    # On macOS the program lies in mmdesk.app/Contents/MacOS.
    inside = next((folder for folder in program.parents if folder.suffix == ".app"), program)
    folder = inside.parent / PORTABLE
    return folder if folder.is_dir() else None


def settings_dir() -> Path:
    """Folder for what the window remembers; as all of the program's own, it is made, or `InputError` tells why it cannot be."""
    return _own_dir("settings", platformdirs.user_config_path)


def data_dir() -> Path:
    """Folder for what the person made and the program keeps, such as unfinished trainings."""
    return _own_dir("data", platformdirs.user_data_path)


def models_dir() -> Path:
    """Folder for the models that are trained in the window.

    Raises:
        InputError: if it cannot be made
    """
    folder = data_dir() / "models"
    with _making(folder):
        folder.mkdir(exist_ok=True)
    return folder


def cache_dir() -> Path:
    return _own_dir("cache", platformdirs.user_cache_path)


def log_dir() -> Path:
    return _own_dir("log", platformdirs.user_log_path)


def _own_dir(name: str, usual: Callable[..., Path]) -> Path:
    """The folder `name` in portable mode, else the `usual` one of the system; made if it is missing."""
    if portable := portable_dir():
        folder = portable / name
        with _making(folder):
            folder.mkdir(exist_ok=True)
        return folder
    with _making(usual(APP, appauthor=False)):
        return usual(APP, appauthor=False, ensure_exists=True)


@contextmanager
def _making(folder: Path) -> Iterator[None]:
    """Say why a folder of the program's own cannot be made."""
    try:
        yield
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "The folder {path} for mmdesk's own files cannot be made: {reason}. Let mmdesk write to the folder above it."
        )
        raise InputError(sentence, path=folder, reason=error.strerror or error) from error


@contextmanager
def written_safely(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; when the block ends, flush it to the disk and rename it to `path`.

    If the block fails, `path` stays as it was and the temporary file is removed.

    Raises:
        InputError: if the folder is missing or read-only, or the disk is full
    """
    with _beside(path) as temporary, writing(path):
        yield temporary
        _flush(temporary)
        temporary.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, where nothing is left at the end."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
    finally:
        # Where nothing can be written, nothing is there to be removed.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def write_spelled(path: Path, text: str) -> None:
    """Write a text safely; of names in it that are not UTF-8 the strange bytes are spelled out.

    Raises:
        InputError: if it cannot be written
    """
    with written_safely(path) as temporary:
        temporary.write_text(text, encoding="utf-8", errors="backslashreplace")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say why `path` cannot be written.

    Raises:
        InputError: instead of any `OSError` in the block
    """
    try:
        yield
    except OSError as error:
        raise InputError(_reason(error), path=path) from error


def check_writable(path: Path) -> None:
    """Raise the error that writing `path` would raise, before long work is done for it.

    Raises:
        InputError: if the folder is missing or read-only, or the disk is full
    """
    with _beside(path) as temporary, writing(path):
        temporary.write_bytes(b"\0")
        _flush(temporary)


def _reason(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return QT_TRANSLATE_NOOP("errors", "{path} was not saved: the disk is full. Free some space or choose another place.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return QT_TRANSLATE_NOOP("errors", "{path} was not saved: the folder is read-only. Choose another place.")
        case errno.ENAMETOOLONG:
            return QT_TRANSLATE_NOOP("errors", "{path} was not saved: the name is too long. Choose a shorter one.")
        case errno.ENOENT | errno.ENOTDIR:
            return QT_TRANSLATE_NOOP(
                "errors", "{path} was not saved: the folder does not exist. Make it first or choose another place."
            )
        case _:
            return QT_TRANSLATE_NOOP("errors", "{path} was not saved: the disk reported an error. Try another place.")
