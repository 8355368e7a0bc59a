from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from mmdesk.app.system.desktop import open_file, show_in_folder


class Desktop(QObject):
    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def take(self, url):
        self.opened.append(url.toLocalFile())


def test_the_desktop_is_given_the_file_or_its_folder(qapp, tmp_path):
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")
    try:
        open_file(tmp_path / "a report.html")
        show_in_folder(tmp_path / "a report.html")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert desktop.opened == [str(tmp_path / "a report.html"), str(tmp_path)]
