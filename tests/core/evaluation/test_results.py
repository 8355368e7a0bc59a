import csv
import dataclasses
import json
from pathlib import Path

import pytest
from fakes import FakeEngine, class_results, number_evaluation, number_results

from mmdesk.core.evaluation.results import write_answers, write_figures
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.few import wilson_interval


@pytest.fixture
def evaluation(tmp_path):
    return [*FakeEngine().evaluate(tmp_path, tmp_path, "test", CancelToken())][-1]


@pytest.mark.parametrize(
    ("share", "samples", "interval"), [(0.9, 10, (0.596, 0.982)), (0.5, 100, (0.404, 0.596)), (1.0, 20, (0.839, 1.0))]
)
def test_intervals_are_wilsons(share, samples, interval):
    assert wilson_interval(share, samples) == pytest.approx(interval, abs=5e-4)


def test_nothing_seen_says_nothing():
    assert wilson_interval(0.0, 0) == (0.0, 1.0)


def test_a_name_that_is_not_text_is_spelled_out_as_json_does_it(evaluation, tmp_path):
    write_figures(tmp_path / "f.json", evaluation, class_results(dataset=Path("caf\udce9")))
    assert json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["dataset"] == "caf\udce9"


def test_answers_are_a_table(tmp_path):
    write_answers(tmp_path / "a.csv", class_results().table())
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["row", "label", "answer", "score", "score cat", "score 狗"]
    assert rows[0] == ["2", "cat", "cat", "0.900000", "0.900000", "0.100000"]
    assert len(rows) == 10


def test_numbers_are_a_table_and_a_document_too(tmp_path):
    write_answers(tmp_path / "a.csv", number_results().table())
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert (head, rows[0], len(rows)) == (["row", "label", "answer", "error"], ["2", "50", "51", "1"], 10)
    write_figures(tmp_path / "f.json", number_evaluation(), number_results())
    document = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert (document["mae"], document["model"], document["dataset"]) == (1.0, "m.safetensors", "data")


def test_a_sample_is_its_row_label_answer_and_words():
    assert class_results().cells(5) == ("7", "cat", "狗", "85.0 %", "words 7")
    assert number_results().cells(0) == ("2", "50", "51.00", "+1.00", "words 2")


def test_it_is_summed_up_with_where_it_comes_from(evaluation):
    names = [name for name, _ in class_results().summed_up(evaluation, str)]
    assert names[-3:] == ["Samples", "Data", "Training"]


def test_a_model_that_began_with_another_tells_it_there_too(evaluation):
    descent = {"title": "Pets", "file": "pets.safetensors", "sha256": "0", "encoders": ["image"]}
    results = dataclasses.replace(class_results(), training={"descends_from": descent})
    told = ("Began with", "“Pets” (pets.safetensors), with its encoders for: picture")
    assert results.summed_up(evaluation, str)[-1] == told
