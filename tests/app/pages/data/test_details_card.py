"""One example."""

import shutil

import pytest

from mmdesk.app.pages.data.details_card import DetailsCard
from mmdesk.core.datasets.read import read_dataset


@pytest.fixture
def card(opened, theme, qtbot):
    card = DetailsCard(opened.collection, opened.sound, theme)
    qtbot.addWidget(card)
    card.show_row(rows(opened)[0])
    qtbot.waitUntil(lambda: not card._reading.busy)
    yield card
    qtbot.waitUntil(lambda: opened.collection.saved)


def rows(session):
    return session.collection.view.content.rows


def test_a_row_is_shown_with_its_parts(card):
    assert card.heading.text() == "cat"
    assert card.previews["text"].edit.toPlainText() == "cat number 0"
    assert not card.previews["image"].view._pixmap.isNull()
    assert card.previews["audio"].sound.seconds == 0.5
    assert not card.problem.isVisibleTo(card)


def test_what_is_absent_has_no_place(card, opened, qtbot):
    card.show_row(rows(opened)[9])
    assert not card.previews["image"].isVisibleTo(card)
    assert not card.previews["audio"].isVisibleTo(card)
    card.show_row(None)
    assert not card.isVisible()


def test_a_file_that_has_gone_is_told(card, opened, folder, qtbot):
    (folder / "1.png").unlink()
    card.show_row(rows(opened)[1])
    qtbot.waitUntil(lambda: card.problem.isVisibleTo(card))
    assert "1.png does not exist" in card.problem.text()
    assert card.previews["audio"].sound is not None, "the sound is there all the same"


def test_words_are_mended(card, opened, qtbot):
    card.previews["text"].edit.setPlainText("a cat on a mat")
    card.show_row(rows(opened)[1])
    qtbot.waitUntil(lambda: opened.collection.saved)
    assert rows(opened)[0].cell("text") == "a cat on a mat"
    assert rows(opened)[1].cell("text") == "dog number 1"


def test_words_that_are_being_written_stay_in_their_project(card, opened, folder, qtbot, tmp_path):
    card.previews["text"].edit.setPlainText("a cat on a mat")
    with qtbot.waitSignal(opened.collection.opened):
        opened.collection.new(tmp_path / "mine")
    card.show_row(None)
    assert opened.collection.view.undo == ""
    assert read_dataset(folder).examples[0]["text"] == "a cat on a mat"


def test_a_row_of_another_project_with_the_same_names_is_read(card, opened, folder, qtbot, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    (other / "0.png").unlink()
    with qtbot.waitSignal(opened.collection.opened):
        opened.collection.open(other)
    card.show_row(rows(opened)[0])
    qtbot.waitUntil(lambda: "0.png does not exist" in card.problem.text())


def test_looking_changes_nothing(card, opened, qtbot):
    for row in rows(opened):
        card.show_row(row)
    assert opened.collection.view.undo == ""


def test_the_sound_is_played(card, opened, monkeypatch):
    played = []
    monkeypatch.setattr(opened.sound.player, "play", played.append)
    card.play()
    assert [sound.seconds for sound in played] == [0.5]


def test_the_sound_is_played_as_soon_as_it_is_there(card, opened, qtbot, monkeypatch):
    played = []
    monkeypatch.setattr(opened.sound.player, "play", played.append)
    card.show_row(rows(opened)[2])
    card.play()
    qtbot.waitUntil(lambda: len(played) == 1)
