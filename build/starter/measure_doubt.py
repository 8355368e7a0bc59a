"""Measure anew when the starter model should be believed, by the samples that chose its weights, which stay as they are.

    python build/starter/measure_doubt.py DATASET [--model resources/models/digits.safetensors]

DATASET is what make_data.py wrote, and what the model learned from. That is what the end of a training does: it calibrates each
combination of parts, and measures conflicts, sets of classes that cannot be excluded, and what is unlike all that was learned from.
A model that was made before mmdesk knew one of these has it afterwards. Its card and the page beside it are written anew.
"""

import argparse
import dataclasses
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from card import JUDGED, LIMITS, NOTHING, as_markdown, rounded
from judge import figures, sureness_of_nothing

from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.prepare import prepare, read_labelled
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.checkpoint import load_model, save_model
from mmdesk.engine.scoring.encoding import encode
from mmdesk.engine.scoring.out_of_distribution import learned
from mmdesk.engine.scoring.subsets import Judge
from mmdesk.engine.training.trainer import doubt, heard_by

BATCH = 256
Result = TypeVar("Result")


def main() -> None:
    """Measure, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path, help="folder that make_data.py wrote")
    parser.add_argument("--model", type=Path, default=Path("resources/models/digits.safetensors"), help="model file to change")
    options = parser.parse_args()
    measure(options.model, options.dataset)
    model, spec = load_model(options.model)
    told = spec.card["figures"] | {
        JUDGED: rounded(figures(options.model, options.dataset)),
        NOTHING: rounded(sureness_of_nothing(options.model, options.dataset)),
    }
    save_model(options.model, model, dataclasses.replace(spec, card=spec.card | {"figures": told, "limits": list(LIMITS)}))
    page = as_markdown(told, options.model.name)
    options.model.with_name("README.md").write_text(page, encoding="utf-8")
    print(page)


def measure(path: Path, dataset: Path) -> None:
    """Write the model with what validation tells of its doubt."""
    model, spec = load_model(path)
    device, token, task = choose_device("auto"), CancelToken(), model.task
    prepared = finished(prepare(read_labelled(dataset, spec.task), spec, ("train", "val"), token))
    taught, judging = prepared.table("train"), prepared.table("val")
    judges = [Judge(model, [*encode(model.to(device.torch), judging.in_order(BATCH), device, token)], 0.0, taught, judging)]
    spec, answers = heard_by(spec, task, judges, device)
    spec = dataclasses.replace(spec, training=spec.training | doubt(spec, task, answers))
    model.familiarity = learned(model, taught, judges, answers, device)
    save_model(path, model.cpu(), spec)


def finished(steps: Generator[object, None, Result]) -> Result:
    """What long work gives at last; how it goes is told."""
    while True:
        try:
            print(next(steps), file=sys.stderr)
        except StopIteration as end:
            result: Result = end.value
            return result


if __name__ == "__main__":
    main()
