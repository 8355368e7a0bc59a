"""Which modality a file is: by its content, and where that says nothing by its ending."""

from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.strangers import told


def kind_of(path: Path) -> Modality:
    """Which modality a file is, by its content; where that says nothing, by its ending.

    So a text that is called .png is a picture, and who reads it tells the person that it is none.

    Raises:
        MediaError: if the file cannot be read or is of no modality
    """
    with opened(path) as file:
        return kind_in(file)


def kind_in(file: OpenFile) -> Modality:
    """Which modality an open file is; see `kind_of`.

    Raises:
        MediaError: if it is of no modality
    """
    head, promised = file.head, modality_of_ending(file.path)
    if promised and MODALITIES[promised].ambiguous and MODALITIES[promised].recognises(head):
        return promised
    if clear := _recognised(head, ambiguous=False):
        return clear
    if not promised and (stranger := told(file.path, head)):
        raise MediaError(stranger, name=file.name)
    if found := promised or _recognised(head, ambiguous=True):
        return found
    sentence = QT_TRANSLATE_NOOP("errors", "{name} is neither a picture nor a text nor a sound. Choose another file.")
    raise MediaError(sentence, name=file.name)


def modality_of_ending(path: Path) -> Modality | None:
    """The modality that a file's ending promises; None if the ending says nothing."""
    ending = path.suffix.lower()
    return next((modality for modality, column in MODALITIES.items() if ending in column.endings), None)


def _recognised(head: bytes, ambiguous: bool) -> Modality | None:
    """The first modality as which the beginning of a file is recognised, of those that are clear or of the others."""
    columns = MODALITIES.items()
    return next((modality for modality, column in columns if column.ambiguous == ambiguous and column.recognises(head)), None)
