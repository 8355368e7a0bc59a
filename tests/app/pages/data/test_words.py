"""Words of the place Data."""

from mmdesk.app.pages.data.words import split_name


def test_words(qapp):
    assert [split_name(split) for split in ("val", "", "night")] == ["validation", "automatic", "night"]
