"""A word and an undo when a sample's parts went."""

from mmdesk.core.paths import resources


def test_it_is_told_and_taken_back(window, ready, answered, picture):
    row = window.places.classify.ready
    ready.drop(sorted((resources() / "samples").glob("anna-7.*")))
    answered()
    assert row.isHidden()
    ready.drop([picture])
    answered()
    assert row.isVisible()
    assert row.words.text().endswith("(Words, Sound).")
    row.undo.click()
    answered()
    assert row.isHidden()
    assert ready.sample.present == ("image", "text", "audio")


def test_a_new_sample_is_a_button_away(window, ready, answered, picture):
    ready.drop([picture])
    answered()
    assert window.head.new_sample.isVisible()
    window.head.new_sample.click()
    assert not ready.sample.present
    window.go_to(1)
    assert not window.head.new_sample.isVisible()
