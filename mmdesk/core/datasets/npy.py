"""Array files of NumPy (.npy): mapped, so that only the rows that are asked for are read, and checked before."""

import io
import pickle
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.files import shown

Array = NDArray[Any]


def open_array(path: Path) -> Array:
    """The array in a file; one of Python strings as one of strings.

    Raises:
        DatasetError: if it is missing, damaged, or holds other Python objects
    """
    try:
        return _opened(path, path.stat().st_mtime_ns)
    except FileNotFoundError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is missing. Put it beside the other arrays.")
        raise DatasetError(sentence, name=shown(path)) from error


@lru_cache(maxsize=16)
def _opened(path: Path, changed: int) -> Array:  # noqa: ARG001 - a changed file is another one
    try:
        if _holds_objects(path):
            return _strings(path)
        array: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    except DatasetError:
        raise
    except Exception as error:
        # NumPy's parser of headers, which is Python's own, fails with errors of every kind on damaged ones.
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not an array of numbers or strings that can be read. Save it again.")
        raise DatasetError(sentence, name=shown(path)) from error
    return array


def _holds_objects(path: Path) -> bool:
    with open(path, "rb") as file:
        version = np.lib.format.read_magic(file)
        read_header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        return bool(read_header(file)[2].hasobject)


def _strings(path: Path) -> Array:
    """An array of Python's strings, as lists of different lengths become; of any other object there might be code."""
    with open(path, "rb") as file:
        np.lib.format.read_magic(file)
        np.lib.format.read_array_header_1_0(file)
        try:
            values = _StringsOnly(io.BytesIO(file.read())).load()  # where no number in it can ask for more than there is
        except pickle.UnpicklingError as error:
            raise _objects(path) from error
    if not isinstance(values, _ArrayState) or not all(isinstance(value, str) for value in values.values):
        raise _objects(path)
    return np.array(values.values, dtype=str).reshape(values.shape)


def _objects(path: Path) -> DatasetError:
    sentence = QT_TRANSLATE_NOOP(
        "errors", "{name} holds Python objects, not numbers: rows of several sizes, perhaps. Save rows of one size, or files."
    )
    return DatasetError(sentence, name=shown(path))


class _ArrayState:
    """Stands for an array while a file is read: NumPy's own crashes the process where what describes it is damaged."""

    def __setstate__(self, state: tuple[int, tuple[int, ...], object, bool, list[object]]) -> None:
        _, self.shape, _, _, self.values = state  # row by row, however the array lay in memory


class _TypeState:
    """Stands for the type of an array or of a string of NumPy's."""

    def __init__(self, name: str, *_: object) -> None:
        self.name, self.order = name, "<"

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.order = state[1]


def _array_state(*_: object) -> _ArrayState:
    return _ArrayState()


def _string(kind: _TypeState, content: bytes) -> str:
    """A string of NumPy's own."""
    if not kind.name.startswith("U"):
        raise pickle.UnpicklingError(f"a scalar of the type {kind.name}")
    return content.decode("utf-32-be" if kind.order == ">" else "utf-32-le").rstrip("\0")


_STAND_INS = {"ndarray": _ArrayState, "dtype": _TypeState, "_reconstruct": _array_state, "scalar": _string}
"""All that an array of strings is made of, by its name in NumPy; none of NumPy's code runs, nor any that a file names."""


class _StringsOnly(pickle._Unpickler):
    """In Python, a second for a million strings: the one in C takes as much memory as a damaged number asks for."""

    def find_class(self, module: str, name: str) -> Any:
        if module not in ("numpy", "numpy.core.multiarray", "numpy._core.multiarray") or name not in _STAND_INS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return _STAND_INS[name]
