"""Tables as JSON."""

import json

import pytest

from mmdesk.core.datasets.records import parse_records
from mmdesk.core.errors import DatasetError


def test_one_record_in_each_line():
    text = '{"file_name": "1.png", "label": "cat"}\n\n{"file_name": "2.png", "label": 7, "more": null}\n'
    assert parse_records(text, "metadata.jsonl") == (
        ["file_name", "label", "more"],
        [(1, ["1.png", "cat", ""]), (3, ["2.png", "7", ""])],
    )


def test_a_list_of_records_with_choices():
    records = [{"image": "/data/upload/1/a.png", "choice": "cat"}, {"image": "b.png", "choice": {"choices": ["red", "round"]}}]
    assert parse_records(json.dumps(records), "project.json")[1] == [
        (1, ["/data/upload/1/a.png", "cat"]),
        (2, ["b.png", "red;round"]),
    ]


def test_tasks_of_label_studio():
    chosen = {"result": [{"type": "choices", "value": {"choices": ["cat"]}}]}
    tasks = [
        {"id": 1, "data": {"text": "meow"}, "annotations": [{"result": []}, chosen]},
        {"id": 2, "data": {"text": "?"}, "annotations": []},
    ]
    assert parse_records(json.dumps(tasks), "project.json") == (["text", "choice"], [(1, ["meow", "cat"]), (2, ["?", ""])])


@pytest.mark.parametrize(
    "document",
    [
        {"text": ["meow", "woof"], "label": ["cat", 7]},
        {"text": {"0": "meow", "1": "woof"}, "label": {"0": "cat", "1": 7}},
        {"version": 2, "data": [{"text": "meow", "label": "cat"}, {"text": "woof", "label": 7}]},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_columns_and_records_in_one_document(document, indent):
    text = json.dumps(document, indent=indent)
    assert parse_records(text, "data.json") == (["text", "label"], [(1, ["meow", "cat"]), (2, ["woof", "7"])])


@pytest.mark.parametrize("record", [{"text": ["meow"], "label": ["cat"]}, {"text": "meow", "label": ["cat", "red"]}])
def test_a_record_with_several_values_is_one(record):
    assert len(parse_records(json.dumps(record), "data.jsonl")[1]) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [('{"a": 1}\n{"a": ', "line 2"), ("[1, 2]", "number 1"), ("[" * 100_000, "not JSON"), ('"words"', "no list of records")],
)
def test_what_is_no_list_of_records(text, words):
    with pytest.raises(DatasetError, match=words):
        parse_records(text, "x.json")
