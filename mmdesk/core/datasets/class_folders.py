"""Datasets as a folder for each class; files that share a stem are one sample: cat/007.jpg, cat/007.txt, cat/007.wav."""

from collections.abc import Iterator
from pathlib import Path

from mmdesk.core.datasets.example import SPLIT_WORDS, Dataset, Example, Skipped, natural, parts_of
from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError, Sentence
from mmdesk.core.modalities.detect import modality_of_ending
from mmdesk.core.modalities.registry import Modality

Group = dict[Modality, Path]


def has_class_folders(root: Path) -> bool:
    return any(True for _ in _folders(root))


def read_class_folders(root: Path) -> Dataset:
    """Read `root/LABEL/FILE` or, where all folders are named after splits, `root/SPLIT/LABEL/FILE`."""
    examples: list[Example] = []
    skipped: list[Skipped] = []
    row = 0
    for split, folder in _classes(root):
        groups, strangers = _grouped(folder, root)
        for group in groups:
            row += 1
            try:
                examples.append(Example(row, parts_of(group), folder.name, split))
            except MediaError as error:
                skipped.append(Skipped(row, str(error)))
        for reason in strangers:
            row += 1
            skipped.append(Skipped(row, reason))
    return Dataset(root, tuple(examples), tuple(skipped))


def _classes(root: Path) -> Iterator[tuple[str, Path]]:
    folders = list(_folders(root))
    if all(folder.name.lower() in SPLIT_WORDS for folder in folders):
        for folder in folders:
            yield from ((SPLIT_WORDS[folder.name.lower()], label) for label in _folders(folder))
    else:
        yield from (("", folder) for folder in folders)


def _folders(root: Path) -> Iterator[Path]:
    # Names that begin so are made by programs, such as __MACOSX.
    return (path for path in sorted(root.iterdir(), key=lambda p: natural(p.name)) if path.name[0] not in "._" and path.is_dir())


def _grouped(folder: Path, root: Path) -> tuple[list[Group], list[Sentence]]:
    """The files of one class by their stem, and for each that belongs to none what is wrong with it."""
    groups: dict[Path, Group] = {}
    strangers: list[Sentence] = []
    for path in sorted(folder.rglob("*"), key=lambda p: natural(str(p))):
        if path.name.startswith(".") or path.name == "Thumbs.db" or path.is_dir():
            continue
        modality = modality_of_ending(path)
        group = groups.setdefault(path.with_suffix(""), {}) if modality else {}
        place = path.relative_to(root).as_posix()
        if modality is None:
            text = QT_TRANSLATE_NOOP("errors", "{path} has an ending that is no picture's, text's or sound's.")
            strangers.append(Sentence(text, path=place))
        elif modality in group:
            text = QT_TRANSLATE_NOOP("errors", "{path} has the same stem as {other}: give it another name.")
            strangers.append(Sentence(text, path=place, other=group[modality].name))
        else:
            group[modality] = path
    return list(groups.values()), strangers
