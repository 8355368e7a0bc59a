"""What the program and the open model say about themselves."""

import platform
from html import escape

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

import mmdesk
from mmdesk.app.session import OpenModel
from mmdesk.app.translation import sentence, translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP


def about_program(parent: QWidget) -> QDialog:
    """A dialog with version, licence and what the program stands on."""
    text = said(QT_TRANSLATE_NOOP("about", "Classifies things by picture, words and sound at once. Nothing leaves this computer."))
    licence = said(QT_TRANSLATE_NOOP("about", "MIT licence. The parts it stands on have licences of their own."))
    lines = [
        f"<h3>mmdesk {escape(mmdesk.__version__)}</h3>",
        f"<p>{escape(text)}</p>",
        f"<p>Python {platform.python_version()} · PySide6 {PySide6.__version__} · {escape(platform.platform(terse=True))}</p>",
        f"<p>{escape(licence)}</p>",
    ]
    return dialog(parent, said(QT_TRANSLATE_NOOP("about", "About mmdesk")), "".join(lines))


def about_model(parent: QWidget, model: OpenModel) -> QDialog:
    """A dialog with the model's card, its sizes and how it was trained."""
    spec = model.spec
    facts = {
        said(QT_TRANSLATE_NOOP("about", "File")): str(model.path),
        said(QT_TRANSLATE_NOOP("about", "Classes")): ", ".join(spec.labels),
        said(QT_TRANSLATE_NOOP("about", "Takes")): ", ".join(spec.modalities),
        said(QT_TRANSLATE_NOOP("about", "Fusion")): f"{spec.fusion} ({spec.preset})",
        **{f"{key}".replace("_", " ").capitalize(): shown(value) for key, value in spec.card.items() if key != "title"},
        said(QT_TRANSLATE_NOOP("about", "Training")): shown(spec.training),
        said(QT_TRANSLATE_NOOP("about", "Computes on")): f"{model.device}. {sentence(model.reason)}",
        said(QT_TRANSLATE_NOOP("about", "Made by")): f"mmdesk {spec.version}",
    }
    rows = "".join(
        f"<tr><td style='padding-right: 12px'><b>{escape(key)}</b></td><td>{escape(value)}</td></tr>"
        for key, value in facts.items()
        if value
    )
    return dialog(
        parent, said(QT_TRANSLATE_NOOP("about", "About this model")), f"<h3>{escape(model.title)}</h3><table>{rows}</table>"
    )


def said(text: str) -> str:
    return translated("about", text)


def shown(value: object) -> str:
    """A value of a card in one line."""
    if isinstance(value, dict):
        return "; ".join(f"{str(key).replace('_', ' ')}: {shown(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(shown, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def dialog(parent: QWidget, title: str, html: str) -> QDialog:
    """A dialog with words that can be selected and scrolled."""
    made = QDialog(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setWindowTitle(title)
    label = QLabel(html)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setMargin(12)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    area = QScrollArea()
    area.setWidget(label)
    area.setWidgetResizable(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(made.reject)
    layout = QVBoxLayout(made)
    layout.addWidget(area)
    layout.addWidget(buttons)
    made.resize(560, 360)
    return made
