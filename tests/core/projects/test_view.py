from pathlib import Path

from mmdesk.core.projects.edits import Content
from mmdesk.core.projects.rows import Row
from mmdesk.core.projects.view import View

ROWS = (Row(4, {"text": "meow"}, "cat", "train"), Row(7, {"text": "woof"}, "dog", ""))


def test_people_call_a_project_by_its_folder_or_by_the_table_in_it(tmp_path: Path) -> None:
    assert View(tmp_path / "pets", tmp_path / "pets").name == "pets"
    assert View(tmp_path / "pets", tmp_path / "pets" / "old.csv").name == "old"


def test_its_dataset_has_the_rows_by_their_keys(tmp_path: Path) -> None:
    dataset = View(tmp_path, tmp_path, Content(ROWS)).dataset()
    assert [(example.row, example["text"], example.label, example.split) for example in dataset.examples] == [
        (5, "meow", "cat", "train"),
        (8, "woof", "dog", ""),
    ]
