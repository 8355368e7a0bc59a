"""How faithful explanations are: whether what they point at is what the model goes by.

    python build/bench_faithful.py SET... [--models FOLDER] [--split NAME] [--samples N] [--json]

Each SET is a dataset with the splits train, val and test; its model is NAME.safetensors in FOLDER, or is trained. Of each sample
and modality alone, regions are taken away one after the other, the strongest first, and the mean probability of the answer
meanwhile is the deletion area; put back into nothing, the insertion area (Petsiuk et al. 2018). Both stand beside those of random
orders of the same regions. The rank correlation is that of the same explanation of a model whose weights were shuffled (Adebayo
et al. 2018). Methods are chosen on the split val; the split test is for the report.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench_faithful_methods import METHODS, Game  # noqa: E402

import mmdesk  # noqa: E402
from mmdesk.core.datasets.read import read_dataset, read_sample  # noqa: E402
from mmdesk.core.modalities.sample import Sample  # noqa: E402
from mmdesk.core.progress import CancelToken  # noqa: E402
from mmdesk.engine.device import choose_device  # noqa: E402
from mmdesk.engine.inference.occlusion import Explainer  # noqa: E402
from mmdesk.engine.inference.predictor import Predictor  # noqa: E402
from mmdesk.engine.modalities.occlusion import Values  # noqa: E402
from mmdesk.engine.modalities.registry import ENCODINGS  # noqa: E402
from mmdesk.engine.model.checkpoint import load_model  # noqa: E402

STEPS = 16
"""Points of a curve; where there are fewer regions, one each."""
RANDOM_ORDERS = 3
SHUFFLES = 8
"""Models of shuffled weights, in turns: each one alone has habits of its own."""
FEWEST = 4
"""Regions below which an order says little."""


@dataclass(frozen=True, slots=True)
class Line:
    """One method on one modality of a set: means over the samples.

    Attributes:
        deletion, insertion: areas, and how far they lie from those of random orders, as shares of these
        randomised: mean rank correlation with the explanation by shuffled weights
        milliseconds: median, beside whatever else the machine does
        processor: milliseconds of all threads together; nobody else's work is in it
    """

    dataset: str
    modality: str
    method: str
    samples: int
    deletion: float
    deletion_change: float
    insertion: float
    insertion_change: float
    randomised: float
    milliseconds: float
    processor: float = float("nan")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a method, then how long whole explanations take; the exit code is 0 whatever they are."""
    parser = argparse.ArgumentParser(prog="bench_faithful.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET", help="dataset with the splits train, val and test")
    parser.add_argument("--models", type=Path, help="folder of models, named as the sets; without it they are trained")
    parser.add_argument("--split", default="val", help="whose samples are explained (default: %(default)s)")
    parser.add_argument("--samples", type=int, default=50, help="how many of each set (default: %(default)s)")
    parser.add_argument("--method", action="append", choices=METHODS, help="only this one; may be repeated")
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    args = parser.parse_args(arguments)
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory(prefix="mmdesk-faithful-") as scratch:
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(scratch, name.lower()))
        for path in args.sets:
            model = (args.models or Path(scratch)) / f"{path.name}.safetensors"
            if not model.exists():
                mmdesk.train(path, model)
            for line in judged(path, model, args):
                print(json.dumps(asdict(line)) if args.json else told(line), flush=True)
    return 0


def judged(path: Path, model: Path, args: argparse.Namespace) -> Iterator[Line]:
    """The methods on each modality of a set, the most faithful first."""
    predictor, shuffled = opened(model), [opened(model, shuffle=seed) for seed in range(SHUFFLES)]
    samples = chosen(path, args.split, args.samples)
    found = defaultdict(list)
    for seed, sample in enumerate(samples):
        for modality in [name for name in sample.present if name in predictor.spec.modalities]:
            for method, row in compared(predictor, shuffled[seed % SHUFFLES], sample, modality, seed, args.method or METHODS):
                found[modality, method].append(row)
    for modality in predictor.spec.modalities:
        lines = [line_of(path.name, *key, rows) for key, rows in found.items() if key[0] == modality]
        yield from sorted(lines, key=lambda line: line.deletion - line.insertion)
    yield from whole(path.name, predictor, samples)


def opened(model: Path, shuffle: int | None = None) -> Predictor:
    """Of an open model, or of one whose weights were shuffled, each tensor by itself."""
    network, spec = load_model(model)
    if shuffle is not None:
        random = torch.Generator().manual_seed(shuffle)
        for weights in network.parameters():
            weights.data = weights.data.flatten()[torch.randperm(weights.numel(), generator=random)].view_as(weights)
    return Predictor(network, spec, choose_device("cpu"))


def chosen(path: Path, split: str, count: int) -> list[Sample]:
    examples = [example for example in read_dataset(path).examples if example.split == split]
    order = np.random.default_rng(0).permutation(len(examples))[:count]
    return [read_sample(examples[number]) for number in order]


Row = tuple[float, float, float, float, float, float]


def compared(
    predictor: Predictor, shuffled: Predictor, sample: Sample, modality: str, seed: int, methods: Sequence[str]
) -> Iterator[tuple[str, Row]]:
    """Deletion and insertion area, those of random orders, rank correlation and milliseconds of each method."""
    alone = Sample(**{modality: sample[modality]})
    output = predictor.spec.labels.index(predictor.predict(alone).label)
    front_end = predictor.front_ends[modality].preparing
    occlusion = ENCODINGS[modality].occluded(sample[modality], front_end)
    if occlusion is None or np.prod(occlusion.shape) < FEWEST:
        return
    game, other = (Game(one, modality, occlusion, output, seed) for one in (predictor, shuffled))
    random = np.random.default_rng(seed)
    by_chance = [areas(game, random.random(occlusion.shape)) for _ in range(RANDOM_ORDERS)]
    deleted, inserted = np.mean(by_chance, axis=0)
    for name in methods:
        start = time.perf_counter()
        values = METHODS[name](game)
        milliseconds = (time.perf_counter() - start) * 1000
        if values is not None:
            again = METHODS[name](other)
            assert again is not None
            yield name, (*areas(game, values), deleted, inserted, rank_correlation(values, again), milliseconds)


def areas(game: Game, values: Values) -> tuple[float, float]:
    """Deletion and insertion area of this order, as mean probabilities."""
    order = np.argsort(-values, axis=None, kind="stable")
    ends = np.unique(np.round(np.linspace(0, len(order), min(STEPS, len(order)) + 1)).astype(int))
    rank = np.argsort(order)
    inserted = np.array([rank < end for end in ends]).reshape(-1, *values.shape)
    scores = game.scores(np.concatenate([~inserted, inserted]))
    deletion, insertion = np.split(scores, 2)
    return tuple(float(np.trapezoid(part, ends / len(order))) for part in (deletion, insertion))


def rank_correlation(first: Values, second: Values) -> float:
    """Spearman's; 0 where one of them tells no place from another."""
    ranks = [np.argsort(np.argsort(values, axis=None)).astype(float) for values in (first, second)]
    return 0.0 if np.ptp(first) == 0 or np.ptp(second) == 0 else float(np.corrcoef(ranks)[0, 1])


def line_of(dataset: str, modality: str, method: str, rows: Sequence[Row]) -> Line:
    deletion, insertion, deleted, inserted, correlation, _ = np.mean(rows, axis=0)
    changes = deletion / deleted - 1, insertion / inserted - 1
    milliseconds = float(np.median([row[-1] for row in rows]))
    return Line(dataset, modality, method, len(rows), deletion, changes[0], insertion, changes[1], correlation, milliseconds)


def whole(dataset: str, predictor: Predictor, samples: Sequence[Sample]) -> Iterator[Line]:
    """Milliseconds of the first map and of all, of the samples with all their modalities at once, after their answers."""
    times = []
    for sample in samples:
        label = predictor.predict(sample).label
        start = time.perf_counter(), time.process_time()
        explanations = Explainer(predictor, sample, CancelToken(), label).explain()
        times.append([(time.perf_counter() - start[0], time.process_time() - start[1]) for _ in explanations])
    for name, number in (("first map", 0), ("everything", -1)):
        wall, processor = (1000 * np.median([one[number] for one in times], axis=0)).tolist()
        yield Line(dataset, "all at once", name, len(times), *[float("nan")] * 5, wall, processor)


def told(line: Line) -> str:
    head = f"{line.dataset:10} {line.modality:11} {line.method:26} n={line.samples:<4}"
    if np.isnan(line.deletion):
        return f"{head} {line.milliseconds:6.1f} ms, {line.processor:.1f} of the processor"
    changes = (
        f"deletion {line.deletion:.3f} ({line.deletion_change:+.0%}), insertion {line.insertion:.3f} ({line.insertion_change:+.0%})"
    )
    return f"{head} {changes}, shuffled {line.randomised:+.2f}, {line.milliseconds:6.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
