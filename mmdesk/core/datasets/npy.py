"""Array files of NumPy (.npy): mapped, so that only the rows that are asked for are read, and checked before."""

import pickle
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.files import shown

Array = NDArray[Any]
_OF_ARRAYS = {("numpy", "ndarray"), ("numpy", "dtype")} | {
    (module, name) for module in ("numpy.core.multiarray", "numpy._core.multiarray") for name in ("_reconstruct", "scalar")
}
"""All that an array of strings is made of; nothing of it runs what a file says."""


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
            values = _StringsOnly(file).load()
        except pickle.UnpicklingError as error:
            raise _objects(path) from error
    if not isinstance(values, np.ndarray) or not all(isinstance(value, str) for value in values.flat):
        raise _objects(path)
    return values.astype(str)


def _objects(path: Path) -> DatasetError:
    sentence = QT_TRANSLATE_NOOP(
        "errors", "{name} holds Python objects, not numbers: rows of several sizes, perhaps. Save rows of one size, or files."
    )
    return DatasetError(sentence, name=shown(path))


class _StringsOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _OF_ARRAYS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
