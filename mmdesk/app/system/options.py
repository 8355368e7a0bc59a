"""How the window spells an option in a sentence: by the name of its control."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from mmdesk.core.errors import QT_TRANSLATE_NOOP

ROWS: Mapping[str, str] = {
    "encoder": QT_TRANSLATE_NOOP("plan", "Encoders"),
    "start_from": QT_TRANSLATE_NOOP("plan", "Begin with"),
    "preset": QT_TRANSLATE_NOOP("plan", "Network"),
    "dimension": QT_TRANSLATE_NOOP("plan", "Size of the shared space"),
    "image_size": QT_TRANSLATE_NOOP("plan", "Size of pictures"),
    "audio_seconds": QT_TRANSLATE_NOOP("plan", "Length of sounds"),
    "epochs": QT_TRANSLATE_NOOP("plan", "Rounds"),
    "batch_size": QT_TRANSLATE_NOOP("plan", "Batch size"),
    "learning_rate": QT_TRANSLATE_NOOP("plan", "Learning rate"),
    "patience": QT_TRANSLATE_NOOP("plan", "Patience"),
    "imbalance": QT_TRANSLATE_NOOP("plan", "Rare classes"),
    "label_smoothing": QT_TRANSLATE_NOOP("plan", "Label smoothing"),
    "augment": QT_TRANSLATE_NOOP("plan", "Vary"),
    "mirror": QT_TRANSLATE_NOOP("plan", "Mirror pictures"),
    "modality_dropout": QT_TRANSLATE_NOOP("plan", "Modality dropout"),
    "seed": QT_TRANSLATE_NOOP("plan", "Seed"),
    "device": QT_TRANSLATE_NOOP("plan", "Device"),
    "self_contained": QT_TRANSLATE_NOOP("plan", "Self-contained file"),
    "accept_unreadable": QT_TRANSLATE_NOOP("plan", "Accept unreadable rows"),
}
"""The fields of a training that have a row of their own, in the order of the rows."""
QUESTIONS: Mapping[str, str] = {
    "task": QT_TRANSLATE_NOOP("plan", "What do the labels tell?"),
    "labels_from": QT_TRANSLATE_NOOP("plan", "Where are the labels?"),
    "encoding": QT_TRANSLATE_NOOP("plan", "Encoding"),
    "modalities": QT_TRANSLATE_NOOP("plan", "Which parts of the samples?"),
    "fusion": QT_TRANSLATE_NOOP("plan", "Which fusion?"),
    "effort": QT_TRANSLATE_NOOP("plan", "How much effort?"),
    "tensorboard": QT_TRANSLATE_NOOP("plan", "Also write the curves for TensorBoard"),
    "resume": QT_TRANSLATE_NOOP("plan", "Go on"),
    "unpack": QT_TRANSLATE_NOOP("plan", "Unpack into"),
    "threshold": QT_TRANSLATE_NOOP("plan", "Known from a score of"),
}
"""Those that are asked for elsewhere."""


def spelled(option: str) -> str:
    """The name of an option's control in quotes; its field's name where the window has none."""
    name = ROWS.get(option) or QUESTIONS.get(option)
    if not name:
        return option
    quoted = QCoreApplication.translate("plan", QT_TRANSLATE_NOOP("plan", "“{name}”"))
    return quoted.format(name=QCoreApplication.translate("plan", name))
