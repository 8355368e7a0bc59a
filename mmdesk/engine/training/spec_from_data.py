"""From a dataset and a plan to the spec of the model to train: labels, sizes that suit the data, the tokenizer."""

import dataclasses
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

import mmdesk
from mmdesk.core.datasets.read import Dataset, Example, read_sample
from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError, Names, OptionError
from mmdesk.core.files import shown
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import AudioFrontEnd, ImageFrontEnd, ModelSpec, TextFrontEnd
from mmdesk.core.tasks.registry import task_named
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.text.tokenizer import train_tokenizer

LOOKED_AT = 100
"""Examples whose sizes stand for all."""
MIN_IMAGE_SIDE, MAX_IMAGE_SIDE, IMAGE_STEP = 32, 64, 16
MAX_FRAMES, MAX_HOP = 240, 400
MIN_SECONDS, MAX_SECONDS = 0.6, 6.0

CLASSIC_IMAGE = ImageFrontEnd(size=224)
CLASSIC_TEXT = TextFrontEnd(length=128, vocabulary=10_000)
CLASSIC_AUDIO = AudioFrontEnd(bands=128, window=1024, hop=160, seconds=1.27)
"""The theory's 128 bands; 128 frames."""


def fitted_spec(dataset: Dataset, plan: TrainPlan) -> ModelSpec:
    """The spec of a model for this dataset.

    Raises:
        OptionError: if the dataset has none of the plan's modalities
    """
    modalities = tuple(modality for modality in dataset.modalities if modality in plan.modalities)
    if not modalities:
        sentence = QT_TRANSLATE_NOOP("errors", "{path} has none of the modalities {wanted}. It has {there}.")
        raise OptionError(sentence, path=dataset.root, wanted=Names(plan.modalities), there=Names(dataset.modalities))
    task, training = task_named(plan.task), [example for example in dataset.examples if example.split == "train"]
    classic = plan.preset == "classic"
    image = CLASSIC_IMAGE if classic else ImageFrontEnd()
    audio = CLASSIC_AUDIO if classic else AudioFrontEnd()
    text = CLASSIC_TEXT if classic else TextFrontEnd()
    if "image" in modalities and not classic:
        image = dataclasses.replace(image, size=plan.image_size or suitable_size(training))
    if "audio" in modalities and not classic:
        seconds = plan.audio_seconds or suitable_seconds(training)
        audio = dataclasses.replace(audio, seconds=seconds, hop=suitable_hop(seconds, audio))
    if "text" in modalities:
        texts = [str(example["text"]) for example in training if example["text"]]
        text = dataclasses.replace(text, tokenizer=train_tokenizer(texts, text.vocabulary))
    return ModelSpec(
        labels=dataset.labels if task.has_classes else (),
        modalities=modalities,
        preset=plan.preset,
        fusion=plan.fusion,
        dimension=plan.dimension,
        image=image,
        text=text,
        audio=audio,
        card=card(dataset, plan),
        version=mmdesk.__version__,
        task=plan.task,
        target=task.scale(example.label for example in training),
    )


def card(dataset: Dataset, plan: TrainPlan) -> dict[str, str]:
    """What a model that is trained on this dataset tells about itself."""
    task, splits = task_named(plan.task), Counter(example.split for example in dataset.examples)
    counts = ", ".join(f"{count} {split}" for split, count in splits.items())
    described = f"{len(dataset.examples)} {task.described(dataset.labels)} ({counts})"
    return {"data": f"{shown(dataset.root.absolute())}: {described}", "limits": task.limits}


def suitable_size(examples: Sequence[Example]) -> int:
    """Side of the square for these pictures: their median longer side, in steps, within what is quick."""
    sides = [max(sample["image"].size) for sample in _some(examples, "image")]
    median = float(np.median(sides)) if sides else MAX_IMAGE_SIDE
    return min(max(IMAGE_STEP * math.ceil(median / IMAGE_STEP), MIN_IMAGE_SIDE), MAX_IMAGE_SIDE)


def suitable_seconds(examples: Sequence[Example]) -> float:
    """Window for these sounds: longer than 95 of 100 of them, within what is quick."""
    lengths = [s["audio"].seconds for s in _some(examples, "audio") if isinstance(s["audio"], Sound)]
    length = float(np.quantile(lengths, 0.95)) if lengths else 1.0
    return min(max(math.ceil(length * 10) / 10, MIN_SECONDS), MAX_SECONDS)


def suitable_hop(seconds: float, front_end: AudioFrontEnd) -> int:
    """Step between spectra, in samples: longer for long sounds, so that they do not cost many times as much."""
    return min(max(math.ceil(seconds * front_end.rate / MAX_FRAMES), front_end.hop), MAX_HOP)


def _some(examples: Sequence[Example], modality: Modality) -> list:  # type: ignore[type-arg]
    """Some examples, evenly spread, with this modality decoded; unreadable ones are listed later."""
    having = [example for example in examples if modality in example.parts]
    samples = []
    for example in having[:: max(1, len(having) // LOOKED_AT)]:
        try:
            samples.append(read_sample(example, modalities=(modality,)))
        except MediaError:
            continue
    return samples
