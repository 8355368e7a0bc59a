"""What a folder or a file is as a dataset: one answer for the shell, for drops and for the Data page."""

from pathlib import Path

import numpy as np

from mmdesk.core.answers.batch import gathered
from mmdesk.core.datasets.layout import Kind, dropped_dataset, recognise
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import DatasetError, InputError
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.project import Project


def fill(root: Path, *names: str) -> None:
    """Make files of these names, of which texts hold words of their own and others nothing that could be read."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"words of {name}", encoding="utf-8")


def test_arrays_of_one_split_are_the_same_for_all_who_ask(tmp_path: Path) -> None:
    np.save(tmp_path / "val_images.npy", np.zeros((3, 8, 8), dtype=np.uint8))
    np.save(tmp_path / "val_labels.npy", np.array([0, 1, 0]))
    assert recognise(tmp_path).kind is Kind.ARRAYS
    assert len(read_dataset(tmp_path).examples) == 3
    dropped = gathered([tmp_path], CancelToken())
    assert len(dropped.examples) == 3
    assert len(Project.open(tmp_path).view.content.rows) == 3


def test_a_folder_of_loose_files_is_no_dataset_for_a_drop_but_can_be_answered(tmp_path: Path) -> None:
    fill(tmp_path / "cat", "1.txt", "2.txt", "README.md")
    assert recognise(tmp_path / "cat").kind is Kind.FILES
    assert dropped_dataset(tmp_path / "cat") is None
    assert [example.label for example in read_dataset(tmp_path / "cat").examples] == ["", ""]


def test_what_is_none(tmp_path: Path, refused) -> None:
    fill(tmp_path, "model.bin")
    with refused(DatasetError, "model.bin", "not a dataset"):
        recognise(tmp_path / "model.bin")
    with refused(InputError, "gone.csv", "does not exist"):
        recognise(tmp_path / "gone.csv")
    with refused(DatasetError, tmp_path.name, "not a dataset"):
        recognise(tmp_path)
    assert dropped_dataset(tmp_path / "model.bin") is None
