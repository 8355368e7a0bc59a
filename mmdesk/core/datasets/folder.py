"""The files beside a table, found by the cells that name them, however they are spelled."""

import os
import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from mmdesk.core.datasets.example import Item
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.modalities.detect import modality_of_ending
from mmdesk.core.modalities.registry import Modality

_ARRAY_ROW = re.compile(r"(.+\.npy)(?:\[([0-9]+)\]|#([0-9]+))")
"""A row of an array as `cell_of` spells it, and as answers did before."""
_DRIVE = re.compile(r"[A-Za-z]:")
_UPLOADED = re.compile(r"/data/(?:upload/(?:[0-9]+/)?|local-files/\?d=)")
"""What Label Studio puts before the names of files in its exports."""


class Folder:
    """The files beside a manifest. Each folder is listed once: to ask for 100,000 files one by one takes seconds.

    `first` are folders in it, relative to it, in which a name is meant that several of its folders have.
    """

    def __init__(self, root: Path, first: Sequence[str] = ()) -> None:
        self.root = root
        self._first = first
        self._listed: set[str] = set()
        self._files: dict[str, Path] = {}  # by the cells that name them
        self._items: dict[Modality | None, _Items] = {}  # those that were asked for
        self._named: Mapping[str, Sequence[str]] | None = None

    def item(self, cell: str, modality: Modality | None = None) -> Item:
        """The file that a cell names, or a row of an array such as images.npy[7].

        What is not there under this very name is looked for in all folders: in another case, composed otherwise, or without
        its ending, which is then one of `modality`.

        Raises:
            DatasetError: if it lies outside the folder, is not there, or could be several
        """
        return self.items(modality)[cell]

    def items(self, modality: Modality | None = None) -> Mapping[str, Item]:
        """What `item` gives, by the cell: as soon as one is asked for, it is there."""
        return self._items.setdefault(modality, _Items(partial(self._found, modality=modality)))

    def _found(self, cell: str, modality: Modality | None) -> Item:
        # Most cells are the names of files that were listed, with no sign that may mean anything else.
        odd = "\\" in cell or ":" in cell or ".npy" in cell or "/data/" in cell
        if not odd and (path := self._files.get(cell)):
            return Item(path)
        relative = cell.replace("\\", "/")
        index = None
        if ".npy" in relative and (row := _ARRAY_ROW.fullmatch(relative)):
            relative, index = row[1], int(row[2] or row[3])
        relative = self._inside(relative, cell)
        folder, slash, _ = relative.rpartition("/")
        if folder not in self._listed:
            self._list(folder, slash)
        path = self._files.get(relative)
        if path is None:
            # The list knows only one spelling of a name; the disk may take others.
            path = self.root / relative
            if not os.path.isfile(path):
                path = self._sought(relative, cell, modality)
        return Item(path, index)

    def modality_of(self, cell: str) -> Modality | None:
        """The modality of the file that a cell names, by its ending; None if it names none."""
        try:
            return modality_of_ending(self.item(cell.strip()).path)
        except DatasetError:
            return None

    def _inside(self, relative: str, cell: str) -> str:
        """The place relative to the folder."""
        if ".." in relative:
            relative = posixpath.normpath(relative)
        relative = _UPLOADED.sub("", relative, count=1)
        if relative.startswith("/") or _DRIVE.match(relative):
            root = self.root.absolute().as_posix().rstrip("/") + "/"
            real = self.root.resolve().as_posix().rstrip("/") + "/"
            relative = relative.removeprefix(real if relative.startswith(real) else root)
        if relative.startswith(("/", "../")) or relative == ".." or _DRIVE.match(relative):
            raise DatasetError(QT_TRANSLATE_NOOP("errors", "{cell} leads out of the dataset's folder."), cell=cell)
        return relative

    def _list(self, folder: str, slash: str) -> None:
        """Note the files of a folder; none if it cannot be listed: each is then asked for by itself."""
        self._listed.add(folder)
        place = self.root / folder
        try:
            with os.scandir(place) as entries:
                names = {entry.name for entry in entries if entry.is_file()}
            # Listed paths are made much faster than joined ones.
            self._files |= {folder + slash + path.name: path for path in place.iterdir() if path.name in names}
        except (OSError, ValueError):
            return

    def _sought(self, relative: str, cell: str, modality: Modality | None) -> Path:
        if self._named is None:
            self._named = _names_below(self.root)
        wanted = normal(relative)
        found = [place for place in self._named.get(wanted.rpartition("/")[2], ()) if _ends(normal(place), wanted, modality)]
        if len(found) > 1:
            found = [place for place in found if place.startswith(tuple(f"{folder}/" for folder in self._first))] or found
        if len(found) == 1:
            return self.root / found[0]
        if not found:
            raise DatasetError(QT_TRANSLATE_NOOP("errors", "The file {cell} does not exist."), cell=cell)
        sentence = QT_TRANSLATE_NOOP("errors", "{cell} may be {first} or {second}. Write one of them.")
        raise DatasetError(sentence, cell=cell, first=found[0], second=found[1])


class _Items(dict[str, Item]):
    """Files by the cells that name them, each found when it is first asked for."""

    def __init__(self, find: Callable[[str], Item]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, cell: str) -> Item:
        item = self[cell] = self._find(cell)
        return item


def normal(name: str) -> str:
    """A name as all spellings of it are: composed, in lower case."""
    return unicodedata.normalize("NFC", name).casefold()


def _names_below(root: Path) -> Mapping[str, Sequence[str]]:
    """Places of all files below, relative to the root, by their names and by their stems."""
    named: dict[str, list[str]] = defaultdict(list)
    for folder, _, files in os.walk(root):
        before = Path(folder).relative_to(root).as_posix()
        for name in files:
            place = name if before == "." else f"{before}/{name}"
            named[normal(name)].append(place)
            if modality_of_ending(Path(name)):
                named[normal(Path(name).stem)].append(place)
    return named


def _ends(place: str, wanted: str, modality: Modality | None) -> bool:
    """Whether a place ends as it is wanted, with all folders that are named, and with or without its ending."""
    stem, ending = posixpath.splitext(place)
    if f"/{place}".endswith(f"/{wanted}"):
        return True
    own = modality_of_ending(Path(f"x{ending}"))
    return f"/{stem}".endswith(f"/{wanted}") and own is not None and modality in (None, own)
