"""Train the starter model, judge it, and write it with its card.

    python build/starter/make_model.py DATASET [--out resources/models/digits.safetensors] [--epochs N] [--held-out SPEAKER ...]

DATASET is what make_data.py wrote. How well speakers are understood whom the model has never heard is measured on a twin that
learns the same sounds without them, and hears nothing but sounds.
"""

import argparse
import dataclasses
import sys
import tempfile
from pathlib import Path

from judge import Figures, as_table, evaluated, figures, rows_of, sureness_of_nothing

from mmdesk.core.errors import InputError
from mmdesk.core.plan import TrainPlan
from mmdesk.core.protocol import Token
from mmdesk.engine import trainer
from mmdesk.engine.checkpoint import load_model, save_model

SECONDS, SIDE = 1.2, 64
"""What the model hears and sees at once."""
LARGEST_FILE = 12_000_000

DATA = [
    {
        "name": "MNIST",
        "by": "Yann LeCun, Corinna Cortes, Christopher J.C. Burges",
        "licence": "CC BY-SA 3.0",
        "use": "handwritten digits; enlarged, coloured, laid on drawn papers",
    },
    {
        "name": "Sign Language Digits",
        "by": "Arda Mavi, Zeynep Dikle, Turkey Ankara Ayranci Anadolu High School (arXiv:2011.08927)",
        "licence": "Apache-2.0",
        "use": "photographs of hands; mirrored, recoloured, laid on other grounds",
    },
    {
        "name": "Free Spoken Digit Dataset",
        "by": "Zohar Jackson and others",
        "licence": "CC BY-SA 4.0",
        "use": "spoken digits; at other pitches, in simulated rooms, with noise",
    },
    {
        "name": "COCO captions (val2017), NLVR, NLVR2, GoEmotions",
        "by": "COCO Consortium; Alane Suhr and others; Google",
        "licence": "CC BY 4.0",
        "use": "sentences that name one number",
    },
    {
        "name": "made by scripts of mmdesk",
        "by": "the authors of mmdesk; words spoken by espeak-ng and flite",
        "licence": "MIT",
        "use": "drawn and printed digits, sentences in English and Chinese, spoken words",
    },
]
LIMITS = [
    "It knows the numbers 0 to 9 and nothing else; whatever it is shown, it answers one of them, at best unsurely.",
    "It understands English speech, one number at a time; six people and many synthetic voices taught it.",
    "Its hands show the digits of Turkish sign language as students of one school do: palm or back of one hand, upright.",
    "Its sentences name one number, in English or Chinese.",
]


def main() -> None:
    """Train, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path, help="folder that make_data.py wrote")
    parser.add_argument("--out", type=Path, default=Path("resources/models/digits.safetensors"), help="model file to write")
    parser.add_argument("--epochs", type=int, default=None, help="rounds over the data")
    parser.add_argument("--held-out", nargs="+", default=["theo", "lucas"], help="speakers whom the twin does not hear")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    try:
        make(options)
    except InputError as error:
        sys.exit(str(error))


def make(options: argparse.Namespace) -> None:
    plan = TrainPlan(epochs=options.epochs, seed=options.seed, audio_seconds=SECONDS, image_size=SIDE)
    with tempfile.TemporaryDirectory() as folder:
        trained, twin = Path(folder) / "digits.safetensors", Path(folder) / "twin.safetensors"
        train(options.dataset, dataclasses.replace(plan, out=trained))
        known = [
            row for split in ("train", "val") for row in rows_of(options.dataset, split) if row["speaker"] not in options.held_out
        ]
        with as_table(options.dataset, (row for row in known if row["audio"]), ["audio"]) as path:
            train(path, dataclasses.replace(plan, out=twin, modalities=("audio",)))
        judged = figures(trained, options.dataset)
        strangers = unheard(twin, options.dataset, options.held_out)
        nothing = sureness_of_nothing(trained, options.dataset)
        model, spec = load_model(trained)
    card = made_card(judged, strangers, nothing)
    save_model(options.out, model, dataclasses.replace(spec, card=card))
    for name, figure in (judged | strangers).items():
        print(f"{100 * figure:6.1f} %  {name}")
    print(f"sureness of nothing: {nothing}; {options.out.stat().st_size} bytes")
    if options.out.stat().st_size > LARGEST_FILE:
        sys.exit(f"{options.out} is larger than {LARGEST_FILE} bytes: choose a smaller vocabulary or network.")


def train(dataset: Path, plan: TrainPlan) -> None:
    """Train by the program's own way, telling how it goes."""
    for report in trainer.train(dataset, plan, Token()):
        print(report, file=sys.stderr)


def unheard(twin: Path, dataset: Path, speakers: list[str]) -> Figures:
    """How well the twin understands each speaker whom it has never heard, in all that they said."""
    rows = [row for split in ("train", "val", "test") for row in rows_of(dataset, split) if row["speaker"] in speakers]
    result: Figures = {}
    for speaker in speakers:
        said = [{**row, "split": "test"} for row in rows if row["speaker"] == speaker]
        result[f"audio: {speaker}, never heard before"] = evaluated(twin, dataset, said, ["audio"]).accuracy
    return result


def made_card(judged: Figures, strangers: Figures, nothing: Figures) -> dict[str, object]:
    """What the model file says about itself."""
    return {
        "title": "Digits",
        "about": "A handwritten digit or a hand that shows one, a sentence that names a number, a spoken English digit: 0 to 9.",
        "data": DATA,
        "limits": LIMITS,
        "figures": {
            "right answers to what it has not learned from": rounded(judged),
            "right answers of a twin that has never heard these speakers": rounded(strangers),
            "mean score of the answer where a part says nothing": rounded(nothing),
        },
    }


def rounded(values: Figures) -> Figures:
    return {name: round(value, 4) for name, value in values.items()}


if __name__ == "__main__":
    main()
