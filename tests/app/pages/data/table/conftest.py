"""The card of the table with a project of ten rows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mmdesk.app.pages.data.table.card import TableCard
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme


@pytest.fixture
def card(session: Session, folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[TableCard]:
    card = TableCard(session.collection, session.worth, session.alike, session.settings, theme)
    qtbot.addWidget(card)
    card.resize(700, 500)
    card.show()
    card.activateWindow()
    card.table.setFocus()
    qtbot.waitUntil(card.isActiveWindow)
    session.collection.open(folder)
    qtbot.waitUntil(lambda: card.model.rowCount() == 10)
    yield card
    qtbot.waitUntil(lambda: session.collection.saved)


@pytest.fixture
def choose(card: TableCard) -> Callable[..., None]:
    """Select the rows on these lines."""
    return lambda *lines: card.selection.select(frozenset(card.model.keys(lines)))


@pytest.fixture
def settled(card: TableCard, session: Session, qtbot: QtBot) -> Callable[[], list[str]]:
    """Wait until everything is done and shown; gives the labels of the rows that are shown."""

    def wait() -> list[str]:
        collection = session.collection
        qtbot.waitUntil(lambda: collection.saved and not card.finder.busy)
        qtbot.waitUntil(lambda: collection.view is not None and card.model.rows is collection.view.content.rows)
        return [card.model.row(line).label for line in range(card.model.rowCount())]

    return wait
