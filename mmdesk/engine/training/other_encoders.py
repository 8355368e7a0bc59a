"""Encoders of `timm` and `transformers` for a training: from the folders that the person chose, or from a hub if that was asked."""

import dataclasses
from collections.abc import Generator, Mapping
from pathlib import Path

import numpy as np

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.backbone_folder import found_in
from mmdesk.core.models.hub import downloaded
from mmdesk.core.models.other_backbones import HUB, OtherBackbone
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.beforehand import other_folders
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.others.loading import keep, misfit, weights_in
from mmdesk.engine.modalities.others.weights import hash_of
from mmdesk.engine.modalities.registry import ENCODINGS


def others_of(plan: TrainPlan, token: CancelToken) -> Generator[Note, None, dict[Modality, OtherBackbone]]:
    """The backbones that the plan names and that are none of ours, looked at and ready.

    Raises:
        OptionError: if one is neither there nor may be downloaded, or cannot be
        ModelFileError: if a folder holds none that can serve its modality, or the library for it cannot be had
        Cancelled: if the token asks for it
    """
    found: dict[Modality, OtherBackbone] = {}
    for modality, place in other_folders(plan).items():
        name = plan.encoders_by_modality[modality]
        folder = place or (yield from downloaded(name, token))
        from_hub = "" if folder == Path(name) else name.removeprefix(HUB)
        text = QT_TRANSLATE_NOOP("errors", "reading the encoder of {phrase}")
        yield Note(Sentence(text, phrase=MODALITIES[modality].phrase), 0, 1)
        token.check()
        found[modality] = taken(folder, modality, from_hub)
    return found


def taken(folder: Path, modality: Modality, title: str = "") -> OtherBackbone:
    """The backbone in a folder, with the hash of its weights and the number of its features.

    Raises:
        ModelFileError: if there is none that can serve this modality, or the library for it cannot be had
    """
    found = found_in(folder, modality, title)
    tensors = weights_in(found)
    other = dataclasses.replace(found.backbone, sha256=hash_of(tensors))
    keep(other, tensors)
    column = ENCODINGS[modality]
    front_end = column.front_end(EncoderSpec(other.name, MODALITIES[modality].front_end(), other))
    try:
        features = front_end.features(front_end.prepare(column.warm()))
    except (ValueError, RuntimeError, TypeError, IndexError) as error:
        raise misfit(folder) from error
    if features.ndim != 1 or not np.isfinite(features).all():
        raise misfit(folder)
    return dataclasses.replace(other, features=len(features))


def with_others(spec: ModelSpec, others: Mapping[Modality, OtherBackbone]) -> ModelSpec:
    """The spec with these backbones, those of modalities that it has."""
    encoders = {
        modality: EncoderSpec(others[modality].name, encoder.front_end, others[modality]) if modality in others else encoder
        for modality, encoder in spec.encoders.items()
    }
    return dataclasses.replace(spec, encoders=encoders)
