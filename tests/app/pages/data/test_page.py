"""The place Data in its window."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView, QWidget
from tour import settle

from mmdesk.core.modalities.registry import MODALITIES


@pytest.fixture
def page(window, qtbot):
    window.go_to_named("data")
    yield window.places.current
    qtbot.waitUntil(lambda: window.session.collection.saved)


@pytest.fixture
def project(page, folder, qtbot):
    page.offer(files(folder))
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 10)
    return page


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_an_empty_place_says_what_to_do(page):
    assert page.start.isVisible()
    assert page.start.new.hasFocus()


def test_a_dropped_folder_is_opened(project, folder):
    assert project.project.text() == "pets"
    assert project.table.table.hasFocus()
    assert not project.start.isVisible()


def test_a_project_that_was_opened_before_the_place_was_wanted_is_shown(window, folder, qtbot):
    with qtbot.waitSignal(window.session.collection.opened):
        window.session.collection.open(folder)
    window.go_to_named("data")
    page = window.places.current
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 10 and bool(page.balance.splits.text()))
    assert page.table.filters.label.findText("dog") > 0
    qtbot.waitUntil(lambda: page.table.thumbnails.pixmap(("image", "0.png"), 1.0) is not None)


def test_a_dropped_table_is_opened(page, folder, qtbot):
    (folder / "manifest.csv").rename(folder / "animals.csv")
    page.offer(files(folder / "animals.csv"))
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 10)
    assert page.project.text() == "animals"


def test_dropped_words_go_to_classify_which_is_told(page, window, qtbot):
    mime = QMimeData()
    mime.setText("a cat")
    page.offer(mime)
    assert "lies on Classify" in page.start.told.text()
    assert window.session.part("text").content == "a cat"
    qtbot.waitUntil(lambda: not window.session.busy)


def shown_rows(page):
    return [tuple(map(row.cell, (*MODALITIES, "label"))) for row in page.table.model.rows]


def test_loose_files_become_examples_of_a_new_project(page, window, picture, text, sound, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(window.session.collection, "free_folder", lambda: tmp_path / "My examples")
    broken = tmp_path / "broken.bin"
    broken.write_bytes(bytes(range(256)))
    page.offer(files(picture, text, sound, broken))
    qtbot.waitUntil(lambda: "broken.bin" in page.problem.text())
    qtbot.waitUntil(lambda: shown_rows(page) == [("images/cat.png", "a cat, 一只猫", "sounds/cat.wav", "")])
    assert "1 file or row was left out" in page.problem.text()
    assert (tmp_path / "My examples" / "images" / "cat.png").read_bytes() == picture.read_bytes()
    qtbot.waitUntil(lambda: window.session.collection.saved)


def test_files_and_class_folders_are_added_to_the_open_project_and_undone_at_once(project, folder, picture, tmp_path, qtbot):
    foxes = tmp_path / "fox"
    foxes.mkdir()
    for name in ("1.png", "2.png"):
        (foxes / name).write_bytes(picture.read_bytes())
    project.offer(files(picture, foxes, folder / "0.png"))
    qtbot.waitUntil(lambda: project.table.model.rowCount() == 14)
    cells = [("images/cat.png", "", "", ""), *[(f"images/{n}.png", "", "", "fox") for n in "12"], ("0.png", "", "", "")]
    assert sorted(shown_rows(project)[10:]) == sorted(cells)
    project.offer(files(foxes))
    qtbot.waitUntil(lambda: project.table.model.rowCount() == 16)
    assert shown_rows(project)[14] == ("images/1-2.png", "", "", "fox")
    for left in (14, 10):
        project.actions_.undo.trigger()
        qtbot.waitUntil(lambda left=left: project.table.model.rowCount() == left)
    qtbot.waitUntil(lambda: project.state.text() == "saved")


def test_what_cannot_be_opened_is_told_and_the_project_stays(project, tmp_path, qtbot):
    project.offer(files(tmp_path / "settings"))
    qtbot.waitUntil(lambda: project.problem.isVisible())
    assert "not a dataset" in project.problem.text()
    assert project.project.text() == "pets"


def test_what_was_left_out_of_a_folder_of_classes_is_told_in_the_persons_language(chinese, page, picture, tmp_path, qtbot):
    for label in ("cat", "dog"):
        (tmp_path / "classes" / label).mkdir(parents=True)
        (tmp_path / "classes" / label / "1.png").write_bytes(picture.read_bytes())
    (tmp_path / "classes" / "cat" / "a.docx").touch()
    page.offer(files(tmp_path / "classes"))
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)
    assert page.problem.text() == "略去了 1 个文件或行：cat/a.docx 的扩展名不属于图片、文字或声音。"


def test_edits_by_keyboard_are_undone_by_keyboard(project, qtbot, window):
    table = project.table.table
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: project.table.model.rowCount() == 0)
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: project.table.model.rowCount() == 10)
    qtbot.waitUntil(lambda: project.state.text() == "saved")


def test_the_row_with_the_keyboard_is_shown_beside(project, qtbot):
    project.table.table.selectRow(1)
    qtbot.waitUntil(lambda: project.details.isVisible())
    assert project.details.heading.text() == "dog"


def test_a_class_of_the_balance_is_looked_for(project, qtbot):
    project.balance.classes.chosen.emit("dog")
    qtbot.waitUntil(lambda: project.table.model.rowCount() == 5)


def test_a_drag_is_shown_where_it_would_go(project):
    project.set_dropping(True)
    assert project.table.property("dropping")
    project.set_dropping(False)
    assert not project.table.property("dropping")


def test_every_control_has_a_name_and_the_keyboard_reaches_it(project, window, qtbot):
    project.table.table.selectRow(0)
    qtbot.waitUntil(lambda: project.details.isVisible())
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
    controls = {c for kind in kinds for c in project.findChildren(kind) if c.isVisible() and c.isEnabled()}
    controls = {c for c in controls if not c.objectName().startswith("qt_")}
    assert [c for c in controls if not (c.accessibleName() or getattr(c, "text", str)())] == []
    reachable, widget = set(), window.focusWidget() or window
    for _ in range(len(window.findChildren(QWidget))):
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reachable.add(widget)
    assert {c for c in controls if c not in reachable} == set()


@pytest.mark.parametrize("size", [(900, 560), (1024, 700), (3840, 2160)])
def test_nothing_lies_outside_the_window(project, window, size, qtbot):
    project.table.table.selectRow(0)
    qtbot.waitUntil(lambda: project.details.isVisible())
    window.resize(*size)
    settle()
    assert window.size().toTuple() == size
    assert project.table.table.horizontalScrollBar().maximum() == 0


def test_where_the_labels_are_is_asked_and_then_written_down(page, tmp_path, picture, qtbot):
    root = tmp_path / "undecided"
    for name in ("images/1.png", "images/2.png", "more/3.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(picture.read_bytes())
    (root / "labels.csv").write_text("file_name,target\nimages/1.png,cat\nimages/2.png,dog\nmore/3.png,cat\n")
    page.offer(files(root))
    qtbot.waitUntil(lambda: page.question.isVisible())
    qtbot.waitUntil(lambda: [row.label for row in page.table.model.rows] == ["cat", "dog", "cat"])
    assert page._state() == "saved · 2 classes; 3 samples; labels from labels.csv, column target"
    qtbot.mouseClick(page.question.buttons["folders"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row.label for row in page.table.model.rows] == ["images", "images", "more"])
    assert not page.question.isVisible()
    assert (root / "manifest.csv").exists()


def test_in_which_encoding_texts_are_is_asked_and_then_written_down(page, tmp_path, qtbot):
    root = tmp_path / "pets"
    for name, words in {"cat/1.txt": "Kätzchen schläft", "dog/1.txt": "Hündin läuft", "dog/2.txt": "plain"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(words.encode("cp1252"))
    page.offer(files(root))
    qtbot.waitUntil(lambda: page.encoding.isVisible())
    assert "2 texts are not in UTF-8, but probably in Windows-1252, as in “Kätzchen schläft”." in page.problem.text()
    assert "Say in which they are (“Encoding”)." in page.problem.text()
    assert page.encoding.button.text() == "Read as Windows-1252"
    qtbot.mouseClick(page.encoding.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 3)
    assert not page.encoding.isVisible()
    assert not page.problem.isVisible()
    assert "Kätzchen schläft" in (root / "manifest.csv").read_text("utf-8")


def test_a_table_in_another_encoding_is_asked_for_before_there_is_a_project(page, tmp_path, qtbot):
    (tmp_path / "reviews.csv").write_bytes("text,label\nläuft schön,gut\nstürzt ab,übel\n".encode("cp1252"))
    page.offer(files(tmp_path / "reviews.csv"))
    qtbot.waitUntil(lambda: page.start.encoding.isVisible())
    qtbot.mouseClick(page.start.encoding.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row.label for row in page.table.model.rows] == ["gut", "übel"])
    assert page.currentIndex() == 1
