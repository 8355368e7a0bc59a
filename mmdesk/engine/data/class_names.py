"""Names of classes as content of a modality: what a class is called says something of it before there is any example.

Universal sentence encoders put "joy" near glad sentences; see `mmdesk.engine.training.heads.linear_head` for how it teaches.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.engine.modalities.registry import ENCODINGS, front_end


def named_features(spec: ModelSpec, modality: Modality) -> NDArray[Any] | None:
    """(C, ...) what the front end of a modality makes of the names of the classes; None where they are nothing to it.

    Raises:
        ModelFileError: if the weights of its encoder are missing or other ones
    """
    return _features(modality, spec.encoders[modality], spec.labels)


@lru_cache(maxsize=8)
def _features(modality: Modality, encoder: EncoderSpec, names: tuple[str, ...]) -> NDArray[Any] | None:
    """Once for all folds and candidates of a training."""
    contents = [content for name in names if (content := ENCODINGS[modality].of_name(name)) is not None]
    if len(contents) < max(len(names), 1):
        return None
    own = front_end(modality, encoder)
    return np.stack([own.features(own.prepare(content)) for content in contents])
