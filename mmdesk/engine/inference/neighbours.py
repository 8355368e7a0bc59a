"""Like what: the nearest examples to a sample, and a map of them (k nearest neighbours; principal component analysis).

What is compared are the encoders' own embeddings, those of several modalities beside each other. Of the five nearest on `digits`
and `signs` all are of the sample's class, where the gated fusion's embedding gives 0.97 and 0.93 of them. A modality counts as
much as its nearest examples have the same label, beyond chance: words that tell nothing, as on `coffee`, would else make of the
0.94 that sounds give 0.82, or 0.65 by the fusion's weights. N examples, M modalities, k queries.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.answers.neighbours import AROUND, NEAREST, RARE, TYPICAL, ExampleMap, Near, Neighbour, Neighbours, doubted_label
from mmdesk.core.datasets.example import Dataset, Example
from mmdesk.core.datasets.example import Part as Stored
from mmdesk.core.errors import Sentence
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.data.embedding_index import Space, bank_file, content_key, embedded
from mmdesk.engine.data.feature_cache import decoded
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.inference.principal_axes import principal_axes

ASKED = 256
"""So many of the examples, spread over all, say how near examples are to each other."""
SPREAD = 4096
"""So many say in which directions they differ most."""
DRAWN = 20_000
"""So many points are painted in a fortieth of a second, and more lie over each other."""
FEWEST = 3
"""Of fewer examples there is no map."""

LEAST_WORTH = 0.01
"""What a modality that tells nothing counts, as a share of the one that tells most: alone it is better than nothing."""
TINY = 1e-6

Queries = Mapping[Modality, Tensor]
"""Placed embeddings (k, d) of each modality; zeros where absent."""


def embedded_examples(predictor: Predictor, dataset: Dataset, token: CancelToken) -> Generator[Note, None, Neighbourhood]:
    """Embed the examples of a dataset, or find what was embedded before.

    Raises:
        Cancelled: if the token asks for it; what was embedded by then is kept
    """
    spaces: dict[Modality, Space] = {}
    for modality in predictor.spec.modalities:
        parts = {n: example.parts[modality] for n, example in enumerate(dataset.examples) if modality in example.present}
        keys = {number: content_key(part) for number, part in parts.items()}
        place = bank_file(modality, predictor.encoder_hash(modality), dataset.root)
        contents = {keys[number]: part for number, part in parts.items()}

        def embed(chosen: Sequence[Stored], modality: Modality = modality) -> tuple[NDArray[np.bool_], Tensor]:
            found = [decoded(modality, part, predictor.front_ends[modality]) for part in chosen]
            features = [one for one in found if not isinstance(one, Sentence)]
            readable = np.array([not isinstance(one, Sentence) for one in found])
            return readable, predictor.embed(modality, features) if features else torch.zeros(0, 1)

        bank = yield from embedded(contents, place, embed, token)
        spaces[modality] = Space([keys.get(number) for number in range(len(dataset.examples))], bank)
    token.check()
    found = Neighbourhood(predictor, dataset.examples, spaces)
    found.measure(token)
    return found


class Axes(NamedTuple):
    """How a map is drawn.

    Attributes:
        directions: (d, 2) of each modality, in which the examples differ most
        middle: (2,) of the examples along them
        scale: so far the farthest of them is from it
        kept: share of the variance that the directions keep
    """

    directions: Mapping[Modality, Tensor]
    middle: Tensor
    scale: float
    kept: float

    def places(self, queries: Queries, worth: Mapping[Modality, float], weights: Tensor) -> Tensor:
        """(k, 2) where k placed embeddings stand, whose parts count `weights` (k,) in all; what is beyond the edge is on it."""
        summed = torch.stack([worth[name] ** 0.5 * (query @ self.directions[name]) for name, query in queries.items()]).sum(0)
        return ((summed / weights.clamp_min(TINY).sqrt().unsqueeze(1) - self.middle) / self.scale).clamp(-1, 1)


class Neighbourhood:
    """The examples of a dataset in the space of the encoders of a model.

    Attributes:
        predictor: the model
    """

    def __init__(self, predictor: Predictor, examples: Sequence[Example], spaces: Mapping[Modality, Space]) -> None:
        self.predictor = predictor
        self._examples, self._spaces = tuple(examples), spaces
        self._there = torch.stack([space.present for space in spaces.values()], 1).any(1)  # (N,)
        self._labelled = torch.tensor([bool(example.label) for example in examples], dtype=torch.bool)
        self._doubts: dict[int, str] = {}
        self._bounds: dict[tuple[Modality, ...], tuple[float, float]] = {}
        self._worth = dict.fromkeys(spaces, 1.0)
        found = {modality: self._found_worth(modality) for modality in spaces}
        if best := max(found.values()):  # of numbers hardly two are the same
            self._worth = {modality: max(worth, LEAST_WORTH * best) for modality, worth in found.items()}
        self._axes = self._found_axes()

    @torch.inference_mode()
    def of(self, sample: Sample) -> Neighbours:
        """What a sample is like; nothing, if it has no modality that any example has."""
        queries: dict[Modality, Tensor] = {}
        for modality, space in self._spaces.items():
            if modality in sample.present and space.present.any():
                front_end = self.predictor.front_ends[modality]
                features = front_end.features(front_end.prepare(sample[modality]))
                queries[modality] = space.placed(self.predictor.embed(modality, [features]))
        if not queries:
            return Neighbours()
        each = {modality: self._spaces[modality].similarities(query) for modality, query in queries.items()}
        summed, shown = self._summed(each, queries)[0], tuple(queries)
        self._look_around(self._nearest(shown, summed))  # not those of each modality too, which would take several times as long
        together = self._near(shown, summed)
        modalities = {modality: self._near((modality,), found[0]) for modality, found in each.items()}
        if self._axes is None:
            return Neighbours(together, modalities)
        across, up = self._axes.places(queries, self._worth, self._weight(queries))[0].tolist()
        return Neighbours(together, modalities, (across, up))

    @property
    def count(self) -> int:
        """How many examples could be read."""
        return int(self._there.sum())

    @torch.inference_mode()
    def map(self) -> ExampleMap | None:
        """The examples, placed; of more than `DRAWN` so many, spread over all; None of too few."""
        if self._axes is None:
            return None
        there = _spread(self._there.nonzero().squeeze(1), DRAWN)
        places = torch.cat(
            [self._axes.places(rows := self._rows(part), self._worth, self._weight(rows)) for part in there.split(SPREAD)]
        )
        examples = tuple(self._examples[number] for number in there.tolist())
        return ExampleMap(examples, places.numpy(), self._axes.kept)

    # The nearest

    def _weight(self, queries: Queries) -> Tensor:
        """(k,) what the modalities count that each query has."""
        return torch.stack([self._worth[name] * (query.abs().sum(1) > 0) for name, query in queries.items()]).sum(0)

    def _summed(self, each: Mapping[Modality, Tensor], queries: Queries) -> Tensor:
        """(k, N) the mean of what each modality says (k, N), of those that a query has: what an example lacks of them counts 0."""
        summed = torch.stack([self._worth[modality] * found for modality, found in each.items()]).sum(0)
        return summed / self._weight(queries).clamp_min(TINY).unsqueeze(1)

    def _having(self, modalities: Sequence[Modality]) -> Tensor:
        """(N,) which examples have any of these."""
        return torch.stack([self._spaces[modality].present for modality in modalities]).any(0)

    def _nearest(self, modalities: tuple[Modality, ...], similarities: Tensor) -> list[int]:
        """The numbers of the nearest examples that have a label and any of these modalities, by which they are so near (N,)."""
        usable = similarities.masked_fill(~(self._having(modalities) & self._labelled), -torch.inf)
        nearest = usable.topk(min(NEAREST, len(usable)))
        return nearest.indices[nearest.values > -torch.inf].tolist()

    def _near(self, modalities: tuple[Modality, ...], similarities: Tensor) -> Near:
        """They, as they are told."""
        found = (
            Neighbour(self._examples[number], min(float(similarities[number]), 1.0), self._doubts.get(number, ""))
            for number in self._nearest(modalities, similarities)
        )
        return Near(tuple(found), *self._bound(modalities))

    def _look_around(self, numbers: Sequence[int]) -> None:
        """Find the label that all around each of these examples have, where it is another one; once for each."""
        new = [number for number in numbers if number not in self._doubts]
        if new:
            similarities = self._among(torch.tensor(new), tuple(self._spaces)).masked_fill(~self._labelled, -torch.inf)
            around = similarities.topk(min(AROUND, similarities.shape[1]))
            for number, others, values in zip(new, around.indices.tolist(), around.values.tolist(), strict=True):
                labels = [self._examples[other].label for other, value in zip(others, values, strict=True) if value > -torch.inf]
                self._doubts[number] = doubted_label(self._examples[number].label, labels)

    def _among(self, chosen: Tensor, modalities: Sequence[Modality]) -> Tensor:
        """(k, N) how near these examples are to the others by these modalities; minus infinity to themselves and what has none."""
        queries = {name: query for name, query in self._rows(chosen).items() if name in modalities}
        each = {name: self._spaces[name].similarities(query) for name, query in queries.items()}
        found = self._summed(each, queries).masked_fill(~self._having(modalities), -torch.inf)
        return found.scatter(1, chosen.unsqueeze(1), -torch.inf)

    def _bound(self, modalities: tuple[Modality, ...]) -> tuple[float, float]:
        """How near examples are to their own nearest one: half of them at least the first, all but a few the second."""
        if modalities not in self._bounds:
            asked = _spread(self._having(modalities).nonzero().squeeze(1), ASKED)
            nearest = self._among(asked, modalities).max(1).values
            nearest = nearest[nearest.isfinite()]
            levels = torch.tensor([1 - TYPICAL, RARE])
            found = nearest.quantile(levels).tolist() if len(nearest) else [1.0, -1.0]
            self._bounds[modalities] = found[0], found[1]
        return self._bounds[modalities]

    @torch.inference_mode()
    def measure(self, token: CancelToken) -> None:
        """Find how near examples are to each other beforehand, so that the first sample does not wait for it."""
        shown = tuple(name for name, space in self._spaces.items() if space.present.any())
        for modalities in (shown, *((modality,) for modality in shown)):
            token.check()
            if modalities:
                self._bound(modalities)

    def _found_worth(self, modality: Modality) -> float:
        """How often the nearest examples by this modality have the same label, from 0 for chance to 1."""
        usable = self._spaces[modality].present & self._labelled
        asked = _spread(usable.nonzero().squeeze(1), ASKED)
        if usable.sum() <= NEAREST:
            return 0.0
        nearest = self._among(asked, (modality,)).masked_fill(~usable, -torch.inf).topk(NEAREST).indices
        numbers = {label: number for number, label in enumerate(sorted({example.label for example in self._examples}))}
        labels = torch.tensor([numbers[example.label] for example in self._examples])
        same = float((labels[nearest] == labels[asked].unsqueeze(1)).float().mean())
        chance = float((labels[usable].bincount() / usable.sum()).square().sum())
        return max(same - chance, 0.0) / max(1 - chance, TINY)

    # The map

    def _rows(self, chosen: Tensor) -> Queries:
        return {modality: space.vectors[chosen].float() for modality, space in self._spaces.items() if space.vectors.shape[1]}

    def _found_axes(self) -> Axes | None:
        chosen = _spread(self._there.nonzero().squeeze(1), SPREAD)
        rows = self._rows(chosen)
        sizes = [row.shape[1] for row in rows.values()]
        if len(chosen) < FEWEST or sum(sizes) < 2:
            return None
        scaled = torch.cat([self._worth[modality] ** 0.5 * row for modality, row in rows.items()], 1)
        scaled /= self._weight(rows).clamp_min(TINY).sqrt().unsqueeze(1)
        directions, kept = principal_axes(scaled)
        places = scaled @ directions
        middle = places.mean(0)
        scale = float((places - middle).abs().max().clamp_min(1e-6))
        return Axes(dict(zip(rows, directions.split(sizes), strict=True)), middle, scale, kept)


def _spread(numbers: Tensor, most: int) -> Tensor:
    """At most so many of these, evenly over all."""
    return numbers if len(numbers) <= most else numbers[torch.linspace(0, len(numbers) - 1, most).long()]
