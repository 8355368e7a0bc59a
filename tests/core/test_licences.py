import json
from importlib.metadata import Distribution

import pytest

from mmdesk.core import licences
from mmdesk.core.licences import Part


class Installed(Distribution):
    """A distribution with these metadata and files."""

    def __init__(self, folder, metadata):
        self.folder = folder
        self.told = metadata

    def read_text(self, filename):
        if filename == "METADATA":
            return f"Metadata-Version: 2.1\nName: part\nVersion: 1.2\n{self.told}"
        if filename == "RECORD":
            return "".join(f"{file.relative_to(self.folder)},,\n" for file in self.folder.rglob("*") if file.is_file())
        return None

    def locate_file(self, path):
        return self.folder / path


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ("License-Expression: MIT\nLicense: old words\n", "MIT"),
        ("License: BSD 3-Clause\nClassifier: License :: OSI Approved :: BSD License\n", "BSD 3-Clause"),
        ("License: A long text\n  of many lines\nClassifier: License :: OSI Approved :: Zlib\n", "Zlib"),
        ("Classifier: License :: OSI Approved :: A\nClassifier: License :: B\n", "A AND B"),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: A\n", "A"),
        ("License: UNKNOWN\n", licences.UNKNOWN),
        ("", licences.UNKNOWN),
    ],
)
def test_the_licence_in_short_is_what_the_part_says(tmp_path, told, licence):
    assert licences.part_of(Installed(tmp_path, told)) == Part("part", "1.2", licence)


def test_the_text_is_that_of_all_its_files_each_once(tmp_path):
    (tmp_path / "licenses" / "third").mkdir(parents=True)
    for name, text in {"LICENSE": "Ours.\n", "third/COPYING": "Theirs.", "third/LICENSE.md": "Ours.\n"}.items():
        (tmp_path / "licenses" / name).write_text(text)
    (tmp_path / "license.py").write_text("code")
    text = licences.part_of(Installed(tmp_path, "")).wording
    assert sorted(text.split("\n\n")) == ["Ours.", "Theirs."]


def test_all_parts_are_collected_from_what_is_installed():
    found = {part.name: part for part in licences.parts()}
    assert {"numpy", "pillow", "PySide6_Essentials", "torch", "cffi"} <= set(found), "cffi is needed by a part only"
    assert "pytest" not in found
    assert "mmdesk" not in found
    assert "Permission to use, copy, modify and distribute" in found["pillow"].wording


def test_in_the_bundle_they_are_read_from_what_was_collected(monkeypatch, tmp_path):
    collected = [Part("b", "2", "MIT", "words"), Part("A", "1", "BSD")]
    licences.write(collected, tmp_path / "licences.json")
    assert [entry["name"] for entry in json.loads((tmp_path / "licences.json").read_text())] == ["A", "b"]
    monkeypatch.setattr(licences, "resources", lambda: tmp_path)
    assert list(licences.parts()) == collected[::-1]
