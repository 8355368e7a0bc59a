"""Transfer learning: which encoders a training takes over from another model, and how the new one tells it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Option, OptionError
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.encoders import ENCODERS, PAIRS
from mmdesk.core.models.header import read_spec
from mmdesk.core.models.spec import CLASSIC, EncoderSpec, ModelSpec
from mmdesk.core.training.plan import TrainPlan

DESCENT = "descends_from"
"""What a model file calls it in the summary of its training."""


def beginnings(other: ModelSpec) -> dict[Modality, EncoderSpec]:
    """The encoders of a model with which another training can begin: all but classifiers whose classes are their own."""
    return {
        modality: encoder
        for modality, encoder in other.encoders.items()
        if encoder.name == CLASSIC or encoder.name in (*ENCODERS[modality], *PAIRS[modality]) or encoder.other
    }


def check_beginning(other: ModelSpec, path: Path) -> None:
    """Refuse the model in this file if no training can begin with it.

    Raises:
        OptionError: if all its encoders are classifiers whose classes are their own
    """
    if not beginnings(other):
        sentence = QT_TRANSLATE_NOOP("errors", "{file} has no encoder that another training can begin with. Choose another model.")
        raise OptionError(sentence, file=shown(path))


def check_start(plan: TrainPlan, there: Collection[Modality]) -> None:
    """Find out before the training whether it can begin with `plan.start_from`; only the weights are not looked at.

    Raises:
        ModelFileError: if that is no model file
        OptionError: as `handed_on`
    """
    if plan.start_from is not None:
        handed_on(read_spec(plan.start_from), plan, there)


def handed_on(other: ModelSpec, plan: TrainPlan, there: Collection[Modality]) -> dict[Modality, EncoderSpec]:
    """The encoders of the model `plan.start_from`, described by `other`, with which the training begins.

    Args:
        there: the modalities that are trained

    Raises:
        OptionError: if there are none, or the plan has other choices for them
    """
    path = plan.start_from or Path()
    check_beginning(other, path)
    file, there = shown(path), MODALITIES.ordered(there)
    encoders = {modality: encoder for modality, encoder in beginnings(other).items() if modality in there}
    if not encoders:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{file} takes {taken}, and what is trained has {there}: they share nothing. Choose another model."
        )
        raise OptionError(sentence, file=file, taken=_words(other.modalities), there=_words(there))
    if plan.preset != other.preset:
        sentence = QT_TRANSLATE_NOOP("errors", "{file} is of the preset {preset}. Choose it too, or train without {option}.")
        raise OptionError(sentence, file=file, preset=other.preset, option=Option("start_from"))
    for modality in encoders:
        if modality in plan.encoders_by_modality:
            sentence = QT_TRANSLATE_NOOP("errors", "{start} already gives the encoder of {phrase}. Leave it out of {option}.")
            phrase = MODALITIES[modality].phrase
            raise OptionError(sentence, start=Option("start_from"), phrase=phrase, option=Option("encoder"))
    for option, given, number in _numbers(other, plan, encoders):
        if given not in (None, TrainPlan.__dataclass_fields__[option].default, number):
            sentence = QT_TRANSLATE_NOOP("errors", "{option} is {given}, but {file} was made with {number}. Give that number, too.")
            raise OptionError(sentence, option=Option(option), given=given, file=file, number=number)
    return encoders


def _numbers(other: ModelSpec, plan: TrainPlan, encoders: Mapping[Modality, EncoderSpec]) -> Iterator[tuple[str, Any, Any]]:
    """The options that say the same as the other model, with what is given and what it has."""
    yield "dimension", plan.dimension, other.dimension
    for modality, encoder in encoders.items():
        for option, number in MODALITIES[modality].chosen_numbers.items():
            yield option, getattr(plan, option), getattr(encoder.front_end, number)


def _words(modalities: Collection[Modality]) -> Names:
    return Names(MODALITIES[modality].word for modality in modalities)


def descent(path: Path, other: ModelSpec, sha256: str, encoders: Collection[Modality]) -> dict[str, Any]:
    """What a model file tells of the one that its training began with; not where that lies."""
    title = str(other.card.get("title") or path.stem)
    return {"title": title, "file": shown(path), "sha256": sha256, "encoders": list(encoders)}


def descent_words(training: Mapping[str, Any], translate: Callable[[str], str]) -> str:
    """What a model file tells of its descent, in a line; empty if it tells none.

    Args:
        training: the summary of its training
        translate: gives a sentence, or a text that is marked for translation in "judge", in the person's language
    """
    told = training.get(DESCENT)
    if not isinstance(told, Mapping) or not isinstance(told.get("encoders"), list):
        return ""
    words = Names(MODALITIES[name].word for name in told["encoders"] if name in [*MODALITIES])
    text = translate(QT_TRANSLATE_NOOP("judge", "“{title}” ({file}), with its encoders for: {encoders}"))
    return text.format(title=told.get("title", ""), file=told.get("file", ""), encoders=translate(words))
