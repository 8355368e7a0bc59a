"""Loose files as samples, by what they hold (file type detection)."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from mmdesk.core.datasets.example import Dataset
from mmdesk.core.datasets.grouping import Placed, grouped
from mmdesk.core.datasets.tree import Tree, is_notice, listed
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.files import shown
from mmdesk.core.modalities.detect import kind_of
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.progress import CancelToken


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


def read_unlabelled(tree: Tree, root: Path) -> Dataset:
    """The files of a folder of which nothing tells a label."""
    files = (path for path in tree.walk() if not is_notice(path.name))
    return grouped(root, (Placed(path, path.with_suffix("")) for path in files), kind_of)


def _placed(path: Path) -> Iterator[Placed]:
    if os.path.isdir(path):
        yield from (Placed(file, file.with_suffix(""), path.absolute().name) for file in listed(path).walk())
    else:
        yield Placed(path, path.with_suffix(""))
