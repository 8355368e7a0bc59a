"""Ways to say what each region of one modality's content is worth, the program's own and others, for `bench_faithful.py`."""

import itertools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mmdesk.core.modalities.registry import Modality  # noqa: E402
from mmdesk.core.modalities.sample import Sample  # noqa: E402
from mmdesk.engine.inference.predictor import Predictor  # noqa: E402
from mmdesk.engine.modalities.occlusion import Occlusion, Shown, Values, asked_of, blocks, marginal  # noqa: E402
from mmdesk.engine.model.fused_model import Encoded  # noqa: E402

AT_ONCE = 32
RIDGE, SMOOTH = 0.02, 0.1
"""What holds a regression on masks: towards the mean, and towards neighbours."""


@dataclass
class Game:
    """One modality of one sample alone, and one class."""

    predictor: Predictor
    modality: Modality
    occlusion: Occlusion
    output: int
    seed: int

    def outputs(self, prepared: Callable[[Shown], Sequence[Any]], kept: Shown) -> torch.Tensor:
        """(K, C) calibrated logits where (K, *shape) stays."""
        nothing = self.predictor.encode(Sample())
        parts = [kept[start : start + AT_ONCE] for start in range(0, len(kept), AT_ONCE)]
        encoded = (self.predictor.encode_with(nothing, self.modality, prepared(part)) for part in parts)
        return torch.cat([self.predictor.logits(*one) for one in encoded])

    def really(self, kept: Shown) -> list[Any]:
        """What the front end takes, without short cuts."""
        return [one if isinstance(one, str) else np.asarray(one) for one in self.occlusion.shown(kept)]

    def evidence(self, kept: Shown) -> Values:
        """(K,) log-odds of the class."""
        return self.predictor.task.evidence(self.outputs(self.occlusion.shown, kept), self.output).double().numpy()

    def scores(self, kept: Shown) -> Values:
        """(K,) probability of the class."""
        return self.predictor.task.scores(self.outputs(self.really, kept))[:, self.output].numpy()

    @property
    def random(self) -> np.random.Generator:
        return np.random.default_rng(self.seed)


Method = Callable[[Game], Values | None]


def both_ends(game: Game) -> Values:
    """What the program does."""
    shape = game.occlusion.shape
    rounds = [asked_of(shape, size) for size in game.occlusion.sizes]
    return sum((marginal(kept, game.evidence(kept)) for kept in rounds), np.zeros(shape))


def coarse(game: Game) -> Values:
    """What the program shows first."""
    kept = asked_of(game.occlusion.shape, game.occlusion.sizes[0])
    return marginal(kept, game.evidence(kept))


def overlapping(game: Game) -> Values:
    """The same with large blocks that overlap by half."""
    shape = game.occlusion.shape
    total = np.zeros(shape)
    for size in game.occlusion.sizes:
        found = blocks(shape, size, max(1, size // 2))
        ends = np.stack([np.zeros(shape, np.bool_), np.ones(shape, np.bool_)])
        kept = np.concatenate([ends, found, ~found])
        total += marginal(kept, game.evidence(kept))
    return total


def hidden(game: Game) -> Values:
    """Blocks hidden one after the other (Zeiler and Fergus 2014), as wide as the coarse ones and overlapping by half."""
    size = game.occlusion.sizes[0]
    found = blocks(game.occlusion.shape, size, max(1, size // 2))
    falls = -game.evidence(~found)
    return np.tensordot(falls - falls.mean(), found.astype(float), 1) / found.sum(0)


def hidden_finely(game: Game) -> Values:
    """Each region hidden by itself."""
    found = blocks(game.occlusion.shape, 1, 1)
    return np.tensordot(-game.evidence(~found), found.astype(float), 1)


def single_scale(game: Game) -> Values:
    """Each region hidden by itself, and shown by itself."""
    kept = asked_of(game.occlusion.shape, 1)
    return marginal(kept, game.evidence(kept))


def masks(game: Game, count: int, sizes: tuple[int, ...]) -> Shown:
    """(count, *shape) random choices in pairs that complete each other, of blocks of these sizes anywhere."""
    random, shape = game.random, game.occlusion.shape
    found = []
    for size in itertools.islice(itertools.cycle(sizes), count // 2):
        coarse = random.random([-(-length // size) + (size > 1) for length in shape]) < random.uniform(0.2, 0.8)
        for axis in range(len(shape)):
            coarse = np.repeat(coarse, size, axis)
        corner = [random.integers(size) for _ in shape]
        one = coarse[tuple(slice(start, start + length) for start, length in zip(corner, shape, strict=True))]
        found += [one, ~one]
    return np.array(found)


def kernel_shap(game: Game, count: int = 128, sizes: tuple[int, ...] = (1,), smooth: float = 0.0) -> Values:
    """Regression on random choices by the Shapley kernel (Lundberg and Lee 2017), held by a ridge."""
    shape = game.occlusion.shape
    kept = masks(game, count, sizes)
    rows = kept.reshape(count, -1).astype(float)
    there = (rows.sum(1) > 0) & (rows.sum(1) < rows.shape[1])
    rows, evidence = rows[there], game.evidence(kept)[there]
    stays, regions = rows.sum(1), rows.shape[1]
    weights = (regions - 1) / (stays * (regions - stays))
    weights /= weights.mean()
    rows -= np.average(rows, axis=0, weights=weights)
    evidence -= np.average(evidence, weights=weights)
    held = len(rows) / 4 * (RIDGE * np.eye(regions) + smooth * laplacian(shape)) + 1e-9 * np.eye(regions)
    found: Values = np.linalg.solve((rows.T * weights) @ rows + held, (rows.T * weights) @ evidence).reshape(shape)
    return found


def smooth_regression(game: Game) -> Values:
    """The same on blocks of several sizes, with neighbours held together."""
    return kernel_shap(game, 128, (1, 2, 2, 3), SMOOTH)


def rise(game: Game) -> Values:
    """Mean evidence where a region stays less where it does not (Petsiuk et al. 2018), 128 choices of blocks."""
    kept = masks(game, 128, (1, 2, 2, 3)).astype(float)
    evidence = game.evidence(kept > 0)
    stays, goes = (np.tensordot(evidence, part, 1) / np.maximum(part.sum(0), 1) for part in (kept, 1 - kept))
    return stays - goes


def laplacian(shape: tuple[int, ...]) -> NDArray[np.float64]:
    numbers = np.arange(int(np.prod(shape))).reshape(shape)
    found = np.zeros((numbers.size, numbers.size))
    for axis, length in enumerate(shape):
        pairs = zip(np.take(numbers, range(length - 1), axis).flat, np.take(numbers, range(1, length), axis).flat, strict=True)
        for one, other in pairs:
            found[[one, other], [one, other]] += 1
            found[[one, other], [other, one]] -= 1
    return found


def gradients(game: Game, steps: int) -> Values | None:
    """Integrated gradients (Sundararajan et al. 2017) of the log-odds from hidden to shown, summed over each region; one step:
    gradient times input. None where the encoder does not learn from what is hidden."""
    predictor, shape = game.predictor, game.occlusion.shape
    ends = np.stack([np.zeros(shape, np.bool_), np.ones(shape, np.bool_)])
    prepared = [one if isinstance(one, str) else np.asarray(one) for one in game.occlusion.shown(ends)]
    network: Any = predictor._model
    front_end = predictor.front_ends[game.modality]
    if isinstance(prepared[1], str) or front_end.features(prepared[1]).shape != prepared[1].shape:
        return None
    start, end = (front_end.inputs(one[None]).float() for one in prepared)
    along = (torch.arange(steps) + 0.5) / steps if steps > 1 else torch.ones(1)
    with torch.inference_mode(False), torch.enable_grad():
        start, end = start.clone(), end.clone()
        values = (start + along.view(-1, *[1] * (start.dim() - 1)) * (end - start)).requires_grad_()
        number = predictor.spec.modalities.index(game.modality)
        mask = torch.arange(len(predictor.spec.modalities)).eq(number).expand(steps, -1)
        parts = network.encode_modality(game.modality, values)
        encoded = Encoded(*(part.unsqueeze(1) * mask.unsqueeze(2) for part in parts))
        predictor.task.evidence(network.fuse(encoded, mask).logits, game.output).sum().backward()
        assert values.grad is not None
        found = (values.grad.mean(0) * (end - start)[0]).numpy()
    # What hiding one region changes tells where it lies.
    alone = np.eye(int(np.prod(shape)), dtype=np.bool_).reshape(-1, *shape)
    places = [(front_end.inputs(np.asarray(one)[None]).float() != start).numpy()[0] for one in game.occlusion.shown(alone)]
    return np.array([found[place].sum() for place in places]).reshape(shape)


METHODS: dict[str, Method] = {
    "both ends, two sizes": both_ends,
    "its first map": coarse,
    "both ends, overlapping": overlapping,
    "both ends, one size": single_scale,
    "hidden blocks": hidden,
    "hidden regions": hidden_finely,
    "kernel SHAP, 128": kernel_shap,
    "smooth regression, 128": smooth_regression,
    "RISE, 128": rise,
    "integrated gradients, 16": lambda game: gradients(game, 16),
    "gradient x input": lambda game: gradients(game, 1),
}
