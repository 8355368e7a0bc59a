from PySide6.QtCore import QMimeData, QUrl

from mmdesk.app.pages.judge import JudgePage


def test_results_are_shown_once_they_are_there(ready, theme, qtbot, tmp_path):
    page = JudgePage(ready, theme)
    qtbot.addWidget(page)
    assert page.results.isHidden()
    page.set_dropping(True)
    page.set_dropping(False)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    page.offer(mime)
    page.begin()
    page.choice.judge.click()
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    assert not page.results.isHidden()
    assert page.hint.isHidden()
    page.confusion.table.setCurrentIndex(page.confusion.model.index(0, 1))
    assert page.samples.table.rowCount() == 1


def test_what_only_classes_have_is_hidden_for_numbers_and_comes_back(judged_numbers, engine, theme, qtbot):
    page = JudgePage(judged_numbers, theme)
    qtbot.addWidget(page)
    assert not page.results.isHidden()
    assert page.confusion.isHidden()
    assert page.classes.isHidden()
    engine.judged = "classification"
    judged_numbers.judging.judge(judged_numbers.judging.model, judged_numbers.judging.dataset)
    qtbot.waitUntil(lambda: judged_numbers.judging.judgement is not None)
    assert not page.confusion.isHidden()
    assert not page.classes.isHidden()
