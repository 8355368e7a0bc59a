import zipfile
from pathlib import Path

import pytest

from mmdesk.core.datasets.archive import unpack
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled, DatasetError
from mmdesk.core.progress import CancelToken

FILES = {"set/cat/1.txt": "meow", "set/cat/2.txt": "purr", "set/dog/1.txt": "bark", "set/猫/ü.txt": "喵"}


def made(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return path


def test_an_archive_is_unpacked_where_it_is_said_and_is_a_dataset(tmp_path: Path) -> None:
    path = made(tmp_path / "animals.zip", FILES | {"__MACOSX/set/cat/._1.txt": "x", "set/.DS_Store": "x", "set/cat/Thumbs.db": "x"})
    folder = unpack(path, tmp_path / "here" / "there", CancelToken())
    assert folder == tmp_path / "here" / "there" / "animals"
    assert sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()) == sorted(FILES)
    assert read_dataset(folder).labels == ("cat", "dog", "猫")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_of_programs_that_do_not_say_their_encoding(encoding: str, tmp_path: Path) -> None:
    name = "狗/叫.txt".encode(encoding).decode("cp437")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, "bark")
    data = (tmp_path / "a.zip").read_bytes()  # without the flag for UTF-8, as those programs write it
    there, wanted = name.encode("utf-8"), name.encode("cp437")
    assert there in data
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("x" * len(wanted))
        archive.writestr(info, "bark")
    (tmp_path / "a.zip").write_bytes((tmp_path / "a.zip").read_bytes().replace(b"x" * len(wanted), wanted))
    assert (unpack(tmp_path / "a.zip", tmp_path, CancelToken()) / "狗" / "叫.txt").read_text() == "bark"


def test_nothing_is_written_outside_and_no_link(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.zip", {"../evil.txt": "x", "/etc/evil.txt": "x", "C:/evil.txt": "x", "..\\evil.txt": "x", "a/b.txt": "x"}
    )
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    folder = unpack(path, tmp_path / "in", CancelToken())
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir())
    assert files == ["a/b.txt", "etc/evil.txt"]
    assert [place.name for place in (tmp_path / "in").iterdir()] == ["a"]


def test_what_cannot_be_unpacked(tmp_path: Path, refused) -> None:
    path = made(tmp_path / "a.zip", FILES)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a").mkdir()
    with refused(DatasetError, "a.zip", "already"):
        unpack(path, tmp_path / "there", CancelToken())
    data = path.read_bytes()
    for share in (0.1, 0.5, 0.95):
        (tmp_path / "cut.zip").write_bytes(data[: int(len(data) * share)])
        with refused(DatasetError, "cut.zip", "damaged"):
            unpack(tmp_path / "cut.zip", tmp_path, CancelToken())
    locked = bytearray(data)
    for start in (b"PK\1\2", b"PK\3\4"):
        place = -1
        while (place := locked.find(start, place + 1)) >= 0:
            locked[place + (8 if start == b"PK\1\2" else 6)] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    with refused(DatasetError, "locked.zip", "password"):
        unpack(tmp_path / "locked.zip", tmp_path, CancelToken())
    with refused(DatasetError, "a.zip", "archive", "unpack"):
        read_dataset(path)
    assert not (tmp_path / "cut").exists()


def test_a_stopped_one_leaves_nothing(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        unpack(made(tmp_path / "a.zip", FILES), tmp_path, token)
    assert not (tmp_path / "a").exists()
