import pytest

from mmdesk.app.pages.judge.preview_card import PreviewCard
from mmdesk.core.datasets.example import Example, Item


@pytest.fixture
def card(ready, theme, qtbot):
    card = PreviewCard(ready, theme)
    qtbot.addWidget(card)
    return card


def test_the_chosen_sample_is_seen_read_and_heard(card, picture, sound, qtbot):
    assert card.isHidden()
    card.show_example(Example(2, {"image": Item(picture), "text": "a cat", "audio": Item(sound)}, "cat", "test"))
    assert not card.isHidden()
    assert (card.heading.text(), card.words.text()) == ("Preview: cat", "a cat")
    qtbot.waitUntil(lambda: card.previews["audio"].sound is not None)
    assert not card.previews["image"].view._pixmap.isNull()
    assert card.problem.isHidden()
    card.show_example(None)
    assert card.isHidden()


def test_what_cannot_be_read_is_told(card, tmp_path, qtbot):
    card.show_example(Example(2, {"image": Item(tmp_path / "gone.png")}, "cat", "test"))
    qtbot.waitUntil(lambda: "gone.png" in card.problem.text())
    assert not card.words.isVisible()
    assert card.previews["audio"].isHidden()
