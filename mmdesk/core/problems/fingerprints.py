"""Fingerprints of the parts of a dataset: each file is opened once for what it is and for what it looks like."""

from dataclasses import replace

from mmdesk.core.datasets.arrays import array_row, name_of
from mmdesk.core.datasets.example import Part
from mmdesk.core.datasets.splits import content_digest, digest_of
from mmdesk.core.errors import MediaError
from mmdesk.core.files import opened
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.registry import MODALITIES, Modality


def fingerprint_of(modality: Modality, part: Part) -> Fingerprint:
    """What a part is like, or why it cannot be read."""
    column = MODALITIES[modality]
    if isinstance(part, str):
        return column.fingerprint(part)
    try:
        if part.index is not None:
            digest, found = content_digest(part), column.fingerprint(column.from_row(array_row(part), name_of(part)))
        else:
            with opened(part.path) as file:
                digest, found = digest_of(file), column.examined(file)
    except MediaError as error:
        return Fingerprint(failure=str(error))
    # What looks like nothing is no copy of others that do.
    return replace(found, digest=digest if found.numbers is not None else b"")
