"""What labels are worth that the program asks for (active learning): accuracy on samples that nobody trained on.

    python build/bench_active.py SET... [--labels N] [--seeds N] [--draws N] [--json]

Each SET is a dataset with a split named test. For each seed, three quarters of the other samples are drawn and lose their labels;
then the program asks for them, ten at a time, and learns from all that it got, as it does in the window. Beside it stand as many
labels of samples drawn at random, and more of them. Takes from one to ten minutes a seed.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mmdesk.core.datasets.example import Dataset, Example  # noqa: E402
from mmdesk.core.datasets.read import read_dataset  # noqa: E402
from mmdesk.core.modalities.registry import Modality  # noqa: E402
from mmdesk.core.models.spec import EncoderSpec  # noqa: E402
from mmdesk.core.progress import CancelToken, Note  # noqa: E402
from mmdesk.core.training.worth_labelling import BATCH, Worth  # noqa: E402
from mmdesk.engine.data.feature_cache import Part  # noqa: E402
from mmdesk.engine.data.feature_memory import FeatureMemory  # noqa: E402
from mmdesk.engine.inference.worth_labelling import answers, ranked  # noqa: E402
from mmdesk.engine.training.collecting import Collector  # noqa: E402

POOL = 0.75
MORE = (1.0, 1.5, 2.0)
"""So many random labels, times those that the program asked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """Shares of right answers of one seed.

    Attributes:
        labels: how many the program asked for
        asked: with these
        drawn: with so many random ones, the mean over several draws
    """

    dataset: str
    seed: int
    labels: int
    asked: float
    drawn: Mapping[int, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a seed, then for each set the means; the exit code is 0 whatever they are."""
    parser = argparse.ArgumentParser(prog="bench_active.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET", help="dataset with a split named test")
    parser.add_argument("--labels", type=int, default=100, help="that the program asks for (default: %(default)s)")
    parser.add_argument("--seeds", type=int, default=3, help="how many (default: %(default)s)")
    parser.add_argument("--draws", type=int, default=5, help="of random samples, for each seed (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mmdesk-active-") as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch
        for path in args.sets:
            lines = []
            for seed in range(args.seeds):
                lines.append(line := judged(path, seed, args.labels, args.draws))
                print(json.dumps(asdict(line)) if args.json else told(line), flush=True)
            if not args.json:
                print(told(mean_of(lines)), flush=True)
    return 0


def judged(path: Path, seed: int, labels: int, draws: int) -> Line:
    """One seed of one set."""
    dataset, chooser = read_dataset(path), random.Random(seed)
    others = [example for example in dataset.examples if example.split != "test"]
    pool = [replace(example, split="") for example in chooser.sample(others, round(POOL * len(others)))]
    test = [example for example in dataset.examples if example.split == "test"]
    desk = Desk(replace(dataset, examples=tuple(pool)), test)
    asked = desk.accuracy(desk.asked(labels))
    random_ones = [chooser.sample(pool, min(len(pool), round(MORE[-1] * labels))) for _ in range(draws)]
    counts = [round(more * labels) for more in MORE]
    drawn = {count: statistics.mean(desk.accuracy({e.row for e in one[:count]}) for one in random_ones) for count in counts}
    return Line(path.name, seed, labels, asked, drawn)


class Desk:
    """Somebody who knows all labels, at a program that knows those that it was given."""

    def __init__(self, truth: Dataset, test: Sequence[Example]) -> None:
        self._truth, self._test = truth, test
        self._collector = Collector()
        self._collector.memory = Remembering(truth.examples)

    def asked(self, count: int) -> set[int]:
        """The rows whose labels the program asks for."""
        rows: set[int] = set()
        while len(rows) < count:
            self._learn(rows)
            worth = last(ranked(self._given(rows), self._collector.quick, CancelToken()))
            assert isinstance(worth, Worth)
            rows.update(worth.rows[: min(BATCH, count - len(rows))])
        return rows

    def accuracy(self, rows: Collection[int]) -> float:
        """The share of right answers to the test samples, after learning from these rows."""
        self._learn(rows)
        if self._collector.quick is None:
            return 0.0
        places = torch.arange(len(self._test))
        said = last(answers(self._test, places, *self._collector.quick, CancelToken()))
        right = [
            said.guesses[place].labels[0] == example.label for place, example in enumerate(self._test) if place in said.guesses
        ]
        return sum(right) / len(self._test)

    def _learn(self, rows: Collection[int]) -> None:
        for _ in self._collector.learn(self._given(rows), "classification", CancelToken()):
            pass

    def _given(self, rows: Collection[int]) -> Dataset:
        """The dataset with the labels of these rows alone."""
        examples = (example if example.row in rows else replace(example, label="") for example in self._truth.examples)
        return replace(self._truth, examples=tuple(examples))


class Remembering(FeatureMemory):
    """Forgets nothing, so that no draw decodes anew."""

    def __init__(self, examples: Sequence[Example]) -> None:
        super().__init__()
        self._examples, self._parts = examples, dict[tuple[Modality, EncoderSpec], Part]()
        self._places = {example.row: place for place, example in enumerate(examples)}

    def part(
        self, examples: Sequence[Example], modality: Modality, encoder: EncoderSpec, token: CancelToken
    ) -> Generator[Note, None, Part]:
        if (modality, encoder) not in self._parts:
            self._parts[modality, encoder] = yield from super().part(self._examples, modality, encoder, token)
        whole, places = self._parts[modality, encoder], [self._places[example.row] for example in examples]
        unreadable = {place: whole.unreadable[one] for place, one in enumerate(places) if one in whole.unreadable}
        return Part(whole.values[places], whole.present[places], unreadable)


def last(work: Generator[Any, None, Any]) -> Any:
    """What a generator returns, or else what it told last."""
    told = None
    while True:
        try:
            told = next(work)
        except StopIteration as end:
            return told if end.value is None else end.value


def mean_of(lines: Sequence[Line]) -> Line:
    """The means over the seeds."""
    drawn = {count: statistics.mean(line.drawn[count] for line in lines) for count in lines[0].drawn}
    return replace(lines[0], seed=-1, asked=statistics.mean(line.asked for line in lines), drawn=drawn)


def told(line: Line) -> str:
    drawn = ", ".join(f"{count} at random {share:.1%}" for count, share in line.drawn.items())
    seed = f"seed {line.seed}" if line.seed >= 0 else "mean"
    return f"{line.dataset}, {seed}: {line.labels} asked for {line.asked:.1%}; {drawn}"


if __name__ == "__main__":
    sys.exit(main())
