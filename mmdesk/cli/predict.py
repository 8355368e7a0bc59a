"""``mmdesk predict``: answer one sample."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_coverage,
    add_device,
    add_json,
    add_optional_model,
)
from mmdesk.cli.output import emit, emit_json, percent, printable, progress, say, table
from mmdesk.core.answers.neighbours import Neighbours
from mmdesk.core.answers.points import points_of
from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.errors import QT_TRANSLATE_NOOP, OptionError
from mmdesk.core.language import localize, translate
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.coverage import USUAL_COVERAGE
from mmdesk.core.paths import present_starter_model
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import task_named

if TYPE_CHECKING:
    from mmdesk.core.datasets.example import Dataset
    from mmdesk.core.engine import Engine

SUMMARY = QT_TRANSLATE_NOOP("cli", "answer one sample: a picture, words, a sound, or any two or three of them")
DECIMALS = 1
"""Of points of per cent, as many as scores have."""
BEST = 5
"""Most classes that are shown without ``--json``."""
COUNTED = (
    QT_TRANSLATE_NOOP("cli", "modality"),
    QT_TRANSLATE_NOOP("cli", "contribution"),
    QT_TRANSLATE_NOOP("cli", "weight"),
    QT_TRANSLATE_NOOP("cli", "alone"),
    "",
)
ON_ANY_CONSOLE = str.maketrans("\N{MINUS SIGN}\N{NO-BREAK SPACE}", "- ")
ALIKE = (
    QT_TRANSLATE_NOOP("cli", "most like"),
    QT_TRANSLATE_NOOP("cli", "label"),
    QT_TRANSLATE_NOOP("cli", "similarity"),
    QT_TRANSLATE_NOOP("cli", "row"),
)


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "predict", SUMMARY)
    add_optional_model(parser)
    parser.add_argument("--image", type=Path, metavar="FILE", help=translate("cli", "picture"))
    parser.add_argument("--text", metavar="WORDS", help=translate("cli", "the words themselves"))
    parser.add_argument("--audio", type=Path, metavar="FILE", help=translate("cli", "sound, or film with sound"))
    neighbours = translate("cli", "also tell which examples of this dataset the sample is most like")
    parser.add_argument("--neighbours", type=Path, metavar="DATASET", help=neighbours)
    add_coverage(parser)
    add_device(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Print the answer.

    Raises:
        InputError: if something cannot be read or opened, or nothing is given
    """
    sample = read(args.image, args.text, args.audio)
    dataset = examples_of(args.neighbours) if args.neighbours else None
    engine = engine_factory(args.device)
    engine.open(args.model or present_starter_model())
    prediction = engine.predict(sample, CancelToken())
    if prediction.set_at(args.coverage) is None and args.coverage != USUAL_COVERAGE:
        text = translate(
            "cli", "What cannot be excluded at {share} is not known: too few samples judged this model, or it is older."
        )
        say(text.format(share=percent(args.coverage)))
    near = nearest(dataset, sample, engine) if dataset else None
    if args.json:
        document = prediction.to_json(args.coverage)
        emit_json(near.added_to(document, dataset.root) if near and dataset else document)
    else:
        emit("\n\n".join([described(prediction, args.coverage), *([alike(near)] if near else [])]))
    return 0


def examples_of(path: Path) -> "Dataset":
    """The examples among which the nearest are looked for.

    Raises:
        InputError: if the dataset cannot be read
    """
    from mmdesk.core.datasets.read import check_answerable, check_decided, read_dataset  # the help should not wait for numpy

    dataset = read_dataset(path)
    check_answerable(dataset)
    check_decided(dataset)
    return dataset


def nearest(dataset: "Dataset", sample: Sample, engine: "Engine") -> Neighbours:
    """The examples that a sample is most like."""
    with progress() as shown:
        for report in engine.index(dataset, CancelToken()):
            if isinstance(report, Note):
                shown.show(report)
    return engine.neighbours(sample, CancelToken())


def alike(near: Neighbours) -> str:
    """The nearest examples for people: by all modalities together, then by each alone."""
    head = [translate("cli", name) for name in ALIKE]
    by = [(translate("cli", "all"), near.together), *near.modalities.items()]
    spaces = by if len(near.modalities) > 1 else by[:1]
    rows = [(name, one.label, f"{one.similarity:.2f}", str(one.row)) for name, found in spaces for one in found.found]
    return table(rows, header=head) if rows else translate("cli", "No example is like it: none has a label and a part that it has.")


def read(image: Path | None, text: str | None, audio: Path | None) -> Sample:
    """Decode the sample before PyTorch is loaded, so that wrong input is told at once.

    Raises:
        MediaError: if a part cannot be read
        OptionError: if no part is given
    """
    # Here, because the help of all commands should not wait for numpy.
    from mmdesk.core.modalities.audio.files import read_sound
    from mmdesk.core.modalities.image.files import read_picture
    from mmdesk.core.modalities.text.files import checked_text

    sample = Sample(
        image=read_picture(image) if image else None,
        text=checked_text(text, "--text") if text else None,
        audio=read_sound(audio) if audio else None,
    )
    if not sample.present:
        raise OptionError(
            QT_TRANSLATE_NOOP("errors", "There is nothing to classify. Give at least one of --image, --text and --audio.")
        )
    return sample


def described(prediction: Prediction, coverage: float = USUAL_COVERAGE) -> str:
    """The answer for people, with the set of this coverage."""
    best = [(label, percent(score)) for label, score in sorted(prediction.scores.items(), key=lambda score: -score[1])[:BEST]]
    task = task_named(prediction.task)
    points = points_of(prediction, DECIMALS)
    counted = [
        (
            modality,
            points.added(modality).translate(ON_ANY_CONSOLE),
            f"{own.weight:.2f}",
            own.label,
            *((percent(own.score),) if task.has_classes else ()),
        )
        for modality, own in prediction.modalities.items()
    ]
    contradicted = translate("cli", "The parts contradict each other, so the answer is unsure: {sides}")
    contradiction = [printable(contradicted.format(sides=localize(prediction.sides)))] if prediction.conflict else []
    found = prediction.set_at(coverage)
    possible = [printable(localize(found.words))] if found and found.words else []
    heads = [translate("cli", head) for head in (COUNTED if task.has_classes else COUNTED[:-1])]
    return "\n\n".join(
        [
            table(best or [(prediction.label,)]),
            *possible,
            table(counted, header=heads),
            localize(points.told).translate(ON_ANY_CONSOLE),
            *contradiction,
            translate("cli", "{time:.0f} ms on {device}").format(time=prediction.milliseconds, device=prediction.device),
        ]
    )
