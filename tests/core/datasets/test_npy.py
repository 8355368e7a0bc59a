"""Array files, whole and damaged."""

import os
from pathlib import Path

import numpy as np
import pytest

from mmdesk.core.datasets.npy import open_array
from mmdesk.core.errors import DatasetError


def saved(path: Path, array: np.ndarray) -> Path:
    np.save(path / "x.npy", array, allow_pickle=True)
    return path / "x.npy"


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    assert isinstance(open_array(saved(tmp_path, np.zeros((3, 4)))), np.memmap)


def test_strings_of_python_are_strings(tmp_path: Path) -> None:
    array = open_array(saved(tmp_path, np.array(["cat", "a longer one", "狗"], dtype=object)))
    assert array.dtype.kind == "U"
    assert array.tolist() == ["cat", "a longer one", "狗"]


def test_strings_of_numpy_among_them_are_strings_too(tmp_path: Path) -> None:
    array = np.array([[np.str_("é"), "b", np.str_("狗🐶")], ["d", np.str_(""), "f"]], dtype=object).T
    assert open_array(saved(tmp_path, array)).tolist() == [["é", "d"], ["b", ""], ["狗🐶", "f"]]


def test_a_damaged_type_of_strings_does_not_crash_the_process(tmp_path: Path) -> None:
    """As it does if NumPy itself reads that objects are none."""
    file = saved(tmp_path, np.array(["a", "bb", "ccc"], dtype=object))
    flags = b"J\xff\xff\xff\xffJ\xff\xff\xff\xffK"
    whole = file.read_bytes()
    assert flags + b"?" in whole
    file.write_bytes(whole.replace(flags + b"?", flags + b"\0"))
    assert open_array(file).tolist() == ["a", "bb", "ccc"]


def test_damaged_strings_are_one_sentence(tmp_path: Path, refused) -> None:
    """Also a place to remember so large that the list of all would fill the memory."""
    file = saved(tmp_path, np.array(["a", "bb", "ccc"], dtype=object))
    whole = file.read_bytes()
    asking = whole.replace(b"K\x03\x8c\x01|", b"r\xff\xff\xff\x7f\x8c\x01|")
    assert asking != whole
    for damaged in (asking, whole[:-9]):
        file.unlink()
        file.write_bytes(damaged)
        with refused(DatasetError, "x.npy", "Save it again"):
            open_array(file)


def test_objects_are_told_and_nothing_in_them_runs(tmp_path: Path, refused) -> None:
    class Trap:
        def __reduce__(self) -> tuple:
            return os.system, (f"touch {tmp_path}/sprung",)

    ragged = np.empty(2, object)
    ragged[:] = [np.zeros(2), np.zeros(3)]
    for array in (np.array([Trap()], dtype=object), ragged, np.array([1, "a"], dtype=object)):
        with refused(DatasetError, "x.npy", "objects"):
            open_array(saved(tmp_path, array))
        (tmp_path / "x.npy").unlink()
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("seed", range(200))
def test_damaged_headers_are_one_sentence(tmp_path: Path, seed: int) -> None:
    random = np.random.default_rng(seed)
    file = saved(tmp_path, np.zeros((3, 4)))
    data = bytearray(file.read_bytes())
    for place in random.integers(0, 100, 4):
        data[place] = random.integers(256)
    file.write_bytes(data)
    try:
        open_array(file)
    except DatasetError as error:
        assert "x.npy" in str(error)  # noqa: PT017 - some damage leaves an array


def test_it_may_be_missing(tmp_path: Path, refused) -> None:
    with refused(DatasetError, "x.npy", "missing"):
        open_array(tmp_path / "x.npy")
