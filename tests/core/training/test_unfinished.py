"""Where the state of an interrupted training is kept."""

import pytest

from mmdesk.core.errors import OptionError
from mmdesk.core.training.unfinished import interrupted, unfinished_file


def test_model_files_of_the_same_name_have_states_of_their_own(tmp_path):
    places = [tmp_path / folder / "m.safetensors" for folder in ("a", "b")]
    assert unfinished_file(places[0]) != unfinished_file(places[1])
    assert unfinished_file(places[0]) == unfinished_file(tmp_path / "b" / ".." / "a" / "m.safetensors")


def test_where_nothing_was_interrupted_there_is_nothing_to_resume(tmp_path):
    out = tmp_path / "m.safetensors"
    with pytest.raises(OptionError, match=r"no interrupted training of .*m\.safetensors\. Train without resume"):
        interrupted(out)
    unfinished_file(out).touch()
    assert interrupted(out) == unfinished_file(out)
    unfinished_file(out).unlink()
