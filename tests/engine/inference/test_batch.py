"""A batch on a real model."""

import pytest

from mmdesk.core.answers.batch import rows_of
from mmdesk.core.datasets.example import Skipped
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled, InputError
from mmdesk.core.progress import CancelToken
from mmdesk.engine.torch_engine import TorchEngine


@pytest.fixture
def engine(trained):
    engine = TorchEngine("cpu")
    engine.open(trained.result.model)
    return engine


def test_every_row_is_answered_or_says_why_not(engine, colours, tmp_path):
    rows = [*rows_of(read_dataset(colours))[-12:], Skipped(99, "It is empty.")]
    answers = list(engine.batch(rows, CancelToken()))
    assert [answered.row for answered in answers] == rows
    assert answers[-1].problem == "It is empty."
    right = [answered.prediction.label == answered.row.label for answered in answers[:-1]]
    assert sum(right) >= 10


def test_a_file_that_goes_meanwhile_is_a_problem_of_its_row(engine, colours, tmp_path):
    row = rows_of(read_dataset(colours))[0]
    (tmp_path / "manifest.csv").write_text("image,label\na.png,red\n")
    (tmp_path / "a.png").write_bytes(b"no picture")
    (bad,) = rows_of(read_dataset(tmp_path))
    first, second = engine.batch([bad, row], CancelToken())
    assert "a.png" in first.problem
    assert second.prediction


def test_it_stops_before_the_next_row(engine, colours):
    token = CancelToken()
    answers = engine.batch(rows_of(read_dataset(colours)), token)
    next(answers)
    token.cancel()
    with pytest.raises(Cancelled):
        next(answers)


def test_without_a_model_it_says_so():
    with pytest.raises(InputError, match="No model is open"):
        TorchEngine("cpu").batch([], CancelToken())
