"""A modality that exists only in the tests: a short vector in a .json file.

This is its column below the engine and the window, where the tests of these have others. It can be recognised only by its
ending, since texts look the same.
"""

import json
from dataclasses import dataclass

import numpy as np

from mmdesk.core.errors import MediaError, Sentence
from mmdesk.core.modalities.column import Column, check_shape
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.limits import check_whole
from mmdesk.core.paths import written_safely

LENGTH = 8


@dataclass(frozen=True, slots=True)
class VectorFrontEnd:
    """How many numbers the encoder sees."""

    length: int = LENGTH

    def __post_init__(self):
        check_whole(self.length, 1, 1024)


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """(n,) float32 numbers."""

    numbers: np.ndarray
    name: str = ""


class VectorColumn(Column):
    """Vectors below the engine."""

    name = "vector"
    title, word, phrase = Sentence("Vector"), Sentence("vector"), Sentence("the vector")
    light, dark, dash = "#A8447F", "#D98CB8", "2 2"
    endings = (".json",)
    headings = ("vector",)
    ambiguous = True
    folder = "vectors"
    asset_ending = copy_ending = ".json"
    array = "vectors"
    front_end = VectorFrontEnd

    def recognises(self, head):
        return head.lstrip().startswith(b"[")

    def decode(self, file, side=1024):
        try:
            values = json.loads(file.path.read_bytes())
            return Vector(np.array([float(value) for value in values], dtype=np.float32), file.path.name)
        except (ValueError, TypeError) as error:
            raise MediaError("{name} is no vector. Write numbers in brackets.", name=file.path.name) from error

    def taken(self, given):
        return given if isinstance(given, Vector) else Vector(np.asarray(given, dtype=np.float32))

    def check_array(self, array, name):
        check_shape(array, (2,), name, "(N, numbers)")

    def from_row(self, values, name):
        return Vector(np.array(values, dtype=np.float32), name)

    def fingerprint(self, content):
        return Fingerprint(numbers=np.pad(content.numbers, (0, LENGTH))[None, :LENGTH])

    def to_bytes(self, content):
        return content.numbers.tobytes()

    def write(self, path, content):
        with written_safely(path) as temporary:
            temporary.write_text(json.dumps(content.numbers.tolist()))


def vector_of(place, random):
    """Noise, and one number that tells the class, that at this place."""
    numbers = random.normal(0, 0.1, LENGTH)
    numbers[place] += 1
    return Vector(numbers.astype(np.float32))
