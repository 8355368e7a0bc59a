import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from mmdesk.app.pages.judge.saved_row import SavedRow


class Desktop(QObject):
    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def take(self, url):
        self.opened.append(url.toLocalFile())


@pytest.fixture
def desktop(qapp):
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")
    yield desktop
    QDesktopServices.unsetUrlHandler("file")


def test_what_was_saved_is_opened_or_shown_where_it_lies(qtbot, desktop, tmp_path):
    row = SavedRow()
    qtbot.addWidget(row)
    assert row.isHidden()
    row.tell(tmp_path / "r.html")
    assert not row.isHidden()
    row.open.click()
    row.show_it.click()
    assert desktop.opened == [str(tmp_path / "r.html"), str(tmp_path)]
