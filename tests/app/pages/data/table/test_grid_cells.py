"""What is drawn of a row and of a group, looked at in the picture."""

from array import array

import pytest
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPalette

from mmdesk.app.pages.data.table.grid_cells import BAR, GAP, NAMED, Cells, draw_head
from mmdesk.app.pages.data.table.rows_model import RowsModel
from mmdesk.app.services.thumbnails import Thumbnails
from mmdesk.app.system.workers import Worker
from mmdesk.core.projects.rows import Row

WHITE, BLACK = "#ffffff", "#000000"


@pytest.fixture
def cells(qapp):
    parent = QObject()
    worker = Worker("grid", parent)
    model = RowsModel(Thumbnails(worker, parent), parent)
    model.show((Row(0, {"text": "words"}, "cat"), Row(1, {"text": "words"}, "")), array("i", range(2)))
    yield Cells(model, Thumbnails(worker, parent), NAMED)
    assert worker.close(10)
    parent.deleteLater()


def painted(draw, width=200, height=120):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(WHITE)
    painter = QPainter(picture)
    painter.setPen(BLACK)
    draw(painter, QRect(0, 0, width, height))
    painter.end()
    return picture


def inked(picture, top=0, left=0):
    """Whether anything is drawn below and right of a place."""
    rows, columns = range(top, picture.height()), range(left, picture.width())
    return any(picture.pixelColor(x, y).name() != WHITE for y in rows for x in columns)


def test_there_is_a_line_of_words_from_a_side_on(cells):
    assert cells.size(20).height() == NAMED + GAP + 22
    cells.side = NAMED - 1
    assert cells.size(20).height() == NAMED - 1 + GAP


def test_the_label_stands_below_and_in_a_group_the_name(cells):
    below = NAMED + GAP
    assert inked(painted(lambda *place: cells.draw(*place, 0, False)), below)
    assert not inked(painted(lambda *place: cells.draw(*place, 1, False)), below), "it has no label"
    assert inked(painted(lambda *place: cells.draw(*place, 1, True)), below)


def test_a_head_has_a_bar_where_there_is_a_goal():
    palette = QGuiApplication.palette()
    accent = palette.color(QPalette.ColorRole.Accent).name()

    def accents(done):
        picture = painted(lambda painter, place: draw_head(painter, place, palette, "cat", done), 300, 30)
        return sum(picture.pixelColor(x, y).name() == accent for x in range(150, 300) for y in range(30))

    assert accents(None) == accents(0.0) == 0
    assert accents(0.5) == pytest.approx(accents(1.0) / 2, abs=BAR.height())
    assert accents(1.0) == BAR.width() * BAR.height()
