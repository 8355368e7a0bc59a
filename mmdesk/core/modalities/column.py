"""A column: all that is particular to one modality below the engine, from the file to the content and back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, Sentence
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.fingerprint import Fingerprint, flat_features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Content = Any
"""What a modality's column makes of a file, such as a `Picture`; a `str` where a table holds the content itself."""


class Column(ABC):
    """One modality.

    Attributes:
        name: its key in the registry, which is also its column in tables and its keyword in Python
        title, word, phrase: what people call it: over a card, in a list, and in the middle of a sentence
        light, dark: its colour on light and on dark ground, as #rrggbb
        dash: of its curves, as SVG has it, so that colour is never alone
        endings: usual endings of its files, in lower case
        inline: whether a cell of a table holds the content itself, as text; else it names a file
        ambiguous: whether its files look like others too, so that their ending or the lack of other signs decides
        visible: whether it has thumbnails, so that it can be seen in tables
        headings: what its column is called in tables of other programs, the likelier first; of files also with "_path" and such
        folder: where a dataset keeps its files
        asset_ending, copy_ending: how its content is written into a dataset, and into the history
        array: how its arrays are called: train_ARRAY.npy
        absence: what stands in the hash of a sample that lacks it
        front_end: class of the numbers in a model's description that tell how content becomes what an encoder takes
        chosen_numbers: those of them that a person may choose for a training, by the field of the plan
        reading_seconds, learning_seconds: about what a sample costs two usual cores before the training, and in each round of it
        tuning_seconds: about what it costs in a whole fine-tuning; 0 where nothing can be fine-tuned
        cell: what a sentence calls a cell that holds the content itself
    """

    name: ClassVar[str]
    title: ClassVar[Sentence]
    word: ClassVar[Sentence]
    phrase: ClassVar[Sentence]
    light: ClassVar[str]
    dark: ClassVar[str]
    dash: ClassVar[str]
    endings: ClassVar[tuple[str, ...]] = ()
    inline: ClassVar[bool] = False
    ambiguous: ClassVar[bool] = False
    visible: ClassVar[bool] = False
    headings: ClassVar[tuple[str, ...]] = ()
    folder: ClassVar[str]
    asset_ending: ClassVar[str]
    copy_ending: ClassVar[str]
    array: ClassVar[str]
    absence: ClassVar[bytes] = b""
    reading_seconds: ClassVar[float] = 0.01
    learning_seconds: ClassVar[float] = 0.002
    tuning_seconds: ClassVar[float] = 0.0
    front_end: ClassVar[type]
    chosen_numbers: ClassVar[Mapping[str, str]] = {}
    cell: ClassVar[Sentence]

    @abstractmethod
    def recognises(self, head: bytes) -> bool:
        """Whether the beginning of a file looks like one of this modality."""

    @abstractmethod
    def decode(self, file: OpenFile, side: int = 1024) -> Content:
        """Decode an open file; what is large in both directions may be shrunk to about `side`.

        Raises:
            MediaError: if it cannot be read, or is none
        """

    def read(self, path: Path, side: int = 1024) -> Content:
        """Open a file and decode it; raises as `decode` does."""
        with opened(path) as file:
            return self.decode(file, side)

    def in_table(self, path: Path, encoding: str) -> str:
        """What a table would hold of a file, of a modality that is `inline`; one of many, see `decode_text_in`.

        Raises:
            UndecodedError: if it is in another encoding than this one, and than UTF-8
            MediaError: as `decode` does
        """
        raise NotImplementedError

    @abstractmethod
    def taken(self, given: Any) -> Content:
        """The content of what a Python program gives: a path, an array, or the content itself.

        Raises:
            MediaError: if it cannot be read, or is none
        """

    @abstractmethod
    def check_array(self, array: NDArray[Any], name: str) -> None:
        """Refuse an array whose rows cannot be of this modality.

        Raises:
            DatasetError: if its shape or type does not fit
        """

    @abstractmethod
    def from_row(self, values: NDArray[Any], name: str) -> Content:
        """Decode a row of an array.

        Raises:
            MediaError: if it is none
        """

    def cells(self, array: NDArray[Any], name: str) -> Sequence[str]:
        """What each row of an array would say in a table; of a modality that is `inline`."""
        raise NotImplementedError

    def checked(self, cell: str, name: str) -> str:
        """A cell of a modality that is `inline`, unchanged.

        Raises:
            MediaError: if no content can be so
        """
        raise NotImplementedError

    @abstractmethod
    def fingerprint(self, content: Content) -> Fingerprint:
        """What it looks like in a few numbers."""

    def examined(self, file: OpenFile) -> Fingerprint:
        """The fingerprint of an open file; raises as `decode` does."""
        return self.fingerprint(self.decode(file))

    def features(self, fingerprints: Sequence[Fingerprint]) -> NDArray[np.float32]:
        """(p, d) by which a quick classifier guesses the class of p contents, all of which tell something."""
        return flat_features(fingerprints)

    def flawed(self, fingerprints: Sequence[Fingerprint | None]) -> dict[str, list[int]]:
        """What is wrong with which of these, one for each row of a dataset; None where it is absent."""
        kinds = dict.fromkeys(flaw for one in fingerprints if one for flaw in sorted(one.flaws))
        return {kind: [place for place, one in enumerate(fingerprints) if one and kind in one.flaws] for kind in kinds}

    @abstractmethod
    def to_bytes(self, content: Content) -> bytes:
        """The same for the same content, whatever its file is called."""

    def writable(self, content: Content) -> bool:  # noqa: ARG002 - for some it depends
        """Whether `write` can write it."""
        return not self.inline

    def write(self, path: Path, content: Content) -> None:
        """Write content as a file.

        Raises:
            InputError: if the folder is missing or read-only, or the disk is full
        """
        raise NotImplementedError

    def remark(self, content: Content) -> str:  # noqa: ARG002 - most need none
        """What a person should know of how it was read, as a sentence; empty where nothing was to be decided."""
        return ""

    def thumbnail(self, content: Content, side: int) -> bytes:  # noqa: ARG002 - most have none
        """A small picture of it as PNG, no side longer than `side` pixels; empty where it has none."""
        return b""


def is_there(content: object) -> bool:
    """Whether this is anything; a text of white space alone is not."""
    return bool(content.strip()) if isinstance(content, str) else content is not None


def check_shape(array: NDArray[Any], ranks: tuple[int, ...], name: str, wanted: str) -> None:
    """Refuse an array that is no numbers, or has another number of axes.

    Raises:
        DatasetError: with the shape that is `wanted`
    """
    if array.ndim not in ranks or array.dtype.kind not in "fiub":
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has the shape {shape} of {dtype}. It must be numbers in the shape {wanted}.")
        raise DatasetError(sentence, name=name, shape=array.shape, dtype=array.dtype, wanted=wanted)


def strings_of(array: NDArray[Any], name: str) -> list[str]:
    """The strings of (N,) str or bytes.

    Raises:
        DatasetError: if bytes are not UTF-8
    """
    values: list[Any] = array.tolist()
    try:
        return [value.decode("utf-8") if isinstance(value, bytes) else value for value in values]
    except UnicodeDecodeError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has byte strings that are not UTF-8. Save it with str values.")
        raise DatasetError(sentence, name=name) from error
