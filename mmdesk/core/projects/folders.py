"""The folder of a project: named, renamed, copied."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.files import check_name, shown
from mmdesk.core.paths import writing
from mmdesk.core.progress import CancelToken, Note

STEP = 20
"""So many files are copied between two reports."""
FORBIDDEN = frozenset('<>:"/\\|?*')
"""In names of folders, on one system or another."""


def place_for(parent: Path, name: str) -> Path:
    """The folder of this name in `parent`, which is not there yet.

    Raises:
        InputError: if there is something of that name, or none can be called so
    """
    name = name.strip()
    check_name(name)
    if not name or name.strip(".") == "" or FORBIDDEN & set(name) or any(ord(character) < 32 for character in name):
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "A folder cannot be called {name}. Choose another name."), name=f"“{name}”")
    place = parent / name
    if os.path.lexists(place):
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} is there already. Choose another name."), name=shown(place))
    return place


def rename_folder(folder: Path, name: str) -> Path:
    """Call a project's folder otherwise; gives where it is now.

    Raises:
        InputError: if that name cannot be had; then it is called as before
    """
    if name.strip() == folder.name:
        return folder
    other_case = name.strip().casefold() == folder.name.casefold()  # the same folder, where capitals make no difference
    place = folder.with_name(name.strip()) if other_case else place_for(folder.parent, name)
    with writing(folder):
        folder.rename(place)
    return place


def copy_folder(folder: Path, name: str, token: CancelToken) -> Generator[Note, None, Path]:
    """Copy a project's folder beside it; if it is stopped or fails, no copy stays behind.

    Yields:
        how many files of all are copied
    Returns:
        where the copy is
    Raises:
        InputError: if something cannot be read or written, or that name cannot be had
    """
    place = place_for(folder.parent, name)
    files = [Path(root, file) for root, _, names in os.walk(folder) for file in names if not file.endswith(".journal")]
    try:
        with writing(place):
            place.mkdir()
            for number, file in enumerate(files):
                token.check()
                if number % STEP == 0:
                    yield Note("files", number, len(files))
                copy = place / file.relative_to(folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, copy)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return place
