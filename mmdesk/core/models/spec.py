"""The whole description of a model, stored as JSON in the header of its file."""

import dataclasses
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeAlias

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.modalities.limits import check, check_whole
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.coverage import SETS, Limits, check_limits
from mmdesk.core.models.migrations import MIGRATIONS
from mmdesk.core.models.other_backbones import OtherBackbone
from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.core.tasks.registry import TASKS, USUAL_TASK
from mmdesk.core.tasks.task import TaskName

FORMAT = 3
"""Number of the model file's format; a newer one is refused."""

FRESH, CLASSIC = "fresh", "classic"
"""Encoders that learn from nothing: ours, and the theory's."""

CONFLICT = "conflict_beyond"
"""Key in the summary of a training: of the contradiction of a sample's modalities beyond which they are in conflict. Not a field of
the description, because programs of this format refuse a description with fields that they do not know."""
LINES = "answer_log_odds"
"""Key there, for the same reason: by subset, offset and slope of the log odds that an answer has after the temperature."""
ALONE = "alone_by_heads"
"""Key in the same place: of the modalities that their own heads answer where nothing else is shown. Programs that do not know it
ask the fusion, as they always did."""
IGNORED = "ignored_beside_others"
"""Key in the same place: of the modalities that tell nothing, and are not heard where another one is shown."""

Line: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class EncoderSpec:
    """What turns one modality into an embedding.

    Attributes:
        name: of the encoder, a key of its modality's encoders in `mmdesk.engine.modalities.registry`, or that of `other`
        front_end: numbers of what comes before it, such as `mmdesk.core.modalities.image.front_end.ImageFrontEnd`
        other: the backbone that it stands on, where that is none of ours
    """

    name: str
    front_end: Any
    other: OtherBackbone | None = None

    def named(self, name: str) -> "EncoderSpec":
        """The encoder of this name with the same numbers of the front end."""
        return self if name == self.name else EncoderSpec(name, self.front_end)

    def to_json(self) -> dict[str, Any]:
        own = {"name": self.name, "front_end": dataclasses.asdict(self.front_end)}
        return {**own, "other": self.other.to_json()} if self.other else own

    @classmethod
    def of(cls, modality: Modality, data: Mapping[str, Any]) -> Self:
        """From JSON.

        Raises:
            ValueError, TypeError, KeyError: if it is none of this modality
        """
        check(isinstance(data["name"], str))
        other = OtherBackbone.of(modality, data["other"]) if data.get("other") else None
        check(other is None or other.name == data["name"])
        return cls(data["name"], MODALITIES[modality].front_end(**data["front_end"]), other)


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """Everything that is needed to rebuild a model, and what is known about it.

    Attributes:
        labels: names of the classes, in the order of the logits; none for a regression
        encoders: of each modality that it takes, in the registry's order
        preset: "fast" or "classic": how the fused answer is made of the embeddings, and how it is trained
        fusion: name of the fusion, a key of `mmdesk.engine.model.fusions.registry.FUSIONS`
        dimension: size of the shared space
        task: whether it tells a class or a number
        target: where the numbers of a regression lie
        temperatures: temperature of each subset, keyed by its names joined with "+"; 1 where absent
        evidence: how many samples calibrated each subset, keyed in the same way; nothing if that was not counted
        metrics: the last evaluation, as its JSON document
        training: summary of the training: samples, epochs, seed, seconds, date, what its validation measured
        card: what the maker says about it: title, data, licences, limits
        version: version of mmdesk that made it

    Raises:
        ValueError: on creation, here and in the front ends, if a value cannot be a model's
    """

    labels: tuple[str, ...]
    encoders: Mapping[Modality, EncoderSpec]
    preset: str = "fast"
    fusion: str = "gated"
    dimension: int = 512
    temperatures: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, int] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    card: dict[str, Any] = field(default_factory=dict)
    version: str = ""
    task: TaskName = USUAL_TASK
    target: TargetScale = field(default_factory=TargetScale)

    def __post_init__(self) -> None:
        check(all(isinstance(label, str) for label in self.labels) and len({*self.labels}) == len(self.labels))
        check(self.task in TASKS and bool(self.labels) == TASKS[self.task].has_classes)
        check(len(self.encoders) > 0 and self.modalities == MODALITIES.ordered(self.modalities))
        check_whole(self.dimension, 1, 1 << 14)
        for parts in (self.temperatures, self.evidence, self.metrics, self.training, self.card):
            check(isinstance(parts, dict))
        check(all(math.isfinite(temperature) and temperature > 0 for temperature in self.temperatures.values()))
        check(all(isinstance(count, int) and count >= 0 for count in self.evidence.values()))
        check(self.conflict is None or (isinstance(self.conflict, float) and 0 <= self.conflict <= 1))
        for names in (self.alone, self.ignored):
            check(isinstance(names, list | tuple) and {*names} <= {*self.modalities})
        check(
            isinstance(self.lines, dict) and all(len(line) == 2 and all(map(math.isfinite, line)) for line in self.lines.values())
        )
        check_limits(self.set_limits, len(self.labels) or 1)
        check(isinstance(self.version, str) and isinstance(self.preset, str))

    @property
    def modalities(self) -> tuple[Modality, ...]:
        """Those that it takes, in the registry's order."""
        return tuple(self.encoders)

    @property
    def conflict(self) -> float | None:
        """Beyond which contradiction modalities are in conflict; None if validation did not tell, as for models of before."""
        return self.training.get(CONFLICT)

    @property
    def alone(self) -> Sequence[Modality]:
        """The modalities that their own heads answer where nothing else is shown, beside a fusion that would answer less well."""
        alone: Sequence[Modality] = self.training.get(ALONE, ())
        return alone

    @property
    def ignored(self) -> Sequence[Modality]:
        """The modalities that are not heard where another one is shown, because they tell nothing."""
        ignored: Sequence[Modality] = self.training.get(IGNORED, ())
        return ignored

    @property
    def lines(self) -> Mapping[str, Line]:
        """Offset and slope for the log odds of answers, of the subsets that need them, see `mmdesk.engine.scoring.top_label`."""
        lines: Mapping[str, Line] = self.training.get(LINES, {})
        return lines

    @property
    def set_limits(self) -> Limits:
        """From where on classes are excluded, by subset and coverage; empty if validation did not tell, as for models of before."""
        limits: Limits = self.training.get(SETS, {})
        return limits

    def front_end(self, modality: Modality) -> Any:
        """The numbers of the front end of a modality that it takes."""
        return self.encoders[modality].front_end

    def with_encoders(self, names: Mapping[Modality, str]) -> Self:
        """The same of these modalities alone, each with the encoder of this name and the front end's numbers that it has here."""
        encoders = {modality: self.encoders[modality].named(name) for modality, name in names.items()}
        return dataclasses.replace(self, encoders={modality: encoders[modality] for modality in MODALITIES.ordered(encoders)})

    @property
    def others(self) -> dict[Modality, OtherBackbone]:
        """The backbones that are none of ours, whose weights the model file holds."""
        return {modality: encoder.other for modality, encoder in self.encoders.items() if encoder.other}

    def placed(self, place: Path) -> Self:
        """The same, whose other backbones lie in this model file."""
        encoders = {
            modality: dataclasses.replace(encoder, other=encoder.other and dataclasses.replace(encoder.other, place=place))
            for modality, encoder in self.encoders.items()
        }
        return dataclasses.replace(self, encoders=encoders)

    def to_json(self) -> str:
        fields = {part.name: getattr(self, part.name) for part in dataclasses.fields(self)}
        fields["encoders"] = {modality: encoder.to_json() for modality, encoder in self.encoders.items()}
        return json.dumps({**fields, "target": dataclasses.asdict(self.target)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, name: str = "model", number: int = FORMAT) -> Self:
        """Rebuild a spec of a file of this format; `name` is the file named in the sentence.

        Raises:
            ModelFileError: if the text is not a spec of this format
        """
        try:
            data = json.loads(text)
            for older in range(number, FORMAT):
                data = MIGRATIONS[older](data)
            encoders = {modality: EncoderSpec.of(modality, encoder) for modality, encoder in data["encoders"].items()}
            data["encoders"] = {modality: encoders[modality] for modality in MODALITIES.ordered(encoders)}
            if "target" in data:
                data["target"] = TargetScale(**data["target"])
            check(isinstance(data["labels"], list))
            data["labels"] = tuple(data["labels"])
            return cls(**data)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} has a description that mmdesk cannot read. Ask for the file again.")
            raise ModelFileError(sentence, name=name) from error
