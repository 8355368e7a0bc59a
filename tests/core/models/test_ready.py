from pathlib import Path

import pytest

from mmdesk.core.language import LANGUAGES
from mmdesk.core.models.ready import DIGITS, EVERYDAY, EVERYDAY_ZH, READY, alternative, located, offered, ready_at
from mmdesk.core.paths import resources, starter_model


def test_each_has_its_file_and_its_samples():
    for name, ready in READY.items():
        assert ready.path == resources() / "models" / f"{name}.safetensors"
        assert ready.path.is_file()
        assert list((resources() / ready.samples).glob("*.png"))


def test_the_first_is_the_one_that_the_program_opens_with():
    assert next(iter(READY.values())).path == starter_model()


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_of_every_language_get_both_kinds_once(language):
    assert [ready.title for ready in offered(language)] == [DIGITS.title, EVERYDAY.title]


def test_a_model_is_found_by_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert located(Path("everyday")) == EVERYDAY.path
    assert located(Path("pets")) == Path("pets")
    Path("digits").mkdir()  # such as a dataset
    assert located(Path("digits")) == DIGITS.path
    Path("everyday").touch()
    assert located(Path("everyday")) == Path("everyday"), "a person's own file goes first"


def test_it_is_known_by_its_file():
    assert ready_at(EVERYDAY_ZH.path) == EVERYDAY_ZH
    assert ready_at(Path("everyday.safetensors")) is None


@pytest.mark.parametrize(
    ("opened", "present", "sure", "other"),
    [
        (DIGITS, ["image"], False, EVERYDAY),
        (DIGITS, ["image"], True, None),
        (DIGITS, ["image", "text"], False, None),
        (DIGITS, [], False, None),
        (EVERYDAY, ["image"], False, None),
        (EVERYDAY, ["text"], False, DIGITS),
        (EVERYDAY, ["text", "audio"], False, DIGITS),
    ],
)
def test_another_is_offered_where_it_can_tell_more(opened, present, sure, other):
    assert alternative(opened.path, "en", present, sure) == other


def test_the_other_speaks_the_persons_language():
    assert alternative(DIGITS.path, "zh_CN", ["image"], sure=False) == EVERYDAY_ZH
    assert alternative(EVERYDAY.path, "zh_CN", ["audio"], sure=False) == DIGITS


def test_a_persons_own_model_is_left_alone():
    assert alternative(Path("pets.safetensors"), "en", ["image"], sure=False) is None
