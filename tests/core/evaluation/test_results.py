import csv
import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEngine, number_answers, sample_answers

from mmdesk.core.evaluation.results import (
    figures_document,
    write_answers,
    write_figures,
    write_number_answers,
    write_number_figures,
)
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.reports import wilson_interval


@pytest.fixture
def evaluation(tmp_path):
    return [*FakeEngine().evaluate(tmp_path, tmp_path, "test", CancelToken())][-1]


def test_shares_count_what_was_said(evaluation):
    answers = sample_answers()
    assert answers.share(answers.predicted) == (0.9, wilson_interval(0.9, 10))
    assert answers.share(answers.subsets["image"])[0] == 1.0
    assert answers.confusion.tolist() == [[5, 1], [0, 4]]


@pytest.mark.parametrize(
    ("share", "samples", "interval"), [(0.9, 10, (0.596, 0.982)), (0.5, 100, (0.404, 0.596)), (1.0, 20, (0.839, 1.0))]
)
def test_intervals_are_wilsons(share, samples, interval):
    assert wilson_interval(share, samples) == pytest.approx(interval, abs=5e-4)


def test_nothing_seen_says_nothing():
    assert wilson_interval(0.0, 0) == (0.0, 1.0)


def test_figures_are_one_document(evaluation, tmp_path):
    write_figures(tmp_path / "f.json", evaluation, sample_answers())
    document = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert document == json.loads(json.dumps(figures_document(evaluation, sample_answers())))
    assert document["classes"]["cat"] == pytest.approx({"precision": 1.0, "recall": 5 / 6, "f1": 10 / 11, "support": 6})
    assert document["accuracy"] == 0.9


def test_a_name_that_is_not_text_is_spelled_out_as_json_does_it(evaluation, tmp_path):
    write_figures(tmp_path / "f.json", evaluation, sample_answers(dataset=Path("caf\udce9")))
    assert json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["dataset"] == "caf\udce9"


def test_answers_are_a_table(tmp_path):
    write_answers(tmp_path / "a.csv", sample_answers())
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["row", "label", "answer", "score", "score cat", "score 狗"]
    assert rows[0] == ["2", "cat", "cat", "0.900000", "0.900000", "0.100000"]
    assert len(rows) == 10


def test_the_interval_of_the_mean_error_is_that_of_its_standard_error():
    answers = number_answers()
    assert answers.error_interval == (1, 1)
    apart = dataclasses.replace(answers, predicted=answers.truth + np.tile([1.0, 3.0], 5))
    assert apart.error_interval == pytest.approx((2 - 1.96 / 10**0.5, 2 + 1.96 / 10**0.5))
    assert answers.shown(3) == "3.00"


def test_numbers_are_a_table_and_a_document_too(tmp_path):
    evaluation = [*FakeEngine("regression").evaluate(tmp_path, tmp_path, "test", CancelToken())][-1]
    write_number_answers(tmp_path / "a.csv", number_answers())
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert (head, rows[0], len(rows)) == (["row", "label", "answer", "error"], ["2", "50", "51", "1"], 10)
    write_number_figures(tmp_path / "f.json", evaluation, number_answers())
    document = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert (document["mae"], document["model"], document["dataset"]) == (1.0, "m.safetensors", "data")
