"""What belongs to a ready sample goes when something of one's own is given."""

import pytest

from mmdesk.core.paths import resources


@pytest.fixture
def tried(ready, answered):
    """The desk with a ready sample."""
    ready.drop(sorted((resources() / "samples").glob("anna-7.*")))
    answered()
    assert ready.sample.present == ("image", "text", "audio")
    return ready


def test_an_own_photograph_takes_the_place_of_all_of_it(tried, answered, picture):
    tried.drop([picture])
    answered()
    assert tried.sample.present == ("image",)
    assert tried.part("image").file == picture
    assert list(tried.ready_parts.gone) == ["text", "audio"]


def test_it_can_be_taken_back(tried, answered, picture):
    sound = tried.sample["audio"]
    tried.read("image", picture)
    answered()
    tried.ready_parts.take_back()
    answered()
    assert tried.sample.present == ("image", "text", "audio")
    assert tried.sample["audio"] is sound
    assert tried.part("image").file == picture
    assert not tried.ready_parts.gone


def test_what_is_given_meanwhile_is_not_written_over(tried, answered, picture):
    tried.drop([picture])
    answered()
    tried.write("text", "my own words")
    tried.ready_parts.take_back()
    answered()
    assert tried.sample["text"] == "my own words"
    assert tried.sample["audio"] is not None


def test_own_words_are_no_part_of_the_sample(tried, answered, picture):
    tried.write("text", "my own words")
    tried.drop([picture])
    answered()
    assert tried.sample.present == ("image", "text")
    assert list(tried.ready_parts.gone) == ["audio"]


def test_several_own_files_stay_together(tried, answered, picture, text):
    tried.drop([picture, text])
    answered()
    assert tried.sample.present == ("image", "text")
    assert tried.sample["text"] == "a cat, 一只猫"


def test_one_sample_after_the_other_and_own_parts_one_by_one_are_let_be(tried, answered, picture, sound):
    tried.drop(sorted((resources() / "samples").glob("ben-4.*")))
    answered()
    assert tried.sample.present == ("image", "text", "audio")
    assert not tried.ready_parts.gone
    tried.clear_all()
    tried.drop([picture])
    answered()
    tried.drop([sound])
    answered()
    assert tried.sample.present == ("image", "audio")


def test_a_file_that_cannot_be_read_takes_nothing_away(tried, answered, tmp_path):
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    tried.read("image", tmp_path / "broken.png")
    answered()
    assert tried.sample.present == ("image", "text", "audio")


def test_what_is_put_back_from_earlier_stays_as_it_was(tried, answered, picture):
    from mmdesk.core.answers.history import KeptPart

    ready_sound = tried.part("audio").file
    tried.put_back({"image": KeptPart("", picture, True), "audio": KeptPart("", ready_sound, True)})
    answered()
    assert tried.sample.present == ("image", "audio")
