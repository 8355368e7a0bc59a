from pathlib import Path

import pytest

from mmdesk.core.datasets.loose import read_loose
from mmdesk.core.errors import MediaError
from mmdesk.core.modalities.detect import kind_of
from mmdesk.core.progress import CancelToken


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        ("logo", "<svg/>", "SVG"),
        ("page.html", "<p>cat</p>", "web page"),
        ("page", "<!DOCTYPE html><p>cat</p>", "web page"),
        ("a.json", "{}", "another program"),
        ("a.xml", "<annotation/>", "another program"),
        ("a.yaml", "names: [cat]", "another program"),
        ("script.py", "print('cat')", "a program"),
        ("run", "#!/bin/sh\necho", "a program"),
        ("table.csv", "a,b", "table"),
        ("table.XLSX", "PK", "table"),
        ("paper.pdf", "%PDF-1.4", "document"),
        ("letter.rtf", "{\\rtf1 cat}", "document"),
        ("set.zip", "PK", "archive"),
        ("photo.CR3", "a", "raw"),
        ("scan.dcm", "a", "DICOM"),
        ("song.mid", "MThd", "MIDI"),
        ("set", "PK\3\4", "archive"),
    ],
)
def test_what_is_no_part_of_a_sample_is_told_for_what_it_is(name: str, words: str, told: str, tmp_path: Path, refused) -> None:
    (tmp_path / name).write_text(words, encoding="utf-8")
    with refused(MediaError, name, told):
        kind_of(tmp_path / name)


@pytest.mark.parametrize("name", ["words", "words.txt", "words.md", "words.unknown"])
def test_words_are_words(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("a cat that meows", encoding="utf-8")
    assert kind_of(tmp_path / name) == "text"


def test_a_text_file_may_hold_anything(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<html> is how a page begins", encoding="utf-8")
    assert kind_of(tmp_path / "a.txt") == "text"


def test_annotations_in_a_dropped_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("cat", encoding="utf-8")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    found = read_loose([tmp_path], CancelToken())
    assert len(found.examples) == 1
    assert not found.skipped
