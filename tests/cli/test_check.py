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


def test_an_encoding_is_said_once_and_offered(mmdesk, tmp_path):
    for label in ("Kätzchen", "Hündin"):
        (tmp_path / label).mkdir()
        for number in range(12):
            (tmp_path / label / f"{number}.txt").write_bytes(f"Die {label} Nummer {number} läuft".encode("cp1252"))
    outcome = mmdesk("check", tmp_path)
    assert outcome.out.count("Windows-1252") == 2
    assert "as in “Die Hündin Nummer 0 läuft”. If that is right, give --encoding Windows-1252.\n    rows 1, 2," in outcome.out
    assert "cannot be read" not in outcome.out
    outcome = mmdesk("check", tmp_path, "--encoding", "windows-1252")
    assert "What is not in UTF-8 was read as windows-1252." in outcome.out
    assert outcome.out.endswith("24 rows, 0 kinds of problems.\n")
    outcome = mmdesk("check", tmp_path, "--encoding", "klingon")
    assert (outcome.code, outcome.out) == (2, "")
    assert "klingon is not a choice for --encoding" in outcome.err
