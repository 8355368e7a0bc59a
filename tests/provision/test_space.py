"""Free space, looked at before it is needed."""

import os
import shutil

import pytest
from provision import space
from provision.errors import SetupError


def test_enough_is_enough(tmp_path):
    space.check({tmp_path / "not" / "yet": 1000.0, tmp_path: 1000.0})


def test_a_shortage_is_told_with_what_to_free(tmp_path):
    free = shutil.disk_usage(tmp_path).free
    with pytest.raises(SetupError) as told:
        space.check({tmp_path / "not" / "yet": free * 0.6, tmp_path / "cache": free * 0.6})
    text = str(told.value)
    assert text.startswith(f"The disk of {tmp_path} has ")
    assert f"the set-up needs {free * 1.2 / 1e9:.1f} GB" in text
    assert "start dev.py again: it goes on." in text


def test_a_file_with_two_names_takes_its_room_once(tmp_path):
    (tmp_path / "a").write_bytes(os.urandom(100_000))
    once = space.size_of(tmp_path)
    os.link(tmp_path / "a", tmp_path / "b")
    assert space.size_of(tmp_path) == once
    assert 100_000 <= once < 200_000
