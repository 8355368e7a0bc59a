"""One dialog for all choices of files."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from mmdesk.app.system.dialogs import accept_models, file_dialog, size_at_first


def test_it_begins_where_the_last_choice_was(settings, tmp_path, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "cat.png").touch()
    file_dialog(parent, "Choose", settings).filesSelected.emit([str(tmp_path / "a" / "cat.png")])
    again = file_dialog(parent, "Choose", settings)
    again.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert again.directory().path() == str(tmp_path / "a")


def test_models_are_chosen_one_by_one_among_files_that_are_there(qtbot):
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    accept_models(dialog)
    assert dialog.windowTitle() == "Choose a model file"
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFile
    assert dialog.nameFilters() == ["Model files (*.safetensors)", "All files (*)"]


def test_a_dialog_is_at_first_no_larger_than_the_screen(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    size_at_first(dialog, 300, 200)
    assert dialog.size() == QSize(300, 200)
    size_at_first(dialog, 100_000, 100_000)
    room = dialog.screen().availableSize()
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()
