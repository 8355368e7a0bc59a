"""``mmdesk predict``: answer one sample."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.cli.answer_words import alike, described, why
from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_coverage,
    add_device,
    add_json,
    add_optional_model,
    exported_or_model_file,
)
from mmdesk.cli.output import emit, emit_json, percent, progress, say
from mmdesk.core.answers.neighbours import Neighbours
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Option, OptionError
from mmdesk.core.language import translate
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.coverage import USUAL_COVERAGE
from mmdesk.core.models.exported import is_exported
from mmdesk.core.paths import present_starter_model
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import Prediction
    from mmdesk.core.datasets.example import Dataset
    from mmdesk.core.engine import Engine

SUMMARY = QT_TRANSLATE_NOOP("cli", "answer one sample: a picture, words, a sound, or any two or three of them")


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "predict", SUMMARY)
    add_optional_model(parser, exported_or_model_file)
    parser.add_argument("--image", type=Path, metavar="FILE", help=translate("cli", "picture"))
    parser.add_argument("--text", metavar="WORDS", help=translate("cli", "the words themselves"))
    parser.add_argument("--audio", type=Path, metavar="FILE", help=translate("cli", "sound, or film with sound"))
    neighbours = translate("cli", "also tell which examples of this dataset the sample is most like")
    parser.add_argument("--neighbours", type=Path, metavar="DATASET", help=neighbours)
    add_coverage(parser)
    parser.add_argument("--explain", action="store_true", help=translate("cli", "tell what in each part made the answer"))
    parser.add_argument(
        "--for", dest="label", metavar="CLASS", help=translate("cli", "with --explain: tell what speaks for and against this class")
    )
    add_device(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Print the answer.

    Raises:
        InputError: if something cannot be read or opened, or nothing is given
    """
    sample = read(args.image, args.text, args.audio)
    if args.label and not args.explain:
        raise OptionError(QT_TRANSLATE_NOOP("errors", "A class is told why only with --explain."))
    model, dataset = args.model or present_starter_model(), examples_of(args.neighbours) if args.neighbours else None
    explanation, near = None, None
    if is_exported(model):
        prediction = answer_of_exported(args, sample)
    else:
        engine = engine_factory(args.device)
        engine.open(model)
        prediction = engine.predict(sample, CancelToken())
        *_, explanation = engine.explain(sample, CancelToken(), args.label) if args.explain else [None]
        near = nearest(dataset, sample, engine) if dataset else None
    if prediction.set_at(args.coverage) is None and args.coverage != USUAL_COVERAGE:
        text = translate(
            "cli", "What cannot be excluded at {share} is not known: too few samples judged this model, or it is older."
        )
        say(text.format(share=percent(args.coverage)))
    if args.json:
        document = prediction.to_json(args.coverage) | ({"explanation": explanation.to_json()} if explanation else {})
        emit_json(near.added_to(document, dataset.root) if near and dataset else document)
    else:
        told = [described(prediction, args.coverage)]
        told += [why(explanation, prediction)] if explanation else []
        emit("\n\n".join([*told, *([alike(near)] if near else [])]))
    return 0


def answer_of_exported(args: argparse.Namespace, sample: Sample) -> "Prediction":
    """What an exported model answers, without PyTorch.

    Raises:
        InputError: if it cannot be opened, or something is asked that it cannot do
    """
    if args.device not in {"auto", "cpu"}:
        sentence = QT_TRANSLATE_NOOP("errors", "An exported model computes on the processor alone. Leave {option} out.")
        raise OptionError(sentence, option=Option("device"))
    for option in ("explain", "neighbours"):
        if getattr(args, option):
            sentence = QT_TRANSLATE_NOOP(
                "errors", "An exported model only answers. Leave {option} out, or give the model that it was made of."
            )
            raise OptionError(sentence, option=Option(option))
    from mmdesk.runtime.onnx_engine import OnnxEngine  # here, because the help of all commands should not wait for numpy

    engine = OnnxEngine()
    engine.open(args.model)
    return engine.predict(sample, CancelToken())


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
