"""``mmdesk predict``: answer one sample."""

import argparse
from pathlib import Path

from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_device,
    add_json,
    add_optional_model,
    exported_or_model_file,
)
from mmdesk.cli.output import emit, emit_json, percent, printable, table
from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.engine import Answering
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Option, OptionError
from mmdesk.core.language import localize, translate
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.exported import is_exported
from mmdesk.core.paths import present_starter_model
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.registry import task_named

SUMMARY = QT_TRANSLATE_NOOP("cli", "answer one sample: a picture, words, a sound, or any two or three of them")
BEST = 5
"""Most classes that are shown without ``--json``."""
COUNTED = (
    QT_TRANSLATE_NOOP("cli", "modality"),
    QT_TRANSLATE_NOOP("cli", "weight"),
    QT_TRANSLATE_NOOP("cli", "contribution"),
    QT_TRANSLATE_NOOP("cli", "alone"),
    "",
)


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "predict", SUMMARY)
    add_optional_model(parser, exported_or_model_file)
    parser.add_argument("--image", type=Path, metavar="FILE", help=translate("cli", "picture"))
    parser.add_argument("--text", metavar="WORDS", help=translate("cli", "the words themselves"))
    parser.add_argument("--audio", type=Path, metavar="FILE", help=translate("cli", "sound, or film with sound"))
    add_device(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Print the answer.

    Raises:
        InputError: if something cannot be read or opened, or nothing is given
    """
    sample = read(args.image, args.text, args.audio)
    model = args.model or present_starter_model()
    engine = engine_for(model, args.device, engine_factory)
    engine.open(model)
    prediction = engine.predict(sample, CancelToken())
    if args.json:
        emit_json(prediction.to_json())
    else:
        emit(described(prediction))
    return 0


def engine_for(model: Path, device: str, engine_factory: EngineFactory) -> Answering:
    """What answers with this model; PyTorch is imported if it needs that.

    Raises:
        OptionError: if it cannot compute on the device
    """
    if not is_exported(model):
        return engine_factory(device)
    if device not in {"auto", "cpu"}:
        sentence = QT_TRANSLATE_NOOP("errors", "An exported model computes on the processor alone. Leave {option} out.")
        raise OptionError(sentence, option=Option("device"))
    from mmdesk.runtime.onnx_engine import OnnxEngine  # here, because the help of all commands should not wait for numpy

    return OnnxEngine()


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


def described(prediction: Prediction) -> str:
    """The answer for people."""
    best = [(label, percent(score)) for label, score in sorted(prediction.scores.items(), key=lambda score: -score[1])[:BEST]]
    task = task_named(prediction.task)
    counted = [
        (
            modality,
            f"{own.weight:.2f}",
            f"{own.contribution:{task.contributions}}",
            own.label,
            *((percent(own.score),) if task.has_classes else ()),
        )
        for modality, own in prediction.modalities.items()
    ]
    contradicted = translate("cli", "The parts contradict each other, so the answer is unsure: {sides}")
    contradiction = [printable(contradicted.format(sides=localize(prediction.sides)))] if prediction.conflict else []
    heads = [translate("cli", head) for head in (COUNTED if task.has_classes else COUNTED[:-1])]
    return "\n\n".join(
        [
            table(best or [(prediction.label,)]),
            table(counted, header=heads),
            *contradiction,
            translate("cli", "{time:.0f} ms on {device}").format(time=prediction.milliseconds, device=prediction.device),
        ]
    )
