"""How well mmdesk learns from few examples: accuracy and calibration error on samples that nobody trained on.

    python build/bench_learning.py SET... [--few N ...] [--seeds N] [--effort NAME] [--rule | --encoder NAME ...] [--json]

Each SET is a dataset with a split named test. For each seed, N training samples of each class are drawn, validation is left
to the program, and a model is trained with its defaults; with --rule, one with each encoder as well, for the rule that the
program never does worse than the best of them; with --encoder, one with each of these alone. Takes from seconds to minutes a line.
"""

import argparse
import csv
import json
import math
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import mmdesk  # noqa: E402
from mmdesk.core.datasets.example import Dataset, cell_of  # noqa: E402
from mmdesk.core.datasets.read import read_dataset  # noqa: E402
from mmdesk.core.evaluation.classification import ClassEvaluation  # noqa: E402
from mmdesk.core.models.encoders import ENCODERS  # noqa: E402
from mmdesk.core.progress import CancelToken  # noqa: E402
from mmdesk.core.training.plan import EFFORTS  # noqa: E402
from mmdesk.engine.torch_engine import TorchEngine  # noqa: E402

ALL, OWN = "all", "own"
T_95 = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78}
"""Student's t for an interval of 95 % by so many seeds."""


@dataclass(frozen=True, slots=True)
class Line:
    """How good one model is on the samples of the split test.

    Attributes:
        few: training samples of each class, or all
        encoders: what the person chose, such as "text=fresh"; the program's own choice if it is empty
        single: accuracy of the best modality by itself
        seconds: of the training that was kept
        wall: seconds from beginning to end, also of encoders that lost
        tried: for each modality that had a choice, what was chosen and what each candidate gave in validation
    """

    dataset: str
    few: str
    seed: int
    encoders: tuple[str, ...]
    accuracy: float
    calibration_error: float
    single: float
    seconds: float
    wall: float
    tried: Mapping[str, Mapping[str, Any]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a model, then for each set and number the mean over the seeds; the exit code is 0 whatever they are."""
    parser = argparse.ArgumentParser(prog="bench_learning.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET", help="dataset with a split named test")
    parser.add_argument("--few", nargs="+", default=["5", "10", "50", ALL], help="training samples a class (default: 5 10 50 all)")
    parser.add_argument("--seeds", type=int, default=3, help="how many (default: %(default)s)")
    parser.add_argument("--effort", choices=EFFORTS, default="normal", help="of each training (default: %(default)s)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--rule", action="store_true", help="train with each encoder too")
    which.add_argument(
        "--encoder", nargs="+", default=[], metavar="NAME", help="such as image=lite0; own is the program's own choice"
    )
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    args = parser.parse_args(arguments)
    lines = []
    with tempfile.TemporaryDirectory(prefix="mmdesk-learning-") as scratch:
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(scratch, name.lower()))
        for path, few, seed in product(args.sets, args.few, range(args.seeds)):
            for line in judged(path, few, seed, Path(scratch), args):
                lines.append(line)
                print(json.dumps(asdict(line)) if args.json else told(line), flush=True)
    if not args.json:
        print(*summary(lines), sep="\n")
    return 0


def judged(path: Path, few: str, seed: int, scratch: Path, args: argparse.Namespace) -> Iterator[Line]:
    """The program's own choice, then by the rule each encoder of each modality beside the program's choice of the others; or the
    encoders that were asked for."""
    dataset = read_dataset(path)
    folder = drawn(dataset, few, seed, scratch / f"{path.name}-{few}-{seed}")
    chosen: list[tuple[str, ...]] = [() if name == OWN else (name,) for name in args.encoder] or [()]
    if args.rule:
        chosen += [(f"{m}={name}",) for m in dataset.modalities for name in ENCODERS[m]]
    for encoders in chosen:
        out = scratch / "model.safetensors"
        start = time.monotonic()
        result = mmdesk.train(folder, out, seed=seed, encoder=encoders, effort=args.effort)
        wall = time.monotonic() - start
        *_, found = TorchEngine().evaluate(out, folder, "test", CancelToken())
        assert isinstance(found, ClassEvaluation)
        single = max(found.unimodal.values())
        yield Line(path.name, few, seed, encoders, found.accuracy, found.ece, single, result.seconds, wall, result.encoders)
    shutil.rmtree(folder)


def drawn(dataset: Dataset, few: str, seed: int, folder: Path) -> Path:
    """A copy of the dataset with so many training samples of each class, and no validation."""
    shutil.copytree(dataset.root, folder, copy_function=os.link)
    by_label = defaultdict(list)
    for example in dataset.examples:
        if example.split != "test":
            by_label[example.label].append(example)
    count = None if few == ALL else int(few)
    chooser = random.Random(seed)
    kept = [e for _, examples in sorted(by_label.items()) for e in chooser.sample(examples, len(examples))[:count]]
    examples = [*(replace(e, split="train") for e in kept), *(e for e in dataset.examples if e.split == "test")]
    modalities = dataset.modalities
    rows = [[*(cell_of(e.parts[m], dataset.root) if m in e.parts else "" for m in modalities), e.label, e.split] for e in examples]
    manifest = folder / "manifest.csv"
    manifest.unlink(missing_ok=True)  # it is a link to the person's own
    with manifest.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([(*dataset.modalities, "label", "split"), *rows])
    return folder


def told(line: Line) -> str:
    chosen = ", ".join(line.encoders) or "own choice"
    figures = (
        f"{line.accuracy:6.1%} right, calibration error {line.calibration_error:5.1%}, best single modality {line.single:6.1%}"
    )
    return f"{line.dataset} {line.few:>3} a class, seed {line.seed}, {chosen}: {figures}, {line.seconds:.1f} s"


def summary(lines: Sequence[Line]) -> Iterator[str]:
    """The mean over the seeds with its 95 % interval."""
    groups = defaultdict(list)
    for line in lines:
        groups[line.dataset, line.few, line.encoders].append(line)
    for (dataset, few, encoders), members in groups.items():
        accuracy, error = ([getattr(line, name) for line in members] for name in ("accuracy", "calibration_error"))
        spread = statistics.stdev(accuracy) if len(accuracy) > 1 else math.nan
        reach = T_95.get(len(accuracy), 1.96 if len(accuracy) > 1 else math.nan) * spread / math.sqrt(len(accuracy))
        own = ", ".join(encoders) or "own choice"
        mean = f"{statistics.mean(accuracy):6.1%} +- {reach:5.1%} right, calibration error {statistics.mean(error):5.1%}"
        yield f"{dataset} {few:>3} a class, {own}: {mean}"


if __name__ == "__main__":
    sys.exit(main())
