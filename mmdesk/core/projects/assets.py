"""The parts of a sample as files of a dataset's folder."""

import os
import shutil
from pathlib import Path

from mmdesk.core.files import read_head
from mmdesk.core.modalities.sample import Sample, Sound
from mmdesk.core.paths import writing, written_safely


def write_parts(folder: Path, number: int, sample: Sample) -> tuple[str, str]:
    """Write the picture and the sound as files of their own; gives what the cells of their row say.

    Raises:
        InputError: if the folder is read-only or the disk is full
    """
    image = audio = ""
    if sample.image:
        from PIL import Image

        path = _free(folder / "images", number, ".png")
        with written_safely(path) as temporary:
            Image.fromarray(sample.image.pixels).save(temporary, format="PNG", compress_level=1)
        image = f"images/{path.name}"
    if isinstance(sample.audio, Sound):
        from mmdesk.core.modalities.audio import write_sound

        path = _free(folder / "sounds", number, ".wav")
        write_sound(path, sample.audio)
        audio = f"sounds/{path.name}"
    return image, audio


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
