"""Small pictures come when they are asked for."""

import pytest
from patience import SECONDS
from PIL import Image

from mmdesk.app.services import thumbnails
from mmdesk.app.services.thumbnails import SIDE, Thumbnails
from mmdesk.app.system.workers import Worker
from mmdesk.core.datasets.example import Item
from mmdesk.core.datasets.folder import Folder


@pytest.fixture
def folder(tmp_path):
    for number in range(6):
        Image.new("RGB", (30, 20), "red").save(tmp_path / f"{number}.png")
    (tmp_path / "manifest.csv").write_text("image,label\n0.png,red\n")
    return tmp_path


@pytest.fixture
def worker(qapp):
    worker = Worker("thumbnails")
    yield worker
    assert worker.close(SECONDS)


@pytest.fixture
def small(worker, folder):
    small = Thumbnails(worker)
    small.begin(Folder(folder).item)
    yield small
    small.deleteLater()


def got(small, cell, qtbot):
    qtbot.waitUntil(lambda: small.pixmap(("image", cell), 1.0) is not None)
    return small.pixmap(("image", cell), 1.0)


def test_a_picture_comes_later_and_fits(small, qtbot):
    assert small.pixmap(("image", "0.png"), 1.0) is None
    pixmap = got(small, "0.png", qtbot)
    assert (pixmap.width(), pixmap.height()) == (SIDE, round(SIDE * 2 / 3))
    red, green, _, _ = pixmap.toImage().pixelColor(10, 10).getRgb()
    assert red > 150 > green


@pytest.mark.parametrize("cell", ["gone.png", "manifest.csv", "../away.png"])
def test_what_is_no_picture_is_broken(small, qtbot, cell):
    assert got(small, cell, qtbot).isNull()


def test_only_the_newest_are_kept(small, folder, qtbot, monkeypatch):
    monkeypatch.setattr(thumbnails, "MAX_AT_ONCE", 1)
    monkeypatch.setattr(thumbnails, "KEPT", 3)
    for number in range(6):
        got(small, f"{number}.png", qtbot)
    assert [name for _, name in small._kept] == ["3.png", "4.png", "5.png"]


def test_what_has_gone_by_is_not_read(small, folder, qtbot, monkeypatch):
    monkeypatch.setattr(thumbnails, "MAX_AT_ONCE", 2)
    for number in range(6):
        small.pixmap(("image", f"{number}.png"), 1.0)
    qtbot.waitUntil(lambda: len(small._kept) == 2)
    got(small, "0.png", qtbot)  # read by the same thread, after them
    assert sorted(name for _, name in small._kept) == ["0.png", "4.png", "5.png"]


def test_another_place_has_other_pictures(small, qtbot, tmp_path):
    got(small, "0.png", qtbot)
    (tmp_path / "other").mkdir()
    Image.new("RGB", (8, 8), "blue").save(tmp_path / "other" / "0.png")
    small.begin(Folder(tmp_path / "other").item)
    assert got(small, "0.png", qtbot).toImage().pixelColor(10, 10).blue() > 200


def test_a_name_may_be_a_place_itself(small, qtbot, folder):
    small.begin(lambda item: item)
    assert not got(small, Item(folder / "0.png"), qtbot).isNull()
    assert got(small, Item(folder / "gone.png"), qtbot).isNull()
