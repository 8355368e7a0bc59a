"""Tables of Excel and LibreOffice as datasets."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from workbooks import write_ods, write_xlsx
from xlsb import Formula, write_xlsb

from mmdesk.core.datasets.example import Decisions
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.datasets.understood import understood
from mmdesk.core.datasets.workbook import parse_workbook
from mmdesk.core.errors import DatasetError
from mmdesk.core.projects.project import Project

ROWS = [["text", "label", "note"], ["ein Hund bellt", "狗", "x"], ["", "", ""], ["=1+1", 7, 2.5], ["Katze", "", "y"]]


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_workbook_is_a_table(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write(tmp_path / ("a.xlsx" if write is write_xlsx else "a.ods"), {"Tabelle1": ROWS})
    dataset = read_dataset(path)
    assert [(e.row, e["text"], e.label) for e in dataset.examples] == [
        (2, "ein Hund bellt", "狗"),
        (4, "=1+1", "7"),
        (5, "Katze", ""),
    ]
    assert f"labels from {path.name}, column label" in understood(dataset)


def test_the_sheet_with_samples_is_found_and_hidden_ones_come_last(tmp_path: Path) -> None:
    old = [["text", "label"], ["old", "x"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Old": old, "Legend": [["colour", "meaning"], ["red", "bad"]], "Data": ROWS}, ["Old"])
    assert [example.label for example in read_dataset(path).examples] == ["狗", "7", ""]


def test_a_workbook_beside_its_files(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    for number in range(4):
        (tmp_path / "files" / f"{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    rows = [["id", "class"], *([number, "ab"[number % 2]] for number in range(4))]
    write_xlsx(tmp_path / "labels.xlsx", {"Sheet1": rows})
    (tmp_path / "~$labels.xlsx").write_bytes(b"lock")
    dataset = read_dataset(tmp_path, Decisions("labels.xlsx"))
    assert [example.label for example in dataset.examples] == ["a", "b", "a", "b"]
    assert not dataset.skipped


def test_a_workbook_becomes_a_project_with_a_manifest(tmp_path: Path) -> None:
    project = Project.open(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": ROWS}))
    assert [row.label for row in project.view.content.rows] == ["狗", "7", ""]
    assert project.view.path == tmp_path
    project.close()


def test_dates_truths_and_numbers_as_a_table_has_them(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [["text", "label"], ["one", 3.0], ["two", 0.1], ["three", 1e20]]})
    assert [cells[1] for _, cells in next(parse_workbook(path.read_bytes(), "a"))[1]] == ["3", "0.1", "1e+20"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls", "xlsb"])
def test_damaged_workbooks(share: float, ending: str, tmp_path: Path, refused) -> None:
    data = write_xlsx(tmp_path / "whole.xlsx", {"A": ROWS}).read_bytes()
    (tmp_path / f"a.{ending}").write_bytes(data[: int(len(data) * share)] or b"words\0")
    with refused(DatasetError, f"a.{ending}", "cannot be read"):
        read_dataset(tmp_path / f"a.{ending}")


def test_a_workbook_without_samples_names_its_columns(tmp_path: Path, refused) -> None:
    with refused(DatasetError, "a.xlsx", "colour"):
        read_dataset(write_xlsx(tmp_path / "a.xlsx", {"A": [["colour", "price"], ["red", 3]]}))
    with refused(DatasetError, "b.xlsx", "column names"):
        read_dataset(write_xlsx(tmp_path / "b.xlsx", {"A": []}))


MOMENT = datetime(2024, 3, 1, 13, 45, 30)
SPREADSHEETS = Path(__file__).parents[2] / "spreadsheets"
TYPED = {
    "label": "狗",
    "when": "2024-03-01",
    "moment": "2024-03-01T13:45:30",
    "clock": "13:45:30",
    "half": "0.5",
    "price": "12.5",
    "share": "0.25",
    "sum": "3",
    "bad": "",
    "long": "1234567890123",
    "nothing": "",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    header, rows = next(parse_workbook(path.read_bytes(), path.name))
    return [dict(zip(header, cells, strict=True)) for _, cells in rows]


@pytest.mark.parametrize("name", ["typed.xls", "computed.xls", "computed.xlsx", "computed.ods"])
def test_what_libreoffice_writes(name: str) -> None:
    first, second, third, fourth, _ = rows_of(SPREADSHEETS / name)
    assert {column: first[column] for column in TYPED} == TYPED
    assert (first["text"], second["label"], third["text"], third["label"]) == ("ein Hund bellt", "1", "=1+1", "7.25")
    assert fourth["label"] == "Vogel"
    assert first["yes"] == ("1" if name in ("computed.xls", "computed.xlsx") else "TRUE")
    if name.startswith("computed"):
        assert first["words"] == "ab狗"
    dataset = read_dataset(SPREADSHEETS / name)
    assert [example.label for example in dataset.examples][:4] == ["狗", "1", "7.25", "Vogel"]


@pytest.mark.parametrize("name", ["typed.xls", "computed.xls", "computed.xlsx"])
def test_a_label_that_is_merged_is_that_of_all_its_rows(name: str) -> None:
    assert [(row["text"], row["label"]) for row in rows_of(SPREADSHEETS / name)[-2:]] == [("Amsel", "Vogel"), ("Drossel", "Vogel")]
    assert rows_of(SPREADSHEETS / name)[0]["span"] == "26:05:00"


def test_a_binary_workbook(tmp_path: Path) -> None:
    path = write_xlsb(
        tmp_path / "a.xlsb",
        [
            ["text", "label", "when", "moment", "yes", "sum", "words", "half", "more"],
            ["ein Hund bellt", "狗", MOMENT.date(), MOMENT, True, Formula(3.0), Formula("ab狗"), 0.5, 1e20],
            ["Katze", 1.0, None, None, False, Formula(True), None, -7, 0.1 + 0.2],
            [None],
            ["=1+1", 7.25],
        ],
    )
    first, second, third = rows_of(path)
    assert list(first.values()) == [
        "ein Hund bellt", "狗", "2024-03-01", "2024-03-01T13:45:30", "TRUE", "3", "ab狗", "0.5", "1e+20",
    ]  # fmt: skip
    assert list(second.values()) == ["Katze", "1", "", "", "FALSE", "TRUE", "", "-7", "0.3"]
    assert (third["text"], third["label"]) == ("=1+1", "7.25")
    assert [(example.row, example.label) for example in read_dataset(path).examples] == [(2, "狗"), (3, "1"), (5, "7.25")]


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_binary_workbook(seed: int, tmp_path: Path) -> None:
    whole = write_xlsb(tmp_path / "a.xlsb", [["text", "label"], *([f"word {row}", row % 3] for row in range(40))]).read_bytes()
    random = Random(seed)
    data = bytearray(whole)
    for _ in range(30):
        data[random.randrange(len(data))] = random.randrange(256)
    (tmp_path / "a.xlsb").write_bytes(data)
    with contextlib.suppress(DatasetError):
        read_dataset(tmp_path / "a.xlsb")
