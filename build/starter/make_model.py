"""Train the starter model, judge it, and write it with its card, and a page about it beside it.

    python build/starter/make_model.py DATASET [--out resources/models/digits.safetensors] [--epochs N] [--held-out SPEAKER ...]

DATASET is what make_data.py wrote. How well speakers are understood whom the model has never heard is measured on a twin that
learns the same sounds without them, and hears nothing but sounds.
"""

import argparse
import dataclasses
import sys
import tempfile
from pathlib import Path

from card import as_markdown, made_card
from judge import Figures, as_table, evaluated, figures, rows_of, sureness_of_nothing

from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.model.checkpoint import load_model, save_model
from mmdesk.engine.training import trainer

SECONDS, SIDE = 1.0, 64
"""What the model hears and sees at once."""
BATCH = 32
MAX_FILE_BYTES = 12_000_000


def main() -> None:
    """Train, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path, help="folder that make_data.py wrote")
    parser.add_argument("--out", type=Path, default=Path("resources/models/digits.safetensors"), help="model file to write")
    parser.add_argument("--epochs", type=int, default=10, help="rounds over the data")
    parser.add_argument("--held-out", nargs="+", default=["theo", "lucas"], help="speakers whom the twin does not hear")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    try:
        make(options)
    except InputError as error:
        sys.exit(str(error))


def make(options: argparse.Namespace) -> None:
    # The dataset itself has variety enough.
    plan = TrainPlan(epochs=options.epochs, batch_size=BATCH, seed=options.seed, audio_seconds=SECONDS, image_size=SIDE, augment=())
    # The model is there, if without figures, should the rest fail.
    train(options.dataset, dataclasses.replace(plan, out=options.out))
    with tempfile.TemporaryDirectory() as folder:
        twin = dataclasses.replace(plan, out=Path(folder) / "twin.safetensors")
        strangers = strangers_understood(options.dataset, twin, options.held_out)
    judged = figures(options.out, options.dataset)
    nothing = sureness_of_nothing(options.out, options.dataset)
    model, spec = load_model(options.out)
    card = made_card(judged, strangers, nothing)
    save_model(options.out, model, dataclasses.replace(spec, card=card))
    page = as_markdown(card["figures"], options.out.name)
    options.out.with_name("README.md").write_text(page, encoding="utf-8")
    print(page)
    if options.out.stat().st_size > MAX_FILE_BYTES:
        sys.exit(f"{options.out} is larger than {MAX_FILE_BYTES} bytes: choose a smaller vocabulary or network.")


def train(dataset: Path, plan: TrainPlan) -> None:
    """Train by the program's own way, telling how it goes."""
    for report in trainer.train(dataset, plan, CancelToken()):
        print(report, file=sys.stderr)


def strangers_understood(dataset: Path, plan: TrainPlan, speakers: list[str]) -> Figures:
    """How well a twin that never heard these speakers understands all that each of them said."""
    rows = [row for split in ("train", "val", "test") for row in rows_of(dataset, split) if row["audio"]]
    known = [row for row in rows if row["speaker"] not in speakers]
    with as_table(dataset, known, ["audio"]) as path:
        train(path, dataclasses.replace(plan, modalities=("audio",)))
    result: Figures = {}
    for speaker in speakers:
        said = [{**row, "split": "test"} for row in rows if row["speaker"] == speaker]
        result[speaker] = evaluated(plan.out, dataset, said, ["audio"]).accuracy
    return result


if __name__ == "__main__":
    main()
