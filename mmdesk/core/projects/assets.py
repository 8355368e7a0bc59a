"""Assets: the parts of a sample as files of a dataset's folder."""

import os
import shutil
from pathlib import Path

from mmdesk.core.files import read_head
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.paths import writing, written_safely


def write_parts(folder: Path, number: int, sample: Sample) -> dict[Modality, str]:
    """Write what tables do not hold as files of its own; gives what the cells of its row say.

    Raises:
        InputError: if the folder is read-only or the disk is full
    """
    cells: dict[Modality, str] = {}
    for modality, content in sample.contents.items():
        column = MODALITIES[modality]
        if column.inline:
            cells[modality] = content
        elif column.writable(content):
            path = _free(folder / column.folder, number, column.asset_ending)
            column.write(path, content)
            cells[modality] = f"{column.folder}/{path.name}"
    return cells


def take_in(folder: Path, file: Path, place: str) -> str:
    """Copy a file to a place of the folder, unless it is in the folder already; gives what the cell of its row says.

    Raises:
        InputError: if it cannot be read, the folder is read-only, or the disk is full
    """
    file = file.absolute()
    if file.is_relative_to(folder):
        return file.relative_to(folder).as_posix()
    read_head(file)
    with writing(folder / place):
        (folder / place).mkdir(exist_ok=True)
    copy, number = folder / place / file.name, 2
    while os.path.exists(copy):
        copy, number = folder / place / f"{file.stem}-{number}{file.suffix}", number + 1
    with written_safely(copy) as temporary:
        shutil.copyfile(file, temporary)
    return f"{place}/{copy.name}"


def _free(folder: Path, number: int, ending: str) -> Path:
    """A name that no other file has."""
    with writing(folder):
        folder.mkdir(exist_ok=True)
    while os.path.exists(path := folder / f"{number:06d}{ending}"):
        number += 1
    return path
