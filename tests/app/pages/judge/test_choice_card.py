from pathlib import Path

import pytest

from mmdesk.app.pages.judge.choice_card import ChoiceCard


@pytest.fixture
def card(ready, qtbot):
    card = ChoiceCard(ready)
    qtbot.addWidget(card)
    return card


def test_it_takes_what_is_open_and_what_is_dropped(card, ready, tmp_path, model):
    assert card.chosen == (model, None)
    assert not card.judge.isEnabled()
    assert "Drop the folder" in card.note.text()
    card.take(tmp_path)
    assert card.judge.isEnabled()
    card.take(tmp_path / "other.safetensors")
    assert card.chosen == (tmp_path / "other.safetensors", tmp_path)
    assert card.model.text() == "Model: other"
    card.take(tmp_path / "Capitals.SAFETENSORS")
    assert card.chosen == (tmp_path / "Capitals.SAFETENSORS", tmp_path)


def test_it_judges_by_the_chosen_split_and_can_be_cancelled(card, ready, engine, tmp_path, qtbot):
    engine.may_go.clear()
    card.take(tmp_path)
    card.split.setCurrentIndex(1)
    card.judge.click()
    assert ready.judging.split == "val"
    assert card.judge.text() == "Cancel"
    card.judge.click()
    assert not ready.judging.busy
    engine.may_go.set()
    card.judge.click()
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    assert card.save.isEnabled()


def test_a_report_is_saved_and_that_is_told(card, judged, tmp_path, qtbot):
    card._file_chosen(str(tmp_path / "r.html"))
    qtbot.waitUntil(lambda: "r.html" in card.note.text())
    assert Path(tmp_path / "r.html").exists()


def test_a_judged_model_can_be_used(card, judged, tmp_path, qtbot):
    other = tmp_path / "other.safetensors"
    other.write_bytes(b"a model")
    card.take(other)
    assert not card.use.isHidden()
    with qtbot.waitSignals([judged.place_wanted, judged.recent_changed]):
        card.use.click()
    assert judged.model.path == other
    assert card.use.isHidden(), "it is the one that answers"
