"""A fourth modality, which exists only here, in a real window: its card, its cell in the table and its preview."""

import json

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout
from vectors import VectorColumn, vector_of

from mmdesk.app.modalities.column import DeskColumn
from mmdesk.app.modalities.input_card import InputCard
from mmdesk.app.modalities.preview import Preview
from mmdesk.app.modalities.registry import DESK
from mmdesk.core.modalities.registry import MODALITIES


class VectorCard(InputCard):
    """Shows the numbers."""

    def __init__(self, session, theme):
        super().__init__("vector", session, theme)
        self.numbers = QLabel()
        self.body.addWidget(self.numbers)
        self._part_changed("vector")

    def show_content(self, part):
        self.numbers.setText(" ".join(f"{number:.1f}" for number in part.content.numbers) if part.content else "")

    def facts(self, part):
        return part.content.name


class VectorPreview(Preview):
    """Shows how many numbers there are."""

    def __init__(self):
        super().__init__()
        self.count = QLabel()
        QVBoxLayout(self).addWidget(self.count)

    def show_content(self, content):
        self.count.setText(str(len(content.numbers)) if content else "")


class VectorDesk(DeskColumn):
    """Vectors in the window."""

    count = "Count the &vector"
    icon = "data"
    cell_width = 90

    def card(self, session, theme):
        return VectorCard(session, theme)

    def preview(self, sound, theme):
        return VectorPreview()


@pytest.fixture(autouse=True)
def _vectors():
    with MODALITIES.extended("vector", VectorColumn()), DESK.extended("vector", VectorDesk()):
        yield


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "numbers.json"
    path.write_text(json.dumps([1, 2.5, 3]))
    return path


def test_a_file_that_is_dropped_lies_on_its_card(window, file, qtbot):
    session, card = window.session, window.places.classify.cards["vector"]
    session.drop([file])
    qtbot.waitUntil(lambda: session.part("vector").content is not None)
    assert card.numbers.text() == "1.0 2.5 3.0"
    assert card.isVisibleTo(window)
    assert session.sample.present == ("vector",)
    card.switch.click()
    assert session.sample.present == ()
    assert window.places.classify.counted.rows["vector"] is not None


def test_a_row_has_its_cell_and_its_preview(window, tmp_path, qtbot):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(vector_of(1, np.random.default_rng(0)).numbers.tolist()))
    (folder / "manifest.csv").write_text("vector,text,label\na.json,a cat,cat\n,a dog,dog\n", encoding="utf-8")
    window.go_to_named("data")
    page = window.places.current
    window.session.collection.open(folder)
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)
    column = page.table.model.columns.index("vector")
    assert [page.table.model.words(line, column) for line in range(2)] == ["a.json", ""]
    assert page.table.table.columnWidth(column) >= VectorDesk.cell_width
    page.table.table.selectRow(0)
    preview = page.details.previews["vector"]
    qtbot.waitUntil(lambda: preview.count.text() == "8")
    assert preview.isVisibleTo(page)
    page.table.table.selectRow(1)
    qtbot.waitUntil(lambda: not preview.isVisibleTo(page))


def test_the_menu_counts_it(window):
    assert window.actions_.shown["vector"].text() == "Count the &vector"
