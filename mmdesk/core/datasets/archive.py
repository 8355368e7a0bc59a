"""Archives (ZIP), in which datasets are handed on: unpacked where the person says, and nowhere else."""

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mmdesk.core.datasets.tree import is_left_behind
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MmdeskError
from mmdesk.core.files import shown
from mmdesk.core.paths import writing
from mmdesk.core.progress import CancelToken

ENDINGS = (".zip",)
OTHERS = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
"""Archives that the systems' own programs unpack."""
_UTF8 = 0x800
_PASSWORD = 0x1
_CHUNK = 1 << 20


def is_archive(path: Path) -> bool:
    """Whether a file is called as the archives are that can be unpacked here."""
    return path.suffix.lower() in ENDINGS


def unpack(path: Path, folder: Path, token: CancelToken) -> Path:
    """Unpack an archive into a new folder of its name in `folder`, which is returned; if that fails, nothing of it stays.

    What systems leave behind is left out. Links are, too: they may lead anywhere.

    Raises:
        InputError: if it is damaged, has a password, is too large for the disk, or the folder is there or cannot be written
        Cancelled: if the token asks for it
    """
    made = folder / path.stem
    if os.path.exists(made):
        sentence = QT_TRANSLATE_NOOP("errors", "{folder} is there already. Open it, or unpack {name} somewhere else.")
        raise DatasetError(sentence, folder=made, name=shown(path))
    try:
        with zipfile.ZipFile(path) as archive:
            members = list(_members(archive))
            _check(path, folder, members)
            with writing(made):
                made.mkdir(parents=True)
                for place, member in members:
                    _write(archive, member, made / place, token)
    except MmdeskError:
        shutil.rmtree(made, ignore_errors=True)
        raise
    except Exception as error:
        # Of damaged archives, Python's reader fails with errors of every kind.
        shutil.rmtree(made, ignore_errors=True)
        sentence = QT_TRANSLATE_NOOP("errors", "{name} cannot be unpacked: it is damaged or no ZIP archive. Get the file again.")
        raise DatasetError(sentence, name=shown(path)) from error
    return made


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """The files in it, and where they belong."""
    for member in archive.infolist():
        place = PurePosixPath(_name(member).replace("\\", "/"))
        parts = [part for part in place.parts if part not in ("/", ".")]
        linked = member.external_attr >> 28 == 0o12
        if member.is_dir() or linked or not parts or any(map(is_left_behind, parts)) or ":" in parts[0]:
            continue
        yield PurePosixPath(*parts), member


def _name(member: zipfile.ZipInfo) -> str:
    """Its name; programs of Windows write that of a person's language without saying so."""
    if member.flag_bits & _UTF8:
        return member.filename
    given = member.filename.encode("cp437", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return given.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _check(path: Path, folder: Path, members: list[tuple[PurePosixPath, zipfile.ZipInfo]]) -> None:
    if any(member.flag_bits & _PASSWORD for _, member in members):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has a password. Unpack it yourself, then open the folder.")
        raise DatasetError(sentence, name=shown(path))
    there = next(place for place in (folder, *folder.absolute().parents) if os.path.exists(place))
    if sum(member.file_size for _, member in members) > shutil.disk_usage(there).free:
        sentence = QT_TRANSLATE_NOOP("errors", "There is not enough room in {folder} for {name}. Choose another folder.")
        raise DatasetError(sentence, folder=folder, name=shown(path))


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, token: CancelToken) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    left = member.file_size
    with archive.open(member) as packed, open(place, "xb") as file:
        while chunk := packed.read(_CHUNK):
            token.check()
            left -= len(chunk)
            if left < 0:  # it holds more than it says
                raise zipfile.BadZipFile
            file.write(chunk)
