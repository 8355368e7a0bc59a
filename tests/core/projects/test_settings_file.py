"""mmdesk.json."""

import pytest

from mmdesk.core.errors import InputError
from mmdesk.core.projects.settings_file import read_project_file, write_project_file


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "mmdesk.json"
    write_project_file(path, ["狗", "cat"], {"training": {"epochs": 7}})
    assert read_project_file(path) == (("狗", "cat"), {"training": {"epochs": 7}})
    assert "狗" in path.read_text(encoding="utf-8")


def test_without_one_there_are_no_classes_and_no_settings(tmp_path):
    assert read_project_file(tmp_path / "mmdesk.json") == ((), {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "cannot be understood"),
        ("[]", "cannot be understood"),
        ("{}", "cannot be understood"),
        ('{"format": 2}', "another mmdesk"),
    ],
)
def test_what_is_none_is_told(tmp_path, text, words):
    (tmp_path / "mmdesk.json").write_text(text)
    with pytest.raises(InputError, match=words):
        read_project_file(tmp_path / "mmdesk.json")
