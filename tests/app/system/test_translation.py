"""Sentences from below in the language of the window."""

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from mmdesk.app.system.translation import Language, sentence, translated
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


@pytest.fixture
def language(qapp):
    before = QLocale()
    language = Language(qapp, "en")
    yield language
    language.set("en")
    QLocale.setDefault(before)


def test_it_can_be_changed_and_changed_back(language):
    language.set("zh_CN")
    assert sentence(InputError("{name} is empty. Choose another file.", name="cat.png")) == "cat.png 是空文件。请选择其他文件。"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消", "Qt's own words are translated too"
    assert QLocale().language() == QLocale.Language.Chinese
    language.set("en")
    assert sentence(InputError("{name} is empty. Choose another file.", name="cat.png")).startswith("cat.png is empty")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_numbers_are_written_as_in_the_region_where_the_language_is_the_systems_own(language, monkeypatch):
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("en_ZA")))
    language.set("system")
    assert (language.code, QLocale().name()) == ("en", "en_ZA")
    language.set("zh_CN")
    assert QLocale().name() == "zh_CN"
    language.set("en")
    assert QLocale().name() == "en_ZA"


def test_a_system_in_another_language_is_told_in_english_with_its_own_numbers(language, monkeypatch):
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("de_DE")))
    language.set("system")
    assert (language.code, QLocale().toString(0.5)) == ("en", "0,5")
