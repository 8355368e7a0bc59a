"""What the tests of readers share."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from mmdesk.core.errors import InputError

Refused = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def refused() -> Refused:
    """`with refused(MediaError, "cat.png", "empty"):` passes if the block raises it with a sentence of these parts."""

    @contextmanager
    def check(kind: type[InputError], *parts: str) -> Iterator[None]:
        with pytest.raises(kind) as caught:
            yield
        sentence = str(caught.value)
        for part in parts:
            assert part in sentence
        assert "Traceback" not in sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")
        assert sentence != caught.value.sentence.template or not caught.value.sentence.values

    return check
