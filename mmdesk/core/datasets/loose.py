"""Loose files as samples, by what they hold (file type detection)."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.datasets.example import Dataset
from mmdesk.core.datasets.grouping import Placed, grouped
from mmdesk.core.datasets.tree import Tree, is_beside, is_notice, listed
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError
from mmdesk.core.files import OpenFile, opened, shown
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.detect import kind_in, kind_of
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.progress import CancelToken


@dataclass(frozen=True, slots=True)
class OneSample:
    """Files that are the parts of one sample, decoded.

    Attributes:
        files: one of each modality
        contents: what they hold
        failures: why some of them cannot be read
        strangers: why others are no part of a sample
    """

    files: Mapping[Modality, Path]
    contents: Mapping[Modality, Content]
    failures: Mapping[Modality, MediaError]
    strangers: tuple[MediaError, ...]


def read_one_sample(paths: Sequence[Path], token: CancelToken) -> OneSample | None:
    """Read files as the parts of one sample, each opened once; None if two are of one modality."""
    files: dict[Modality, OpenFile] = {}
    strangers: list[MediaError] = []
    with ExitStack() as open_files:
        for path in paths:
            token.check()
            try:
                with ExitStack() as attempt:
                    file = attempt.enter_context(opened(path))
                    modality = kind_in(file)
                    open_files.enter_context(attempt.pop_all())
            except MediaError as error:
                strangers.append(error)
                continue
            if modality in files:
                return None
            files[modality] = file
        contents: dict[Modality, Content] = {}
        failures: dict[Modality, MediaError] = {}
        for modality, file in files.items():
            token.check()
            try:
                contents[modality] = MODALITIES[modality].decode(file)
            except MediaError as error:
                failures[modality] = error
    return OneSample({modality: file.path for modality, file in files.items()}, contents, failures, tuple(strangers))


def read_loose(paths: Sequence[Path], token: CancelToken) -> Dataset:
    """Files, each a sample; those of different modalities that share folder and stem are one. Folders label what is in them.

    Raises:
        DatasetError: if there are folders, but no files, or one may not be read
    """
    files = [file for path in paths for file in _placed(path)]
    if not files and (folders := [path for path in paths if os.path.isdir(path)]):
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} has no samples. Add some."), name=shown(folders[0]))
    root = Path(os.path.commonpath([file.path.absolute().parent for file in files])) if files else Path()

    def modality_of(path: Path) -> Modality:
        token.check()
        return kind_of(path)

    return grouped(root, files, modality_of)


def read_unlabelled(tree: Tree, root: Path, encoding: str = "") -> Dataset:
    """The files of a folder of which nothing tells a label; `encoding` as in `grouped`."""
    files = (path for path in tree.walk() if not (is_notice(path.name) or is_beside(path)))
    return grouped(root, (Placed(path, path.with_suffix("")) for path in files), kind_of, encoding)


def _placed(path: Path) -> Iterator[Placed]:
    if os.path.isdir(path):
        yield from (Placed(file, file.with_suffix(""), path.absolute().name) for file in listed(path).walk() if not is_beside(file))
    else:
        yield Placed(path, path.with_suffix(""))
