"""What the program and the open model say about themselves."""

import platform
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

import mmdesk
from mmdesk.app.model_card import key_title, lines_of, shown, told
from mmdesk.app.services.evaluation import translate
from mmdesk.app.services.open_model import OpenModel
from mmdesk.app.system.dialogs import size_at_first
from mmdesk.app.system.labels import fusion_title, name_of
from mmdesk.app.system.theme import program_icon
from mmdesk.app.system.translation import listed, sentence, translated
from mmdesk.app.system.workers import Worker
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.models.backbones import BACKBONES, Backbone
from mmdesk.core.models.encoders import backbone_of, described
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.numerals import filled
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.reports import trained_words
from mmdesk.core.training.start import descent_words

if TYPE_CHECKING:
    from mmdesk.core.licences import Part

ICON_SIDE = 64
CLOSE_SECONDS = 2.0
LINE = "\n"
MANY_CLASSES, SHOWN_CLASSES = 60, 24
"""More names would push what else the card says out of sight; of so many only the first are told."""


class AboutProgram(QDialog):
    """Version of the program, and the licences of all parts that it stands on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About mmdesk"))
        self._parts: tuple[Part, ...] = ()
        self.words = QLabel(self._words())
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("Licence")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Parts and their licences"))
        self.list.currentItemChanged.connect(self._chosen)
        self.wording = QPlainTextEdit()
        self.wording.setReadOnly(True)
        self.wording.setTabChangesFocus(True)
        self.wording.setAccessibleName(self.tr("Text of the licence"))
        self.wording.setPlaceholderText(self.tr("Choose a part to read its licence."))
        self._build()
        # What is installed is asked in another thread: it takes a part of a second.
        self._worker = Worker("licences", self)
        self._reading = self._worker.lane()
        self._reading.succeeded.connect(self._read)
        self._reading.start(collected)
        self.finished.connect(self._end)

    def _words(self) -> str:
        what = self.tr("Classifies things by picture, words and sound at once. Nothing leaves this computer.")
        licence = self.tr("mmdesk is under the MIT licence. It stands on these parts, which have licences of their own:")
        system = f"Python {platform.python_version()} · PySide6 {PySide6.__version__} · {platform.platform(terse=True)}"
        return f"<h3>mmdesk {escape(mmdesk.__version__)}</h3>" + "".join(
            f"<p>{escape(line)}</p>" for line in (what, system, licence)
        )

    def _build(self) -> None:
        icon = QLabel()
        icon.setPixmap(program_icon().pixmap(ICON_SIDE, ICON_SIDE))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)  # whose style sheet has no icons on them
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.list, 3)
        layout.addWidget(self.wording, 2)
        layout.addWidget(buttons)
        size_at_first(self, 680, 600)

    @Slot(object)
    def _read(self, parts: "tuple[Part, ...]") -> None:
        self._parts = parts
        self.list.addTopLevelItems([QTreeWidgetItem([part.name, part.version, part.licence]) for part in parts])
        self.list.resizeColumnToContents(0)

    @Slot()
    def _chosen(self) -> None:
        part = self._parts[self.list.indexOfTopLevelItem(self.list.currentItem())]
        self.wording.setPlainText(part.wording or self.tr("{name} brings no text of its licence along.").format(name=part.name))

    @Slot()
    def _end(self) -> None:
        self._worker.close(CLOSE_SECONDS)


DEVICE = QT_TRANSLATE_NOOP("about", "{device}. {reason}")
NO_CLASSES = QT_TRANSLATE_NOOP("about", "none: it tells a number")


def collected(token: CancelToken) -> "tuple[Part, ...]":
    """The parts; what reads them is imported here, because the window should not wait for it."""
    from mmdesk.core.licences import Part, parts

    found = []
    for part in parts():
        token.check()
        found.append(part)
    encoders = (Part(backbone.title, "", backbone.licence, origin(backbone)) for backbone in BACKBONES.values())
    return (*found, *encoders)


def origin(backbone: Backbone) -> str:
    """What a pretrained encoder learned from, and where it comes from."""
    text = localized(QT_TRANSLATE_NOOP("about", "learned before from {data}. {source}"))
    return text.format(data=translated("backbones", backbone.learned_from), source=backbone.source)


def encoder_words(encoder: EncoderSpec) -> str:
    """An encoder with its source and the licence of its weights."""
    name, backbone = encoder.name, backbone_of(encoder.name)
    if encoder.other:
        unknown = localized(QT_TRANSLATE_NOOP("about", "unknown licence; as its folder says"))
        text = localized(QT_TRANSLATE_NOOP("about", "{encoder}, {licence}"))
        return text.format(encoder=sentence(described(name)), licence=encoder.other.licence or unknown)
    if backbone is None:
        return sentence(described(name))
    text = localized(QT_TRANSLATE_NOOP("about", "{encoder} ({name}), {origin}, {licence}"))
    return text.format(encoder=backbone.title, name=name, origin=origin(backbone), licence=backbone.licence)


def about_model(parent: QWidget, model: OpenModel) -> QDialog:
    """A dialog with the model's card, its sizes and how it was trained."""
    spec = model.spec
    trained = trained_words(spec.training, translate) or shown(spec.training)
    computes = localized(DEVICE).format(device=model.device, reason=sentence(model.reason))
    facts = {
        localized(QT_TRANSLATE_NOOP("about", "File")): str(model.path or ""),
        localized(QT_TRANSLATE_NOOP("about", "Classes")): classes_words(spec.labels),
        localized(QT_TRANSLATE_NOOP("about", "Takes")): listed(map(name_of, spec.modalities)),
        localized(QT_TRANSLATE_NOOP("about", "Encoders")): lines_of(
            {name_of(modality): encoder_words(encoder) for modality, encoder in spec.encoders.items()}
        ),
        localized(QT_TRANSLATE_NOOP("about", "Fusion")): localized(QT_TRANSLATE_NOOP("about", "{fusion} ({preset})")).format(
            fusion=fusion_title(spec.fusion), preset=told(spec.preset)
        ),
        **{key_title(key): lines_of(value) for key, value in spec.card.items() if key != "title"},
        localized(QT_TRANSLATE_NOOP("about", "Training")): trained,
        localized(QT_TRANSLATE_NOOP("about", "Began with")): descent_words(spec.training, translate),
        localized(QT_TRANSLATE_NOOP("about", "Computes on")): computes,
        localized(QT_TRANSLATE_NOOP("about", "Made by")): f"mmdesk {spec.version}",
    }
    rows = "".join(
        f"<tr><td style='padding-right: 12px'><b>{escape(key)}</b></td><td>{escape(value).replace(LINE, '<br>')}</td></tr>"
        for key, value in facts.items()
        if value
    )
    return dialog(
        parent, localized(QT_TRANSLATE_NOOP("about", "About this model")), f"<h3>{escape(model.title)}</h3><table>{rows}</table>"
    )


def classes_words(labels: Sequence[str]) -> str:
    """The classes; of very many, how many and the first of them."""
    if len(labels) <= MANY_CLASSES:
        return listed(labels) or localized(NO_CLASSES)
    text = localized(QT_TRANSLATE_NOOP("about", "{count:# class|# classes}: {labels}"))
    return filled(text, count=len(labels), labels=listed(labels, SHOWN_CLASSES))


def localized(text: str) -> str:
    return translated("about", text)


def dialog(parent: QWidget, title: str, html: str) -> QDialog:
    """A dialog with words that can be selected and scrolled."""
    made = QDialog(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setWindowTitle(title)
    words = QTextBrowser()
    words.setAccessibleName(title)
    words.document().setDocumentMargin(12)
    words.setHtml(html)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, made)
    buttons.rejected.connect(made.reject)
    layout = QVBoxLayout(made)
    layout.addWidget(words)
    layout.addWidget(buttons)
    letters = made.fontMetrics()
    size_at_first(made, 90 * letters.averageCharWidth(), 38 * letters.lineSpacing())
    return made
