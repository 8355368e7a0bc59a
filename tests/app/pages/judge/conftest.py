from pathlib import Path

import pytest


@pytest.fixture
def judged(ready, qtbot):
    """The session with a judgement."""
    ready.judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    return ready


@pytest.fixture
def judged_numbers(ready, engine, qtbot):
    """The session with a judgement of a model that tells a number."""
    engine.judged = "regression"
    ready.judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    return ready
