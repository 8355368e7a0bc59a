import json


def test_json_is_one_document_with_the_agreed_keys(mmdesk, model, dataset):
    outcome = mmdesk("evaluate", model, dataset, "--json")
    assert outcome.code == 0
    document = json.loads(outcome.out)
    agreed = "split samples accuracy balanced_accuracy macro_f1 ece subsets unimodal labels confusion skipped"
    assert set(agreed.split()) <= set(document)
    assert document["split"] == "test"
    assert document["confusion"] == [[5, 1], [0, 4]]
    assert document["skipped"] == [{"row": 4, "reason": "b.png is empty"}]


def test_people_get_tables_and_the_sentence(mmdesk, model, dataset):
    outcome = mmdesk("evaluate", model, dataset, "--split", "val")
    assert outcome.code == 0
    assert "Samples            10 (validation)" in outcome.out
    assert "Accuracy           60 % to 98 %" in outcome.out
    assert "image+text  60 % to 98 %" in outcome.out
    assert outcome.out.endswith("Fusion helps.\n")
    assert "Row 4 was left out: b.png is empty" in outcome.err


def test_the_dataset_must_be_given(mmdesk, model):
    outcome = mmdesk("evaluate", model)
    assert (outcome.code, outcome.out) == (2, "")
    assert "DATASET" in outcome.err
    assert "mmdesk evaluate --help" in outcome.err


def test_a_report_is_written_beside(mmdesk, model, dataset, tmp_path):
    outcome = mmdesk("evaluate", model, dataset, "--report", tmp_path / "r.html")
    assert outcome.code == 0
    assert "Fusion helps." in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert mmdesk("evaluate", model, dataset, "--report", tmp_path / "missing" / "r.html").code == 2
