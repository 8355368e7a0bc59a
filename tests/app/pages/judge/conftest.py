from pathlib import Path

import pytest


@pytest.fixture
def judged(ready, qtbot):
    """The session with a judgement."""
    ready.judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    return ready
