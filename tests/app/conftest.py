"""A session and a window on an engine that needs no PyTorch."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from fakes import FakeEngine
from numpy.typing import NDArray
from patience import SECONDS
from PIL import Image
from PySide6.QtCore import QLocale, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.session import Session
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.theme import Theme
from mmdesk.app.system.translation import Language
from mmdesk.app.window import MainWindow


@pytest.fixture(scope="session", autouse=True)
def _saved_at_once() -> Iterator[None]:
    """No test waits for a pause of the person: a project is saved, and words are looked for, as soon as that can be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mmdesk.app.services.projects.edit_queue.SAVE_MILLISECONDS", 10)
        patch.setattr("mmdesk.app.pages.data.table.filter_row.TYPING_MILLISECONDS", 10)
        yield


@pytest.fixture
def saved_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """A project, asked for after this, is saved only by what wants it saved."""
    monkeypatch.setattr("mmdesk.app.services.projects.edit_queue.SAVE_MILLISECONDS", 3_600_000)


@pytest.fixture
def engine() -> Iterator[FakeEngine]:
    engine = FakeEngine()
    yield engine
    engine.may_go.set()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "settings"
    folder.mkdir()
    return Settings(folder)


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """The window's language."""
    before = QLocale()
    language = Language(qapp, "zh_CN")
    yield
    language.set("en")
    QLocale.setDefault(before)


@pytest.fixture
def collection(qapp: QApplication, settings: Settings) -> Iterator[Collection]:
    collection = Collection(settings)
    yield collection
    assert collection.close(SECONDS)
    collection.deleteLater()


@pytest.fixture
def session(
    qapp: QApplication, engine: FakeEngine, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "kept"))
    session = Session(engine, settings, history=tmp_path / "history")
    session.earlier.read()
    yield session
    engine.may_go.set()
    assert session.close(SECONDS)
    session.deleteLater()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()
    qapp.setPalette(QPalette())


class Microphone(QObject):
    """A `Hearing` that hears what a test says; the one with a driver is tested by itself."""

    heard = Signal(object)
    stopped = Signal()
    failed = Signal(str)
    rate = 8000
    latency = 0.02

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._stopping = False
        self.last = np.zeros(0, dtype=np.float32)

    @property
    def seconds(self) -> float:
        return self.count / self.rate

    def start(self) -> None:
        self.count = 0

    def hear(self, samples: NDArray[np.float32]) -> None:
        self.count += len(samples)
        self.heard.emit(samples)

    def stop(self) -> None:
        if not self._stopping:
            self._stopping = True
            self.heard.emit(self.last)
            self._stopping = False
            self.stopped.emit()


@pytest.fixture
def hearing(qapp: QApplication) -> Iterator[Microphone]:
    microphone = Microphone()
    yield microphone
    microphone.deleteLater()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "pets.safetensors"
    path.write_bytes(b"a model")
    return path


@pytest.fixture
def ready(session: Session, model: Path, qtbot: QtBot) -> Session:
    """The session with an open model."""
    with qtbot.waitSignal(session.recent_changed):
        session.open_model(model)
    return session


@pytest.fixture
def window(ready: Session, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(ready, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    if isValid(window):  # pytest-qt has closed it, and events may have deleted it already
        window.close()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "cat.png"
    Image.new("RGB", (40, 30), "red").save(path)
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "cat.txt"
    path.write_text("a cat, 一只猫", encoding="utf-8")
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "cat.wav"
    soundfile.write(path, np.sin(np.arange(8000) / 5).astype(np.float32) / 2, 8000)
    return path


@pytest.fixture
def answered(qtbot: QtBot, ready: Session) -> Callable[[], None]:
    """Wait until everything that was given is read and answered."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not ready.busy)

    return wait


class Desktop(QObject):
    """Takes the files that are given to the desktop to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")
    yield desktop
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def project(ready: Session, qtbot: QtBot, tmp_path: Path) -> Collection:
    """An empty project, on which the open model knows too little."""
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.new(tmp_path / "mine")
    return ready.collection
