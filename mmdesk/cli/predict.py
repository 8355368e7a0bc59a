"""``mmdesk predict``: answer one sample."""

import argparse
from pathlib import Path

from mmdesk.cli.options import EngineFactory, Parser, Subparsers, add_device, add_json
from mmdesk.cli.output import emit, emit_json, percent, table
from mmdesk.core.errors import QT_TRANSLATE_NOOP, OptionError
from mmdesk.core.media import checked_text, read_picture, read_sound
from mmdesk.core.paths import present_starter_model
from mmdesk.core.prediction import Prediction
from mmdesk.core.protocol import Token
from mmdesk.core.sample import Sample

SUMMARY = "answer one sample: a picture, words, a sound, or any two or three of them"
BEST = 5
"""Most classes that are shown without ``--json``."""


def add_parser(subparsers: Subparsers) -> Parser:
    parser = subparsers.add_parser("predict", help=SUMMARY, description=SUMMARY.capitalize())
    parser.add_argument("--model", type=Path, help="model file; without it, the starter model")
    parser.add_argument("--image", type=Path, metavar="FILE", help="picture")
    parser.add_argument("--text", metavar="WORDS", help="the words themselves")
    parser.add_argument("--audio", type=Path, metavar="FILE", help="sound, or film with sound")
    add_device(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Print the answer.

    Raises:
        InputError: if something cannot be read or opened, or nothing is given
    """
    sample = read(args.image, args.text, args.audio)
    engine = engine_factory(args.device)
    engine.open(args.model or present_starter_model())
    prediction = engine.predict(sample, Token())
    if args.json:
        emit_json(prediction.to_json())
    else:
        emit(described(prediction))
    return 0


def read(image: Path | None, text: str | None, audio: Path | None) -> Sample:
    """Decode the sample before PyTorch is loaded, so that wrong input is told at once.

    Raises:
        MediaError: if a part cannot be read
        OptionError: if no part is given
    """
    sample = Sample(
        read_picture(image) if image else None,
        checked_text(text, "--text") if text else None,
        read_sound(audio) if audio else None,
    )
    if not sample.present:
        raise OptionError(
            QT_TRANSLATE_NOOP("errors", "There is nothing to classify. Give at least one of --image, --text and --audio.")
        )
    return sample


def described(prediction: Prediction) -> str:
    """The answer for people."""
    best = sorted(prediction.scores.items(), key=lambda score: -score[1])[:BEST]
    counted = [
        (modality, f"{a.weight:.2f}", f"{a.contribution:+.2f}", a.label, percent(a.score))
        for modality, a in prediction.modalities.items()
    ]
    return "\n\n".join(
        [
            table([(label, percent(score)) for label, score in best]),
            table(counted, header=("modality", "weight", "contribution", "alone", "")),
            f"{prediction.milliseconds:.0f} ms on {prediction.device}",
        ]
    )
