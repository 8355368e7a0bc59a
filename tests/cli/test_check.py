import json


def test_json_lists_problems_with_their_rows(mmdesk, dataset):
    outcome = mmdesk("check", dataset, "--json")
    assert outcome.code == 0
    document = json.loads(outcome.out)
    assert document["rows"] == 3
    by_kind = {problem["kind"]: problem for problem in document["problems"]}
    assert [row["row"] for row in by_kind["unreadable"]["rows"]] == [3]
    assert "empty.png is empty" in by_kind["unreadable"]["rows"][0]["reason"]
    assert by_kind["unreadable"]["remedy"] == "remove"
    assert by_kind["few"]["remedy"] is None
    assert len(by_kind["blank"]["rows"]) == 1


def test_people_get_sentences(mmdesk, dataset):
    outcome = mmdesk("check", dataset)
    assert outcome.code == 0
    assert "1 picture is almost blank. (image) Remove it, or mend it.\n    row 2\n" in outcome.out
    assert "3: empty.png is empty" in outcome.out
    assert outcome.out.endswith("kinds of problems.\n")


def test_what_is_no_dataset(mmdesk, tmp_path):
    outcome = mmdesk("check", tmp_path / "gone")
    assert (outcome.code, outcome.out) == (2, "")
    assert "gone" in outcome.err
