"""A folder and what is below it, listed once, without what systems and programs leave behind (directory tree)."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.datasets.example import natural
from mmdesk.core.files import reading
from mmdesk.core.modalities.detect import modality_of_ending

LEFT_BEHIND = {"__macosx", "__pycache__", "thumbs.db", "desktop.ini", "$recycle.bin", "@eadir", "lost+found"}
"""Made by systems, in lower case; so is all that begins with a dot, or as Excel's locks do."""

NOTICES = {"readme", "license", "licence", "copying", "citation", "classes", "labels", "notes", "changelog", "requirements"}
"""With which words names of texts about a dataset begin, in lower case."""
BESIDE = {
    ".json", ".jsonl", ".xml", ".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xls", ".ods", ".npy", ".npz", ".html", ".ini", ".db",
    ".log", ".pkl", ".lnk", ".url",
}  # fmt: skip
"""Endings of what other tools put beside samples, such as labelme's annotations."""
_NOTICE = re.compile(rf"(?:{'|'.join(sorted(NOTICES))})(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder; its files and folders are in their natural order."""

    path: Path
    files: tuple[str, ...] = ()
    folders: tuple["Tree", ...] = ()

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def has_own_samples(self) -> bool:
        """Whether a file in it may be a part of a sample, by its ending."""
        return any(modality_of_ending(Path(name)) for name in self.files if not is_notice(name))

    @property
    def has_samples(self) -> bool:
        """Whether it holds such a file, at any depth."""
        return self.has_own_samples or self.has_folders_of_samples

    @property
    def has_folders_of_samples(self) -> bool:
        return any(folder.has_samples for folder in self.folders)

    @property
    def empty(self) -> bool:
        """Whether there is no file in it at any depth."""
        return not self.files and all(folder.empty for folder in self.folders)

    def walk(self) -> Iterator[Path]:
        """All files, those of a folder before those of the folders in it."""
        yield from (self.path / name for name in self.files)
        for folder in self.folders:
            yield from folder.walk()


def listed(path: Path) -> Tree:
    """The tree below a folder; links that lead back into it are not followed.

    Raises:
        DatasetError: if it or a folder in it may not be read
    """
    return _listed(path, frozenset())


def is_left_behind(name: str) -> bool:
    """Whether a file or folder of this name is a system's own, such as Thumbs.db."""
    return name.startswith((".", "~$")) or name.lower() in LEFT_BEHIND


def is_notice(name: str) -> bool:
    """Whether a file of this name tells of the dataset, as a README does, and is no part of a sample."""
    return bool(_NOTICE.match(name))


def is_beside(path: Path) -> bool:
    """Whether a file of this name was put beside samples by another tool."""
    return path.suffix.lower() in BESIDE and modality_of_ending(path) is None


def _listed(path: Path, above: frozenset[str]) -> Tree:
    above = above | {os.path.realpath(path)}
    files: list[str] = []
    folders: list[Tree] = []
    with reading(path):
        for entry in _entries(path):
            if is_left_behind(entry.name):
                continue
            if not entry.is_dir():
                files.append(entry.name)
            elif not (entry.is_symlink() and os.path.realpath(entry.path) in above):
                folders.append(_listed(path / entry.name, above))
    return Tree(path, tuple(files), tuple(folders))


def _entries(path: Path) -> "list[os.DirEntry[str]]":
    if not os.access(path, os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError  # what it holds would be listed, but nothing could be opened
    with os.scandir(path) as entries:
        return sorted(entries, key=lambda entry: natural(entry.name))
