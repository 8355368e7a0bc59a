"""The choices of a training, without PyTorch."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mmdesk.core.datasets.example import Decisions
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Option, OptionError
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.encoders import ENCODERS, PAIRS
from mmdesk.core.models.other_backbones import is_other
from mmdesk.core.tasks.registry import TASK_NAMES, USUAL_TASK, task_named
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.fusions import FUSION_WORDS

FUSION_NAMES = tuple(FUSION_WORDS)
PRESETS = ("fast", "classic")
IMBALANCE = ("none", "logit-adjustment", "class-weights", "resample", "focal")
DEVICES = ("auto", "cpu", "cuda", "mps")
DIMENSION_STEP = 16
ENCODER_CHOICES = tuple(f"{modality}={name}" for modality, names in ENCODERS.items() for name in (*names, *PAIRS[modality]))
EFFORTS = {"quick": 1 / 3, "normal": 1.0, "thorough": 2.0}
"""Of the usual epochs, the share that is suggested."""


def option(default: Any, sentence: str, choices: tuple[str, ...] = (), within: tuple[float, float] | None = None) -> Any:
    """A field with the sentence that the command line and the window show for it, and the values that it may have.

    Where the default depends on what is registered, it is the function that gives it.
    """
    metadata = {"sentence": sentence, "choices": choices, "within": within}
    if callable(default):
        return dataclasses.field(default_factory=default, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def all_modalities() -> tuple[Modality, ...]:
    return tuple(MODALITIES)


@dataclass(frozen=True, slots=True)
class TrainPlan:
    """What to train and how.

    Every field has its sentence in ``metadata["sentence"]``, and where they are limited its ``"choices"`` or the lowest and
    highest number ``"within"`` which it is.

    Raises:
        OptionError: on creation, if a value is not allowed
    """

    out: Path = option(Path("model.safetensors"), QT_TRANSLATE_NOOP("plan", "model file to write"))
    task: TaskName = option(
        USUAL_TASK, QT_TRANSLATE_NOOP("plan", "what the labels are: classes, or for a regression numbers"), TASK_NAMES
    )
    labels_from: str = option(
        "",
        QT_TRANSLATE_NOOP("plan", "where the labels are, if it could be several places: the name of a table, or folders"),
    )
    encoding: str = option(
        "",
        QT_TRANSLATE_NOOP("plan", "encoding of tables and texts that are not UTF-8, such as Windows-1252, GB18030 or Shift-JIS"),
    )
    fusion: str = option("mixture", QT_TRANSLATE_NOOP("plan", "how the modalities become one answer"), FUSION_NAMES)
    preset: Literal["fast", "classic"] = option(
        "fast", QT_TRANSLATE_NOOP("plan", "sizes of the network: fast, or classic with the theory's own numbers"), PRESETS
    )
    modalities: tuple[Modality, ...] = option(
        all_modalities, QT_TRANSLATE_NOOP("plan", "which modalities to use, of those the dataset has")
    )
    effort: str = option(
        "normal",
        QT_TRANSLATE_NOOP(
            "plan",
            "how many rounds are suggested: a third of the usual for quick, twice as many for thorough; quick also keeps to"
            " pretrained encoders where there are some, and thorough also tries to fine-tune them",
        ),
        tuple(EFFORTS),
    )
    encoder: tuple[str, ...] = option(
        (),
        QT_TRANSLATE_NOOP(
            "plan",
            "encoder of a modality: lite0 (pretrained on photographs), lite0-tuned (the same, fine-tuned), sentence (pretrained on"
            " sentences in 16 languages), tf-idf (rare words and letters), sentence+tf-idf (both), cepstra (shapes of the"
            " spectrum), fresh (learned from nothing), or both, as in fresh+lite0; also a folder with an encoder of timm or"
            " transformers, or its name on a hub; without it, validation chooses",
        ),
    )
    allow_download: bool = option(
        False, QT_TRANSLATE_NOOP("plan", "download an encoder that is given by its name on a hub, after telling what and how large")
    )
    self_contained: bool = option(
        False,
        QT_TRANSLATE_NOOP(
            "plan",
            "also put the weights of pretrained encoders that come with mmdesk into the model file, which grows by 19 to 52 MB",
        ),
    )
    start_from: Path | None = option(
        None,
        QT_TRANSLATE_NOOP(
            "plan",
            "another model, also a ready one, whose encoders the training begins with; its classes, and what it tells, may be"
            " others",
        ),
    )
    epochs: int | None = option(
        None,
        QT_TRANSLATE_NOOP("plan", "most rounds over the data; without it, as many as the size of the dataset suggests"),
        within=(1, 100_000),
    )
    batch_size: int | None = option(
        None, QT_TRANSLATE_NOOP("plan", "samples per step; without it, as the size of the dataset suggests"), within=(1, 65_536)
    )
    learning_rate: float | None = option(
        None, QT_TRANSLATE_NOOP("plan", "highest learning rate; without it, the preset's own"), within=(1e-7, 10)
    )
    seed: int = option(0, QT_TRANSLATE_NOOP("plan", "the same seed gives the same result on one machine"), within=(0, 2**63 - 1))
    device: str = option("auto", QT_TRANSLATE_NOOP("plan", "what computes: auto, cpu, cuda or mps"), DEVICES)
    imbalance: str = option(
        "none",
        QT_TRANSLATE_NOOP(
            "plan",
            "remedy for rare classes: none, logit-adjustment (the best where some are ten times rarer than others), class-weights,"
            " resample or focal",
        ),
        IMBALANCE,
    )
    label_smoothing: float = option(
        0.05, QT_TRANSLATE_NOOP("plan", "share of each label that is spread over all classes"), within=(0, 0.9)
    )
    augment: tuple[Modality, ...] = option(
        all_modalities, QT_TRANSLATE_NOOP("plan", "modalities whose training samples are varied")
    )
    mirror: bool = option(
        False, QT_TRANSLATE_NOOP("plan", "also mirror the training pictures: not where left and right matter, as in letters")
    )
    modality_dropout: float = option(
        0.5, QT_TRANSLATE_NOOP("plan", "chance that a training sample shows only a part of its modalities"), within=(0, 1)
    )
    patience: int | None = option(
        None,
        QT_TRANSLATE_NOOP(
            "plan",
            "rounds without a better validation after which the training stops; without it, half of all, near the end",
        ),
        within=(1, 100_000),
    )
    image_size: int | None = option(
        None, QT_TRANSLATE_NOOP("plan", "side of the picture in pixels; without it, as the dataset suggests"), within=(32, 512)
    )
    audio_seconds: float | None = option(
        None, QT_TRANSLATE_NOOP("plan", "length of the sound in seconds; without it, as the dataset suggests"), within=(0.1, 60)
    )
    dimension: int = option(
        512, QT_TRANSLATE_NOOP("plan", "numbers by which a modality is described to the fusion"), within=(16, 4096)
    )
    tensorboard: Path | None = option(None, QT_TRANSLATE_NOOP("plan", "folder into which the curves are written for TensorBoard"))
    accept_unreadable: bool = option(False, QT_TRANSLATE_NOOP("plan", "train even if more than a tenth of the rows cannot be read"))
    resume: bool = option(False, QT_TRANSLATE_NOOP("plan", "go on with the interrupted training of this model file"))

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if value is not None:
                _check(field, value)
        if not self.modalities or not {*self.modalities, *self.augment} <= set(MODALITIES):
            raise OptionError(QT_TRANSLATE_NOOP("errors", "Choose at least one modality of image, text and audio."))
        self._check_encoders()
        if self.dimension % DIMENSION_STEP:
            sentence = QT_TRANSLATE_NOOP("errors", "{value} is not a choice for {option}. Give a multiple of {step}.")
            raise OptionError(sentence, value=self.dimension, option=Option("dimension"), step=DIMENSION_STEP)
        self._check_task()

    @property
    def decisions(self) -> Decisions:
        """How the dataset is read."""
        return Decisions(self.labels_from, self.encoding)

    @property
    def encoders_by_modality(self) -> dict[Modality, str]:
        """The encoders that the person chose."""
        return {modality: name for modality, _, name in (choice.partition("=") for choice in self.encoder)}

    @property
    def others_by_modality(self) -> dict[Modality, str]:
        """Those of them that are none of ours: folders, and names on a hub."""
        return {m: name for m, name in self.encoders_by_modality.items() if f"{m}={name}" not in ENCODER_CHOICES}

    def _check_encoders(self) -> None:
        if self.encoder and self.preset == "classic":
            sentence = QT_TRANSLATE_NOOP("errors", "The preset classic has encoders of its own. Leave {option} out, or take fast.")
            raise OptionError(sentence, option=Option("encoder"))
        for choice in self.encoder:
            modality, _, name = choice.partition("=")
            if choice not in ENCODER_CHOICES and not (modality in MODALITIES and is_other(name)):
                sentence = QT_TRANSLATE_NOOP("errors", "{value} is not a choice for {option}. Choose one of {allowed}.")
                raise OptionError(sentence, value=choice, option=Option("encoder"), allowed=Names(ENCODER_CHOICES))

    def _check_task(self) -> None:
        """Raise `OptionError` if something is chosen that means nothing to the task."""
        task = task_named(self.task)
        if self.fusion in task.unused_fusions:
            raise OptionError(task.unused_fusions[self.fusion])
        for name in task.unused_options:
            if getattr(self, name) not in {self.__dataclass_fields__[name].default, "none", 0}:
                raise OptionError(task.unused_option, option=Option(name))


def fusions_of(task: TaskName) -> tuple[str, ...]:
    """The fusions that such a model can have."""
    return tuple(name for name in FUSION_NAMES if name not in task_named(task).unused_fusions)


def _check(field: "dataclasses.Field[Any]", value: Any) -> None:
    allowed, within = field.metadata["choices"], field.metadata["within"]
    if allowed and value not in allowed:
        sentence = QT_TRANSLATE_NOOP("errors", "{value} is not a choice for {option}. Choose one of {allowed}.")
        raise OptionError(sentence, value=value, option=Option(field.name), allowed=Names(allowed))
    if within and not within[0] <= value <= within[1]:
        sentence = QT_TRANSLATE_NOOP("errors", "{value} is out of range for {option}. Give a number from {low} to {high}.")
        raise OptionError(sentence, value=value, option=Option(field.name), low=within[0], high=within[1])
