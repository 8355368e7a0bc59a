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
    qtbot.waitUntil(lambda: ready.training.facts is not None)
    page.begin()
    assert page.questions.start.isEnabled()


def test_the_training_that_is_asked_for_is_looked_at(page, chosen, train, qtbot):
    train()
    page.runs.table.selectRow(0)
    assert page.progress.run.number == 1
    page.questions.start.click()
    assert page.progress.run.number == 2
    qtbot.waitUntil(lambda: chosen.training.current is None)
