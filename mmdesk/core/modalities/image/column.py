"""The column of the modality image: what is known of pictures at once, the rest when the first one comes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.files import OpenFile
from mmdesk.core.modalities.column import Column, check_shape
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


class ImageColumn(Column):
    """Pictures, as `Picture`."""

    name = "image"
    title = Sentence(QT_TRANSLATE_NOOP("errors", "Picture"))
    word = Sentence(QT_TRANSLATE_NOOP("errors", "picture"))
    phrase = Sentence(QT_TRANSLATE_NOOP("errors", "the picture"))
    light, dark, dash = "#0072B2", "#4AA8E0", "6 3"
    endings = (
        ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".avif", ".heic", ".heif", ".hif",
        ".jp2", ".ppm", ".pgm", ".pbm", ".pnm", ".ico", ".icns", ".tga", ".pcx", ".psd", ".sgi", ".dds", ".qoi", ".jxl",
    )  # fmt: skip
    visible = True
    headings = ("image", "img", "picture", "photo", "图片", "图像", "照片")
    folder = "images"
    asset_ending = copy_ending = ".png"
    array = "images"
    absence = bytes(16)
    reading_seconds, learning_seconds, tuning_seconds = 0.04, 0.003, 0.06
    front_end = ImageFrontEnd
    chosen_numbers = {"image_size": "size"}  # noqa: RUF012

    def recognises(self, head: bytes) -> bool:
        from mmdesk.core.modalities.image.files import looks_like_picture

        return looks_like_picture(head)

    def decode(self, file: OpenFile, side: int = 1024) -> Picture:
        from mmdesk.core.modalities.image.files import decode_picture

        return decode_picture(file, side)

    def taken(self, given: Any) -> Picture:
        if isinstance(given, str | Path):
            picture: Picture = self.read(Path(given))
            return picture
        return given if isinstance(given, Picture) else self.from_row(given, self.name)

    def check_array(self, array: NDArray[Any], name: str) -> None:
        check_shape(array, (3, 4), name, "(N, height, width[, channels])")

    def from_row(self, values: NDArray[Any], name: str) -> Picture:
        from mmdesk.core.modalities.image.files import picture_from_array

        return picture_from_array(values, name)

    def fingerprint(self, content: Picture) -> Fingerprint:
        from mmdesk.core.modalities.image.fingerprint import fingerprint

        return fingerprint(content)

    def examined(self, file: OpenFile) -> Fingerprint:
        from mmdesk.core.modalities.image.fingerprint import SIDE

        return self.fingerprint(self.decode(file, 2 * SIDE))

    def features(self, fingerprints: Sequence[Fingerprint]) -> NDArray[np.float32]:
        from mmdesk.core.modalities.image.fingerprint import picture_features

        return picture_features(fingerprints)

    def to_bytes(self, content: Picture) -> bytes:
        return content.pixels.tobytes()

    def write(self, path: Path, content: Picture) -> None:
        from mmdesk.core.modalities.image.files import write_picture

        write_picture(path, content)

    def remark(self, content: Picture) -> str:
        return content.told

    def thumbnail(self, content: Picture, side: int) -> bytes:
        from mmdesk.core.modalities.image.files import thumbnail

        return thumbnail(content, side)


IMAGE = ImageColumn()
