import dataclasses
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from tiny_table import write_table

from mmdesk.app.pages.judge.choice_card import ChoiceCard
from mmdesk.core.paths import starter_model
from mmdesk.core.training.plan import TrainPlan


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
    qtbot.waitUntil(lambda: not card.saved.isHidden())
    assert "r.html" in card.saved.words.accessibleName() or "r.html" in card.saved.words.toolTip()
    assert Path(tmp_path / "r.html").exists()


@pytest.mark.parametrize("choose", ["choose_model", "choose_data", "save"])
def test_the_next_dialog_begins_where_the_last_choice_was(card, judged, tmp_path, choose):
    getattr(card, choose).click()
    (dialog,) = card.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "kept" / "pets")])
    assert judged.settings.folder == str(tmp_path / "kept")


def test_a_judged_model_can_be_used(card, judged, tmp_path, qtbot):
    other = tmp_path / "other.safetensors"
    other.write_bytes(b"a model")
    card.take(other)
    assert not card.use.isHidden()
    with qtbot.waitSignals([judged.place_wanted, judged.recent_changed]):
        card.use.click()
    assert judged.model.path == other
    assert card.use.isHidden(), "it is the one that answers"


def test_a_name_is_proposed_for_the_report(card, judged, qtbot):
    card.save.click()
    dialog = card.findChild(QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["m-data-test.html"]
    dialog.reject()
    judged.judging.model = Path("data-1.safetensors")
    assert card._proposed() == "data-1-test.html", "the data are named once"


def test_all_samples_can_judge(card, ready, tmp_path, qtbot):
    card.take(tmp_path)
    card.split.setCurrentText("all samples")
    card.judge.click()
    assert ready.judging.split == "all"
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)


def test_instead_of_a_ready_model_it_proposes_what_the_data_taught(card, ready, tmp_path, qtbot):
    data = write_table(tmp_path / "pets")
    with qtbot.waitSignal(ready.recent_changed):
        ready.open_model(starter_model())
    card.take(data)
    assert card.chosen == (starter_model(), data)
    ready.training.data.choose(data)
    ready.training.start([TrainPlan()])
    qtbot.waitUntil(lambda: not ready.training.under_way)
    (run,) = ready.training.list.runs.values()
    assert card.chosen == (run.plan.out, data)
    assert card.model.text() == f"Model: {run.plan.out.stem}"


def test_it_says_how_what_was_collected_becomes_a_model_to_judge(card, ready, qtbot, tmp_path, monkeypatch):
    card.take(tmp_path)
    monkeypatch.setattr(ready, "model", dataclasses.replace(ready.model, path=None))
    card.refresh()
    assert card.chosen == (None, tmp_path)
    assert "no model file yet" in card.note.text()
    assert not card.judge.isEnabled()
