"""Backbones of others: pretrained encoders of `timm` and `transformers`, which no package brings and a person has in a folder.

Neither library is imported here, nor anywhere unless such an encoder was chosen.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, Self

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.modalities.limits import check, check_whole
from mmdesk.core.modalities.registry import Modality

Library = Literal["transformers", "timm"]
TRANSFORMERS, TIMM = LIBRARIES = ("transformers", "timm")
EXTRA = 'pip install "mmdesk[backbones]"'
"""What brings both libraries."""
HUB = "hub:"
"""Begins a name that is meant to be one on a hub, whatever lies in this folder."""
OLD_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
"""A name from before a hub's names had owners."""
HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
CONFIG = "config.json"
SHA256 = re.compile(r"[0-9a-f]{64}")
MAX_TITLE, MAX_FEATURES, MAX_FILE = 200, 1 << 14, 1 << 20
"""Letters of a name, numbers that an encoder may make of a sample, letters of a file of settings."""


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of networks that `transformers` knows.

    Attributes:
        modality: what they take
        network: name of their class there
        pooling: what stands for the whole sample: the first place ("first"), the mean over all ("mean"), or one of the outputs
            that the family itself has for it, by its name
        part: of the settings in a folder, what tells of this network, where it is a part of a larger one
        has_pooler: whether the class asks if it should have a layer behind the first place, which is often never learned
    """

    modality: Modality
    network: str
    pooling: str
    part: str = ""
    has_pooler: bool = False


FAMILIES: Mapping[str, Family] = {
    "clip": Family("image", "CLIPVisionModelWithProjection", "image_embeds", part="vision_config"),
    "clip_vision_model": Family("image", "CLIPVisionModel", "pooler_output"),
    "siglip": Family("image", "SiglipVisionModel", "pooler_output", part="vision_config"),
    "siglip_vision_model": Family("image", "SiglipVisionModel", "pooler_output"),
    "vit": Family("image", "ViTModel", "first", has_pooler=True),
    "deit": Family("image", "DeiTModel", "first", has_pooler=True),
    "dinov2": Family("image", "Dinov2Model", "first"),
    "dinov2_with_registers": Family("image", "Dinov2WithRegistersModel", "first"),
    "convnext": Family("image", "ConvNextModel", "pooler_output"),
    "convnextv2": Family("image", "ConvNextV2Model", "pooler_output"),
    "swin": Family("image", "SwinModel", "pooler_output"),
    "resnet": Family("image", "ResNetModel", "pooler_output"),
    "bert": Family("text", "BertModel", "mean", has_pooler=True),
    "roberta": Family("text", "RobertaModel", "mean", has_pooler=True),
    "xlm-roberta": Family("text", "XLMRobertaModel", "mean", has_pooler=True),
    "camembert": Family("text", "CamembertModel", "mean", has_pooler=True),
    "distilbert": Family("text", "DistilBertModel", "mean"),
    "mpnet": Family("text", "MPNetModel", "mean", has_pooler=True),
    "electra": Family("text", "ElectraModel", "mean"),
    "wav2vec2": Family("audio", "Wav2Vec2Model", "mean"),
    "hubert": Family("audio", "HubertModel", "mean"),
    "wavlm": Family("audio", "WavLMModel", "mean"),
    "audio-spectrogram-transformer": Family("audio", "ASTModel", "pooler_output"),
}
"""Those that can be chosen, by what their settings call them (`model_type`)."""
TIMM_MODALITY: Modality = "image"
"""What all networks of `timm` take."""


@dataclass(frozen=True, slots=True)
class OtherBackbone:
    """One of them. Its weights, and the words that it knows, lie in `place`, whose content has the hash `sha256`.

    Attributes:
        library: which knows its network
        title: its name on a hub if it tells one, else that of its folder
        family: key of `FAMILIES`, or for `timm` the name of the architecture
        licence: as the folder tells it; empty if it does not
        features: how many numbers it makes of a sample; 0 until the library has looked at it
        sha256: of its weights as model files keep them; empty until then
        files: its settings, name and content of each file
        place: the folder, or the model file, that has its weights; not part of what it is
    """

    library: str
    title: str
    family: str
    licence: str
    features: int
    sha256: str
    files: tuple[tuple[str, str], ...]
    place: Path | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """As model files call the encoder."""
        return f"{self.library}:{self.title}"

    def settings(self, file: str) -> dict[str, Any]:
        """What a file of settings holds; nothing if there is none."""
        return settings_of(dict(self.files).get(file, "{}"))

    def to_json(self) -> dict[str, Any]:
        """As model files keep it, which has its place nowhere."""
        kept = ("library", "title", "family", "licence", "features", "sha256")
        return {**{name: getattr(self, name) for name in kept}, "files": dict(self.files)}

    @classmethod
    def of(cls, modality: Modality, data: Mapping[str, Any]) -> Self:
        """From a model file.

        Raises:
            ValueError, TypeError, KeyError: if it is none of this modality
        """
        files = data["files"]
        texts = [data[name] for name in ("library", "title", "family", "licence", "sha256")]
        check(isinstance(files, dict) and all(isinstance(text, str) for text in (*texts, *files, *files.values())))
        check(data["library"] in LIBRARIES and 0 < len(data["title"]) <= MAX_TITLE and len(data["licence"]) <= MAX_TITLE)
        check(modality_of(data["library"], data["family"]) == modality)
        check(all(len(text) <= MAX_FILE for text in files.values()) and bool(SHA256.fullmatch(data["sha256"])))
        check_whole(data["features"], 1, MAX_FEATURES)
        library, title, family, licence, sha256 = texts
        return cls(library, title, family, licence, data["features"], sha256, tuple(sorted(files.items())))


def settings_of(text: str) -> dict[str, Any]:
    """A file of settings.

    Raises:
        ValueError: if it is none
    """
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    check(isinstance(found, dict))
    return dict(found)


def modality_of(library: str, family: str) -> Modality | None:
    """What such a network takes; None if nobody here knows it."""
    if library == TIMM:
        return TIMM_MODALITY
    return FAMILIES[family].modality if family in FAMILIES else None


def is_other(encoder: str) -> bool:
    """Whether a choice is none of our names, but a folder or a name on a hub."""
    return encoder.startswith(HUB) or "/" in encoder or os.sep in encoder or os.path.isdir(encoder)


def library_of(encoder: str) -> str:
    """Which library a name on a hub is one of, as far as the name tells."""
    return TIMM if encoder.removeprefix(HUB).startswith(f"{TIMM}/") else TRANSFORMERS


def check_library(library: str, title: str) -> None:
    """Find out that the library of an encoder is there, without importing it.

    Raises:
        ModelFileError: if it is not
    """
    if find_spec(library) is None:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "The encoder {title} needs the package {package}, which is not installed. Install it by: {command}"
        )
        raise ModelFileError(sentence, title=title, package=library, command=EXTRA)
