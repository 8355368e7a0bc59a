import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QMimeData, Qt, QUrl
from PySide6.QtWidgets import QLabel, QTableWidget

from mmdesk.app.pages.judge import JudgePage
from mmdesk.app.system.translation import Language
from mmdesk.core.numerals import write_with


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


@pytest.fixture
def german(qapp, monkeypatch):
    before = QLocale()
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("de_DE")))
    Language(qapp)
    yield
    QLocale.setDefault(before)
    write_with(".", "")


def test_numbers_are_written_as_in_the_persons_region(german, ready, theme, qtbot):
    page = JudgePage(ready, theme)
    qtbot.addWidget(page)
    ready.judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    assert page.figures.unit.text() == "right; guessing gives 60,0 %"
    shown = [label.text() for label in page.findChildren(QLabel)]
    for table in page.findChildren(QTableWidget):
        shown += [table.item(row, column).text() for row in range(table.rowCount()) for column in range(table.columnCount())]
    assert [words for words in shown if re.search(r"\d\.\d", words)] == []
    page.classes.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [page.classes.table.item(row, 1).text() for row in (0, 1)] == ["at least 57 %", "38 % to 96 %"]


def test_a_sample_is_looked_at_in_classify(judged, theme, qtbot):
    page = JudgePage(judged, theme)
    qtbot.addWidget(page)
    page.samples.table.selectRow(0)
    with qtbot.waitSignal(judged.place_wanted) as signal:
        page.samples.show_it.click()
    assert signal.args == ["classify"]
    qtbot.waitUntil(lambda: judged.prediction is not None and not judged.busy)
    assert judged.sample["text"] == "words 7"


def test_the_names_of_the_lists_are_not_cut(ready, theme, qtbot):
    page = JudgePage(ready, theme)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    ready.judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    what = page.samples.what
    page.grab()  # lays everything out
    assert what.width() > max(what.fontMetrics().horizontalAdvance(what.itemText(place)) for place in range(what.count()))


def test_the_chosen_sample_is_previewed(judged, theme, qtbot):
    page = JudgePage(judged, theme)
    qtbot.addWidget(page)
    assert page.preview.isHidden()
    page.samples.table.selectRow(0)
    assert page.preview.words.text() == "words 7"
    page.samples.what.setCurrentText("Chosen in the matrix")
    assert page.preview.isHidden()
