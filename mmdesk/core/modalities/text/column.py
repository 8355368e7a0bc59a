"""The column of the modality text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, Sentence
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.column import Column, strings_of
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.text.files import checked_text, decode_text, decode_text_in, looks_like_text
from mmdesk.core.modalities.text.front_end import TextFrontEnd

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


class TextColumn(Column):
    """Words, as `str`: a table holds them itself."""

    name = "text"
    title = Sentence(QT_TRANSLATE_NOOP("errors", "Words"))
    word = Sentence(QT_TRANSLATE_NOOP("errors", "words"))
    phrase = Sentence(QT_TRANSLATE_NOOP("errors", "the words"))
    light, dark, dash = "#B86E00", "#E8A33D", "2 3"
    endings = (".txt", ".text", ".md")
    inline = True
    ambiguous = True  # some signatures of other files are letters, with which a text may begin as well
    headings = (
        "text", "sentence", "review", "content", "comment", "message", "tweet", "caption", "transcript", "transcription",
        "utterance", "body", "title", "文本", "文字", "内容", "评论", "句子",
    )  # fmt: skip
    folder = "texts"
    asset_ending = copy_ending = ".txt"
    array = "texts"
    reading_seconds, learning_seconds = 0.004, 0.001
    front_end = TextFrontEnd
    cell = Sentence(QT_TRANSLATE_NOOP("errors", "The text"))

    def recognises(self, head: bytes) -> bool:
        return looks_like_text(head)

    def decode(self, file: OpenFile, side: int = 1024) -> str:  # noqa: ARG002 - words have no sides
        return decode_text(file)

    def in_table(self, path: Path, encoding: str) -> str:
        with opened(path) as file:
            return decode_text_in(file, encoding)

    def taken(self, given: Any) -> str:
        return checked_text(given, self.name)

    def checked(self, cell: str, name: str) -> str:
        return checked_text(cell, name)

    def check_array(self, array: NDArray[Any], name: str) -> None:
        if not (array.ndim == 1 and array.dtype.kind in "US") and not (array.ndim == 2 and array.dtype.kind in "iu"):
            sentence = QT_TRANSLATE_NOOP(
                "errors", "{name} has the shape {shape} of {dtype}. Give strings (N) or token numbers (N, L)."
            )
            raise DatasetError(sentence, name=name, shape=array.shape, dtype=array.dtype)

    def from_row(self, values: NDArray[Any], name: str) -> str:
        return checked_text(self.cells(values[None], name)[0], name)

    def cells(self, array: NDArray[Any], name: str) -> Sequence[str]:
        """Strings as they are; the numbers of tokens, less the zeros that fill up a row, as words."""
        if array.ndim == 1:
            return strings_of(array, name)
        return [" ".join(str(token) for token in row if token) for row in array.tolist()]

    def fingerprint(self, content: str) -> Fingerprint:
        from mmdesk.core.modalities.text.fingerprint import fingerprint

        return fingerprint(content)

    def features(self, fingerprints: Sequence[Fingerprint]) -> NDArray[np.float32]:
        from mmdesk.core.modalities.text.fingerprint import text_features

        return text_features([one.words for one in fingerprints])

    def flawed(self, fingerprints: Sequence[Fingerprint | None]) -> dict[str, list[int]]:
        """Those that say nothing; where few rows lack a text, it was forgotten there."""
        from mmdesk.core.modalities.text.fingerprint import SELDOM

        forgotten = sum(one is None for one in fingerprints) <= SELDOM * len(fingerprints)
        empty = [place for place, one in enumerate(fingerprints) if (one.flaws if one else forgotten)]
        return {"empty-text": empty} if empty else {}

    def to_bytes(self, content: str) -> bytes:
        return content.encode("utf-8", "surrogatepass")


TEXT = TextColumn()
