from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QPushButton, QWidget

from mmdesk.app.widgets.words_edit import WordsEdit


def mime(text=None, url=None):
    data = QMimeData()
    if text:
        data.setText(text)
    if url:
        data.setUrls([QUrl(url)])
    return data


def test_words_are_inserted_and_undone(coloured, qtbot):
    edit = coloured(WordsEdit())
    edit.insertFromMimeData(mime("a cat"))
    edit.set_words("a dog")
    assert edit.toPlainText() == "a dog"
    edit.undo()
    assert edit.toPlainText() == "a cat"


def test_files_are_handed_on(coloured, qtbot):
    edit = coloured(WordsEdit())
    source = mime("file:///cat.png", "file:///cat.png")
    assert edit.canInsertFromMimeData(source)
    with qtbot.waitSignal(edit.other_pasted) as handed:
        edit.insertFromMimeData(source)
    assert handed.args[0].urls() == [QUrl("file:///cat.png")]
    assert edit.toPlainText() == ""


def test_tab_leaves_it(coloured, qtbot):
    box = coloured(QWidget())
    edit, button = WordsEdit(box), QPushButton(box)
    edit.show()
    button.show()
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.toPlainText() == ""
    assert box.focusWidget() is button


def test_words_are_marked_where_they_stand_in_any_script(coloured):
    edit = coloured(WordsEdit())
    edit.set_words("🐈 is a 猫 indeed")
    edit.set_marks([(0, 1, 0.5), (7, 8, 1.0)], "#b86e00")
    first, second = edit.extraSelections()
    assert [selection.cursor.selectedText() for selection in (first, second)] == ["🐈", "猫"]
    assert first.format.background().color().alphaF() < second.format.background().color().alphaF() < 1
    edit.set_marks([(0, 1, -0.5)], "#b86e00")
    (against,) = edit.extraSelections()
    assert against.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert against.format.background().style() == Qt.BrushStyle.NoBrush
    edit.set_marks([], "#b86e00")
    assert edit.extraSelections() == []
