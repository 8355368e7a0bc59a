"""What is dropped or pasted finds its part."""

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from mmdesk.app.drops import can_take, offer


def mime(urls=(), text=None, image=None):
    data = QMimeData()
    if urls:
        data.setUrls(urls)
    if text is not None:
        data.setText(text)
    if image is not None:
        data.setImageData(image)
    return data


def test_files(ready, answered, picture, sound):
    offer(ready, mime([QUrl.fromLocalFile(str(picture)), QUrl.fromLocalFile(str(sound))]))
    answered()
    assert ready.sample.present == ("image", "audio")


def test_words(ready, answered):
    offer(ready, mime(text="a cat"))
    answered()
    assert ready.sample["text"] == "a cat"


def test_a_picture_with_its_address(ready, answered):
    image = QImage(5, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    offer(ready, mime([QUrl("https://example.org/cat.png")], "https://example.org/cat.png", image))
    answered()
    assert ready.sample.present == ("image",)
    assert ready.sample["image"].size == (5, 4)
    assert (ready.sample["image"].pixels == (255, 0, 0)).all()


def test_an_address_alone_is_refused(ready, qtbot):
    with qtbot.waitSignal(ready.dropped_badly) as told:
        offer(ready, mime([QUrl("https://example.org/cat.png")]))
    assert "Save it first" in told.args[0]


def test_nothing_is_refused(ready, qtbot):
    with qtbot.waitSignal(ready.dropped_badly) as told:
        offer(ready, mime())
    assert "nothing here" in told.args[0]
    assert not can_take(mime())


@pytest.mark.parametrize("address", ["https://example.org/cat.png", " www.example.org\n", "HTTP://example.org/a?b=c"])
def test_a_bare_address_is_told(address, ready, qtbot):
    with qtbot.waitSignal(ready.dropped_badly) as told:
        offer(ready, mime(text=address))
    assert "address" in told.args[0]
    assert not ready.sample.present


def test_words_with_an_address_in_them_are_words(ready, answered):
    offer(ready, mime(text="look at https://example.org"))
    answered()
    assert ready.sample["text"] == "look at https://example.org"


def cells(text):
    data = mime(text=text, image=QImage(5, 4, QImage.Format.Format_RGB32))
    data.setHtml(f"<html><body><table><tr><td>{text}</td></tr></table></body></html>")
    return data


def test_a_cell_of_a_spreadsheet_is_its_words_and_not_a_picture(ready, answered):
    offer(ready, cells("a cat\n"))
    answered()
    assert ready.sample.present == ("text",)
    assert ready.sample["text"] == "a cat"


@pytest.mark.parametrize("text", ["text\tlabel\na cat\tcat\n", "one\ntwo\n"])
def test_several_cells_are_told_and_offered_as_a_batch(text, ready, qtbot):
    with qtbot.waitSignal(ready.dropped_badly) as told:
        offer(ready, cells(text))
    assert "batch" in told.args[0]
    assert not ready.sample.present
