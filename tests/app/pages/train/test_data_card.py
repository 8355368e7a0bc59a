import pytest
from tiny_table import write_table

from mmdesk.app.pages.train.data_card import DataCard


@pytest.fixture
def card(ready, qtbot):
    card = DataCard(ready.training, ready.collection, ready.settings)
    qtbot.addWidget(card)
    return card


def test_it_says_what_to_do_and_then_what_is_there(card, ready, data, qtbot):
    assert "Drop the folder" in card.facts.text()
    ready.training.data.choose(data)
    qtbot.waitUntil(lambda: not ready.training.data.looking)
    assert (
        card.facts.text()
        == "pets · 6 examples\n2 classes: cat, 狗\nWords · training 4, validation 2\nlabels from manifest.csv, column label"
    )


def test_where_the_labels_are_is_asked(card, ready, tmp_path, qtbot):
    for name in ("a/1.txt", "b/2.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name)
    (tmp_path / "reviews.csv").write_text("text,label\nx,good\ny,bad\nz,none\n")
    ready.training.data.choose(tmp_path)
    qtbot.waitUntil(lambda: not ready.training.data.looking)
    assert not card.question.isHidden()
    card.question.buttons["folders"].click()
    qtbot.waitUntil(lambda: card.question.isHidden())
    assert "2 classes: a, b" in card.facts.text()
    assert ready.training.data.decisions.labels_from == "folders"


def test_in_which_encoding_texts_are_is_asked(card, ready, tmp_path, qtbot):
    (tmp_path / "reviews.csv").write_bytes("text,label\nläuft schön,gut\nstürzt ab,übel\n".encode("cp1252"))
    ready.training.data.choose(tmp_path)
    qtbot.waitUntil(lambda: not card.encoding.isHidden())
    assert "probably in Windows-1252" in card.problem.text()
    card.encoding.button.click()
    qtbot.waitUntil(lambda: card.encoding.isHidden())
    assert "2 classes: gut, übel" in card.facts.text()
    assert ready.training.data.decisions.encoding == "Windows-1252"


def test_what_is_no_dataset_is_said_in_place(card, ready, tmp_path, qtbot):
    ready.training.data.choose(tmp_path / "nothing")
    qtbot.waitUntil(lambda: bool(card.problem.text()))
    assert "nothing" in card.problem.text()
    assert card.facts.text() == ""


def test_the_open_project_is_taken_by_itself_unless_another_was_chosen(card, ready, data, tmp_path, qtbot):
    ready.collection.open(data)
    qtbot.waitUntil(lambda: ready.training.data.dataset == data)
    assert card.project.isHidden()
    other = write_table(tmp_path / "other")
    ready.training.data.choose(other)
    assert not card.project.isHidden()
    card.project.click()
    assert ready.training.data.dataset == data
    qtbot.waitUntil(lambda: not ready.training.data.looking)


def test_the_next_project_is_taken_too(card, ready, data, tmp_path, qtbot):
    ready.collection.open(data)
    qtbot.waitUntil(lambda: ready.training.data.dataset == data)
    other = write_table(tmp_path / "other")
    ready.collection.open(other)
    qtbot.waitUntil(lambda: ready.training.data.dataset == other)
    qtbot.waitUntil(lambda: not ready.training.data.looking)
    assert card.project.isHidden()


def test_a_new_window_takes_the_next_project_too_unless_another_was_chosen(ready, data, tmp_path, qtbot):
    first = DataCard(ready.training, ready.collection, ready.settings)
    ready.collection.open(data)
    qtbot.waitUntil(lambda: ready.training.data.dataset == data)
    first.deleteLater()
    again = DataCard(ready.training, ready.collection, ready.settings)
    qtbot.addWidget(again)
    other, chosen = write_table(tmp_path / "other"), write_table(tmp_path / "chosen")
    ready.collection.open(other)
    qtbot.waitUntil(lambda: ready.training.data.dataset == other)
    ready.training.data.choose(chosen)
    ready.collection.open(data)
    qtbot.waitUntil(lambda: ready.collection.dataset == data and not ready.training.data.looking)
    assert ready.training.data.dataset == chosen


def test_labels_are_told_as_what_is_learned_from_them(card, numbers):
    assert "30 different numbers from 0 to 29" in card.facts.text()
    numbers.training.data.choose_task("classification")
    assert "30 classes: 0, 1, 2" in card.facts.text()


def test_it_tells_of_the_project_as_it_is_now(card, ready, data, qtbot):
    ready.collection.open(data)
    qtbot.waitUntil(lambda: "cat, 狗" in card.facts.text())
    ready.collection.edits.relabel([0], "bird")
    with qtbot.waitExposed(card):
        card.show()
    qtbot.waitUntil(lambda: "bird, cat, 狗" in card.facts.text())
