"""What is remembered from one start to the next."""

import os
from pathlib import Path

import pytest

from mmdesk.app.system.settings import MAX_RECENT, Settings


def reopened(settings, tmp_path):
    settings.sync()
    return Settings(tmp_path / "settings")


def test_everything_is_empty_at_first(settings):
    assert settings.geometry.isEmpty()
    assert settings.appearance == "system"
    assert settings.model is None
    assert settings.recent_models == ()
    assert Path(settings.folder) == Path.home()
    assert not settings.count_down


def test_values_survive(settings, tmp_path):
    settings.appearance = "dark"
    settings.count_down = True
    settings.folder = "/pictures, und mehr"
    settings.model = tmp_path / "m.safetensors"
    again = reopened(settings, tmp_path)
    assert again.appearance == "dark"
    assert again.count_down
    assert again.folder == "/pictures, und mehr"
    assert again.model == tmp_path / "m.safetensors"


def test_nonsense_in_the_file_is_no_trouble(tmp_path, settings):
    (tmp_path / "settings" / "mmdesk.ini").write_text("[window]\nappearance=pink\ngeometry=7\n[model]\nrecent=a, b\n")
    again = Settings(tmp_path / "settings")
    assert again.appearance == "system"
    assert again.geometry.isEmpty()
    assert again.recent_models == ()


def test_recent_models_are_few_fresh_and_there(settings, tmp_path):
    paths = [tmp_path / f"{number}.safetensors" for number in range(MAX_RECENT + 2)]
    for path in paths:
        path.touch()
        settings.remember_model(path)
    settings.remember_model(paths[4])
    paths[5].unlink()
    recent = settings.recent_models
    assert recent[0] == paths[4]
    assert paths[5] not in recent
    assert len(set(recent)) == len(recent) <= MAX_RECENT
    settings.forget_models()
    assert settings.recent_models == ()


def test_the_place_and_the_wish_to_be_private_are_kept(settings, tmp_path):
    assert (settings.place, settings.private) == (0, False)
    settings.place, settings.private = 2, True
    settings.sync()
    again = Settings(tmp_path / "settings")
    assert (again.place, again.private) == (2, True)


def test_why_is_shown_unless_the_person_says_otherwise(settings, tmp_path):
    assert settings.show_why
    settings.show_why = False
    assert not reopened(settings, tmp_path).show_why


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_what_is_in_a_folder_that_may_not_be_entered_is_left_out(settings, tmp_path, locked):
    settings.remember_project(locked.parent)
    settings.remember_project(locked / "manifest.csv")
    settings.remember_model(locked / "m.safetensors")
    assert settings.recent_projects == (locked.parent,)
    assert settings.recent_models == ()


def test_the_size_of_text_is_one_that_is_offered(settings):
    assert settings.text_size == 100
    settings.text_size = 150
    assert settings.text_size == 150
    settings.text_size = 7
    assert settings.text_size == 100


def test_the_coverage_is_one_that_is_offered(settings):
    assert settings.coverage == 0.95
    settings.coverage = 0.8
    assert settings.coverage == 0.8
    settings.coverage = 0.7
    assert settings.coverage == 0.95
