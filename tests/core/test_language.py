import pytest

from mmdesk.core import language
from mmdesk.core.errors import InputError, Sentence


@pytest.fixture
def chinese():
    language.speak("zh_CN")
    yield
    language.speak("en")


@pytest.mark.parametrize(
    ("locales", "best"),
    [
        (["zh_CN.UTF-8"], "zh_CN"),
        (["zh"], "zh_CN"),
        (["zh-Hans-SG", "en"], "zh_CN"),
        (["zh_TW.UTF-8"], "en"),
        (["zh-Hant-HK", "zh-Hans"], "zh_CN"),
        (["de_DE.UTF-8", "zh_CN"], "zh_CN"),
        (["de_DE.UTF-8", "en_GB", "zh_CN"], "en"),
        (["de_DE.UTF-8"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_we_speak_is_taken(locales, best):
    assert language.best_language(locales) == best


@pytest.mark.parametrize(
    ("environment", "locales"),
    [
        ({"LANG": "zh_CN.UTF-8"}, ["zh_CN.UTF-8"]),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE", "LC_ALL": "en_GB"}, ["en_GB"]),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "zh_CN:en"}, ["zh_CN", "en", "de_DE.UTF-8"]),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, []),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"}, []),
    ],
)
def test_the_system_is_asked_as_gettext_asks_it(environment, locales):
    assert language.system_locales(environment) == locales


def test_english_is_itself_without_a_catalogue(monkeypatch, tmp_path):
    monkeypatch.setattr(language, "resources", lambda: tmp_path)
    assert language.translate("errors", "Stopped.") == "Stopped."


def test_a_text_is_told_in_the_language_that_is_spoken(chinese):
    assert language.translate("errors", "Stopped.") == "已停止。"
    assert language.translate("errors", "never heard of") == "never heard of"


def test_values_go_in_after_the_sentence_and_are_told_too(chinese):
    error = InputError("{name} is empty. Choose another file.", name="cat.png")
    assert language.localize(error) == "cat.png 是空文件。请选择其他文件。"
    inner = Sentence("Going on after epoch {epoch}.", epoch=3)
    assert language.localize(Sentence("{inner}", inner=inner)) == language.localize(inner) != inner
    assert language.localize("words of a person") == "words of a person"
