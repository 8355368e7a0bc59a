"""Examples that are kept, and learned from."""

from mmdesk.core.modalities.sample import Sample


def keep(session, qtbot, *labels):
    """Keep an example of each of these labels, and wait until they are learned from."""
    before = len(session.collection.view.content.rows)
    for number, label in enumerate(labels, before):
        session.collection.edits.add(Sample(text=f"words {number}"), label)
    qtbot.waitUntil(lambda: len(session.collection.view.content.rows) == before + len(labels))
    settle(session, qtbot)


def settle(session, qtbot):
    qtbot.waitUntil(lambda: not (session.collection.busy or session.learning.busy or session.busy))
