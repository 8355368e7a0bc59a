"""Which unlabelled examples to label next: pool-based active learning by uncertainty and diversity, in batches.

N samples, d features, M modalities, C outputs of a model, n samples that wait for a label.
"""

import zlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.datasets.example import Dataset, Example
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.worth_labelling import GUESSED, Guess, Worth
from mmdesk.engine.data.batches import Batch
from mmdesk.engine.data.feature_cache import Features, extract
from mmdesk.engine.data.feature_memory import usual_frozen
from mmdesk.engine.device import choose_device
from mmdesk.engine.inference.spread_choice import in_order
from mmdesk.engine.modalities.layers import Measured
from mmdesk.engine.modalities.registry import encoding_of, network_of
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.encoding import encode
from mmdesk.engine.scoring.subsets import fused_alone
from mmdesk.engine.scoring.temperature import Calibration

BATCH_SIZE = 256
MAX_LOOKED = 10_000
"""Of more rows these many are looked at, which for pictures takes some minutes once; nobody labels more by hand."""


def ranked(dataset: Dataset, known: tuple[FusedModel, ModelSpec] | None, token: CancelToken) -> Generator[Note | Worth, None, None]:
    """Put the unlabelled rows of a dataset in order; the last report is that.

    Args:
        known: a model that knows something of them; None while there is none, and what they look like alone decides

    Raises:
        InputError: if the cache of what was decoded cannot be written
        ModelFileError: if the weights of a pretrained encoder are missing or other ones
        Cancelled: if the token asks for it
    """
    torch.set_num_threads(1)
    examples = some([example for example in dataset.examples if example.present])
    waiting = np.array([not example.label and example.split != "test" for example in examples], dtype=np.bool_)
    looks = looking(examples)
    if looks is None or not waiting.any():  # no frozen encoder can look at them, or there is nothing to look at
        yield Worth(tuple(example.row for example, waits in zip(examples, waiting, strict=True) if waits))
        return
    features = yield from extract(examples, looks, token)
    readable = features.readable & present_in(features, looks).any(1)
    free = torch.from_numpy(np.flatnonzero(readable & waiting))
    labelled = torch.from_numpy(np.flatnonzero(readable & np.array([bool(example.label) for example in examples])))
    nothing = Said(torch.ones(len(free)), torch.zeros(len(free), 0), {})
    said = (yield from answers(examples, free, *known, token)) if known else nothing
    order = in_order(embedded(features, looks), free, said.directions, said.uncertain, labelled, token)
    rows = [examples[place].row for place in order.tolist()]
    yield Worth(tuple(rows), {examples[place].row: guess for place, guess in said.guesses.items()})


def some(examples: Sequence[Example]) -> Sequence[Example]:
    """At most about `MAX_LOOKED`, the same ones whatever their labels are, so that what was decoded of them is found again."""
    if len(examples) <= MAX_LOOKED:
        return examples
    share = (MAX_LOOKED << 32) // len(examples)
    return [example for example in examples if zlib.crc32(str(example.row).encode()) < share]


def looking(examples: Sequence[Example]) -> ModelSpec | None:
    """How samples are looked at without a model: by the first frozen encoder of each modality; None where there is none."""
    having = [m for m in MODALITIES if any(m in example.present for example in examples)]
    encoders = {modality: frozen[0] for modality in having if (frozen := usual_frozen(modality))}
    return ModelSpec(labels=("",), encoders=encoders) if encoders else None


def present_in(features: Features, spec: ModelSpec) -> NDArray[np.bool_]:
    """(N, M) what there is of each sample."""
    return np.stack([features.present[modality] for modality in spec.modalities], axis=1)


def embedded(features: Features, looks: ModelSpec) -> Tensor:
    """(N, d) what frozen encoders make of the samples, of each modality a direction (spherical k-means, Dhillon and Modha 2001);
    zeros where it is absent."""
    parts = []
    for place, modality in enumerate(looks.modalities):
        encoder, there = network_of(looks, modality), present_in(features, looks)[:, place]
        assert isinstance(encoder, Measured)  # noqa: S101 - as all frozen ones
        inputs = encoding_of(looks, modality).front_end.inputs
        found = encoder.fitted(inputs(features.values[modality][there])) if there.any() else torch.zeros(0, encoder.size)
        whole = torch.zeros(len(there), encoder.size)
        whole[torch.from_numpy(there)] = F.normalize(found)
        parts.append(whole)
    return torch.cat(parts, 1)


class Said(NamedTuple):
    """What a model says of n samples.

    Attributes:
        uncertain: (n,) 0 to 1
        directions: (n, C) the roots of its scores, whose distance is that of Hellinger; zeros of numbers, and where it takes none
        guesses: of those that it takes, by their places
    """

    uncertain: Tensor
    directions: Tensor
    guesses: Mapping[int, Guess]


def answers(
    examples: Sequence[Example], free: Tensor, model: FusedModel, spec: ModelSpec, token: CancelToken
) -> Generator[Note, None, Said]:
    """What a model says of the samples at the places `free` (n,); it is quite uncertain of what it cannot take."""
    features = yield from extract(examples, spec, token)
    takes = features.readable[free] & present_in(features, spec)[free].any(1)
    places = free[torch.from_numpy(takes)]
    device = choose_device("cpu")
    calibrate, nobody = Calibration(spec), torch.zeros(0, model.task.outputs)
    found, told, guesses = [nobody[:, 0]], [nobody], list[Guess]()
    with torch.inference_mode():
        for batch in encode(model, batches(features, spec, places), device, token):
            scores = model.task.scores(calibrate(model.fuse(batch.encoded, batch.mask).logits, batch.mask))
            alone = fused_alone(model, batch.encoded, batch.mask)
            own = model.task.scores(calibrate.of_each_alone(alone, batch.encoded.unimodal))
            found.append(uncertainty(model.task, scores, own, batch.mask))
            told.append(scores.sqrt().float() if model.task.uncertain else nobody.new_zeros(scores.shape))
            guesses += [guess_of(model.task, spec, one) for one in scores]
    uncertain, directions = torch.ones(len(free)), torch.zeros(len(free), model.task.outputs)
    uncertain[torch.from_numpy(takes)], directions[torch.from_numpy(takes)] = torch.cat(found), torch.cat(told)
    return Said(uncertain, directions, dict(zip(places.tolist(), guesses, strict=True)))


def batches(features: Features, spec: ModelSpec, places: Tensor) -> Iterator[Batch]:
    """The samples at these places, without targets."""
    mask = torch.from_numpy(present_in(features, spec))
    for some in places.split(BATCH_SIZE):
        inputs = {}
        for column, modality in enumerate(spec.modalities):
            if len(having := some[mask[some, column]]):
                inputs[modality] = encoding_of(spec, modality).front_end.inputs(features.values[modality][having.numpy()])
        yield Batch(inputs, mask[some], torch.zeros(len(some), dtype=torch.long))


def uncertainty(task: Task, scores: Tensor, own: Tensor, mask: Tensor) -> Tensor:
    """(n,) how little the likeliest class is before the second (margin sampling, Scheffer et al. 2001), or how much the modalities
    contradict each other, if that is more; of numbers nothing is known."""
    if not task.uncertain or scores.shape[1] < 2:
        return torch.ones(len(scores))
    best = scores.topk(2).values
    margin = 1 - best[:, 0] + best[:, 1]
    return torch.maximum(margin, task.contradiction(own, mask)).float()


def guess_of(task: Task, spec: ModelSpec, scores: Tensor) -> Guess:
    """What scores (C,) say."""
    label, score = task.predicted(scores)
    if not task.uncertain:
        return Guess((label,), None)
    return Guess(tuple(spec.labels[number] for number in scores.topk(min(GUESSED, len(scores))).indices.tolist()), score)
