import pytest
from PySide6.QtCore import QMimeData, QUrl

from mmdesk.app.pages.train import TrainPage


@pytest.fixture
def page(ready, theme, qtbot):
    page = TrainPage(ready, theme)
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_dropped_folder_is_learned_from(page, ready, data, qtbot):
    page.set_dropping(True)
    page.set_dropping(False)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(data))])
    page.offer(mime)
    qtbot.waitUntil(lambda: ready.training.data.facts is not None)
    page.begin()
    assert page.questions.start.isEnabled()


def test_the_training_that_is_asked_for_is_looked_at(page, chosen, train, qtbot):
    train()
    page.runs.table.selectRow(0)
    assert page.progress.run.number == 1
    page.questions.start.click()
    assert page.progress.run.number == 2
    qtbot.waitUntil(lambda: chosen.training.current is None)


def test_a_trained_model_becomes_the_one_that_answers(chosen, train, theme, qtbot):
    page = TrainPage(chosen, theme)
    qtbot.addWidget(page)
    (run,) = train()
    run.plan.out.write_bytes(b"a model")
    with qtbot.waitSignals([chosen.recent_changed, chosen.place_wanted]):
        page.runs.use.click()
    assert chosen.model.path == run.plan.out


def test_a_trained_model_is_judged_by_the_data_that_it_learned_from(chosen, train, theme, qtbot):
    page = TrainPage(chosen, theme)
    qtbot.addWidget(page)
    (run,) = train()
    with qtbot.waitSignal(chosen.place_wanted) as signal:
        page.runs.judge.click()
    assert signal.args == ["judge"]
    assert (chosen.judging.model, chosen.judging.dataset) == (run.plan.out, run.dataset)
    qtbot.waitUntil(lambda: not chosen.judging.busy)


def test_the_page_goes_to_the_progress(page, chosen, engine, qtbot):
    page.resize(700, 300)
    page.questions.fold.click()
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(bar.maximum())
    engine.may_go.clear()
    page.questions.start.click()
    top = page.progress.mapTo(page.viewport(), page.progress.rect().topLeft()).y()
    assert 0 <= top < 20
    engine.may_go.set()
    qtbot.waitUntil(lambda: chosen.training.current is None)
