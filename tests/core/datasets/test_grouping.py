"""Files of one stem are one sample."""

from pathlib import Path

from mmdesk.core.datasets.grouping import Placed, grouped
from mmdesk.core.errors import MediaError


def modality_of(path):
    if path.suffix == ".bin":
        raise MediaError("{name} is strange.", name=path.name)
    return "audio" if path.suffix == ".wav" else "image"


def test_parts_in_several_folders_are_one_sample_and_a_second_picture_another():
    names = ("images/1.png", "images/1.jpg", "sounds/1.wav", "sounds/2.wav", "x.bin")
    files = [Placed(Path(name), Path(name).stem, "cat", "train") for name in names]
    dataset = grouped(Path(), files, modality_of)
    assert [(e.row, *(m in e.parts and e.parts[m].path.name for m in ("image", "audio"))) for e in dataset.examples] == [
        (1, "1.png", "1.wav"),
        (2, "1.jpg", False),
        (3, False, "2.wav"),
    ]
    assert {(example.label, example.split) for example in dataset.examples} == {("cat", "train")}
    assert [(row.row, row.reason) for row in dataset.skipped] == [(4, "x.bin is strange.")]
