"""Other backbones ready for use: taken from a folder at first, and found again in that or a model file by their hash."""

import dataclasses
import os
import threading
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.backbone_folder import TOKENIZER, Found, found_in
from mmdesk.core.models.other_backbones import OtherBackbone, check_library
from mmdesk.engine.modalities.others.networks import Pooled, as_kept, filled
from mmdesk.engine.modalities.others.weights import Tensors, halved, hash_of, read, read_kept, tokenizer_in

AT_ONCE = 3
"""Networks that stay in memory: one for each modality."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A network that encodes, and the words that it knows as JSON of the `tokenizers` package; empty where it takes none."""

    network: Pooled
    tokenizer: str


_kept: dict[OtherBackbone, Ready] = {}
"""The last ones of this process, which nobody changes: reading one takes seconds, and a training has three front ends on it."""
_keeping = threading.Lock()


def weights_in(found: Found) -> Tensors:
    """What model files keep of a folder: the weights, and the words that it knows.

    Raises:
        ModelFileError: if its library cannot be had, or its weights are damaged or of another network
    """
    backbone = found.backbone
    place = backbone.place or Path()
    check_library(backbone.library, backbone.title)
    raw = read(found.weights)
    try:
        kept = halved(as_kept(backbone, filled(backbone, raw)))
    except ValueError as error:
        raise misfit(place) from error
    return {**kept, **tokenizer_in(place)}


def weights_of(other: OtherBackbone, modality: Modality) -> Tensors:
    """The same of one that was taken before, wherever it lies, by its hash.

    Raises:
        ModelFileError: if that has other weights by now, or cannot be read
    """
    place = other.place or Path()
    tensors = weights_in(found_in(place, modality, other.title)) if os.path.isdir(place) else read_kept(place, modality)
    if hash_of(tensors) != other.sha256:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has other weights of the encoder {title} by now. Copy it again.")
        raise ModelFileError(sentence, name=shown(place), title=other.title)
    return tensors


def ready(other: OtherBackbone, modality: Modality) -> Ready:
    """One that was taken before, ready to encode.

    Raises:
        ModelFileError: if its library cannot be had, its weights cannot be read or are others by now, or do not fit its settings
    """
    return _kept.get(_key(other)) or keep(other, weights_of(other, modality))


def keep(other: OtherBackbone, tensors: Tensors) -> Ready:
    """Build one of its weights, and have it ready from now on.

    Raises:
        ModelFileError: if its library cannot be had, or they do not fit its settings
    """
    try:
        words = bytes(tensors[TOKENIZER].numpy()).decode() if TOKENIZER in tensors else ""
        made = Ready(filled(other, tensors).requires_grad_(False), words)
    except ValueError as error:
        raise misfit(other.place or Path()) from error
    with _keeping:
        while len(_kept) >= AT_ONCE:
            del _kept[next(iter(_kept))]
        _kept[_key(other)] = made
    return made


def misfit(place: Path) -> ModelFileError:
    """Why an encoder whose weights or words are of another one was not taken."""
    sentence = QT_TRANSLATE_NOOP(
        "errors", "The weights of the encoder in {name} do not fit its settings. Copy it again, or choose another encoder."
    )
    return ModelFileError(sentence, name=shown(place))


def _key(other: OtherBackbone) -> OtherBackbone:
    """Without what changes no number that it gives."""
    return dataclasses.replace(other, title="", licence="", features=0)
