import os
import sys
import tempfile
from pathlib import Path

import pytest

from mmdesk.core.errors import MediaError
from mmdesk.core.files import HEAD_BYTES, check_name, read_head, shown


def test_the_head_of_a_file(tmp_path):
    (tmp_path / "a").write_bytes(bytes(range(256)) * 100)
    assert read_head(tmp_path / "a") == (bytes(range(256)) * 100)[:HEAD_BYTES]


def test_a_short_file_is_its_own_head(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    assert read_head(tmp_path / "a") == b"x"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone", "gone does not exist"),
        ("empty/x", "x does not exist"),
        ("folder", "folder is a folder"),
        ("empty", "empty is empty"),
        ("x" * 5000, "cannot be opened"),
        ("a\0b", "a?b cannot be opened"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(tmp_path, refused, name, sentence):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    with refused(MediaError, sentence):
        read_head(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_file_that_may_not_be_read(nobody, refused):
    with tempfile.TemporaryDirectory() as folder:
        secret = Path(folder) / "secret"
        secret.write_bytes(b"x")
        secret.chmod(0)
        with refused(MediaError, "secret may not be read"):
            read_head(secret)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="devices of Linux")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_devices_are_not_read(refused, device):
    with refused(MediaError, Path(device).name, "."):
        read_head(Path(device))


def test_every_name_can_be_printed():
    assert shown(Path("folder/七.png")) == "七.png"
    assert shown(Path("/")) == "/"
    assert shown(Path()) == "."
    shown(Path(os.fsdecode(b"caf\xe9.png"))).encode("utf-8")


def test_a_name_that_no_table_can_hold_is_told(refused):
    check_name("七/1.png")
    with refused(MediaError, "cat/caf\\udce9.png", "not text in UTF-8"):
        check_name("cat/caf\udce9.png")
