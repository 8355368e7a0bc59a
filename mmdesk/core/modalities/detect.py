"""Files and arrays become pictures, texts and sounds: all readers in one place, and which of them a file needs."""

from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.files import read_head, shown
from mmdesk.core.modalities.audio import MAX_SECONDS, looks_like_sound, read_sound, sound_from_array
from mmdesk.core.modalities.image import MAX_PIXELS, looks_like_picture, picture_from_array, read_picture
from mmdesk.core.modalities.sample import MODALITIES, Modality
from mmdesk.core.modalities.text import MAX_CHARACTERS, checked_text, looks_like_text, read_text

__all__ = [
    "ENDINGS",
    "MAX_CHARACTERS",
    "MAX_PIXELS",
    "MAX_SECONDS",
    "checked_text",
    "kind_of",
    "modality_of_ending",
    "picture_from_array",
    "read_picture",
    "read_sound",
    "read_text",
    "sound_from_array",
]

ENDINGS: dict[Modality, tuple[str, ...]] = {
    "image": (
        ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".avif", ".heic", ".heif", ".jp2",
        ".ppm", ".pgm", ".pbm", ".pnm", ".ico", ".icns", ".tga", ".pcx", ".psd", ".sgi", ".dds", ".qoi",
    ),
    "text": (".txt", ".text", ".md"),
    "audio": (
        ".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".m4a", ".aac", ".aif", ".aiff", ".au", ".caf", ".wma", ".amr", ".ac3",
        ".mka", ".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".wmv", ".3gp", ".mpg", ".mpeg", ".ts", ".ogv", ".flv", ".w64",
    ),
}  # fmt: skip
"""Usual endings of each modality's files, in lower case; a video counts as its sound."""

_MODALITY_OF_ENDING = {ending: modality for modality in MODALITIES for ending in ENDINGS[modality]}


def kind_of(path: Path) -> Modality:
    """Which modality a file is, by its content; where that says nothing, by its ending.

    So a text that is called .png is "image", and `read_picture` tells the person that it is none.

    Raises:
        MediaError: if the file cannot be read or is of no modality
    """
    head = read_head(path)
    by_ending = modality_of_ending(path)
    if by_ending == "text" and looks_like_text(head):
        # Some signatures are letters, with which a text may begin as well.
        return "text"
    if looks_like_picture(head):
        return "image"
    if looks_like_sound(head):
        return "audio"
    if by_ending:
        return by_ending
    if looks_like_text(head):
        return "text"
    sentence = QT_TRANSLATE_NOOP("errors", "{name} is neither a picture nor a text nor a sound. Choose another file.")
    raise MediaError(sentence, name=shown(path))


def modality_of_ending(path: Path) -> Modality | None:
    """The modality that a file's ending promises; None if the ending says nothing."""
    return _MODALITY_OF_ENDING.get(path.suffix.lower())
