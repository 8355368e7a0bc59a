import pytest

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.text.fingerprint import fingerprint
from mmdesk.core.problems.findings import Kind
from mmdesk.core.problems.media import find_part_problems


def of_texts(*texts: str | None) -> list[tuple[int, ...]]:
    rows = [Example(row, {}, "a", "train") for row, _ in enumerate(texts)]
    seen = [None if text is None else fingerprint(text) for text in texts]
    return [problem.rows for problem in find_part_problems(rows, {"text": seen})]


def test_a_text_that_is_seldom_missing_was_forgotten() -> None:
    assert of_texts(*["words"] * 99, None) == [(99,)]
    assert of_texts(*["words"] * 20, *[None] * 10) == []
    assert of_texts(*["words"] * 20, *[None] * 10, "...") == [(30,)]


@pytest.mark.parametrize(("usual", "short"), [(0.4, 0.09), (2.0, 0.3), (60.0, 0.45)])
def test_short_is_meant_beside_the_usual_length(usual: float, short: float) -> None:
    rows = [Example(row, {"text": "words"}, "a", "train") for row in range(10)]
    sounds = [Fingerprint(seconds=seconds) for seconds in (*[usual] * 8, short, 1.2 * short + 0.1)]
    (problem,) = find_part_problems(rows, {"image": [None] * 10, "audio": sounds})
    assert (problem.kind, problem.rows) == (Kind.SHORT, (8,))
