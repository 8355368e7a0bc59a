"""Sentences from below in the language of the window."""

from PySide6.QtCore import QLocale, QTranslator

from mmdesk.app.translation import install_translators, sentence, translated
from mmdesk.core.errors import InputError


class Shouting(QTranslator):
    """Translates everything of one context into capitals."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return text.upper().replace("{NAME}", "{name}") if context == "errors" else None

    def isEmpty(self):  # noqa: N802 - Qt's name
        return False


def test_a_sentence_is_translated_before_its_values_go_in(qapp):
    translator = Shouting()
    qapp.installTranslator(translator)
    try:
        assert sentence(InputError("{name} is empty.", name="cat.png")) == "cat.png IS EMPTY."
        assert translated("errors", "folder") == "FOLDER"
    finally:
        qapp.removeTranslator(translator)


def test_without_a_translation_the_sentence_stays(qapp):
    install_translators(qapp, QLocale("tlh"))
    assert sentence(InputError("{name} is empty.", name="cat.png")) == "cat.png is empty."
