"""The ready models of everyday things, and the samples that come with them."""

import csv
import dataclasses
import sys
from pathlib import Path

import pytest

import mmdesk
from mmdesk.core.models.ready import EVERYDAY, EVERYDAY_ZH

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "everyday"
SAMPLES = sorted((ROOT / "resources" / EVERYDAY.samples).glob("*.png"))
LARGEST_FILE = 100_000


@pytest.fixture(scope="module")
def english():
    return mmdesk.open_model("everyday")


@pytest.fixture(scope="module")
def chinese():
    return mmdesk.open_model("everyday-zh")


@pytest.fixture
def scripts(monkeypatch):
    """The scripts that make them can be imported."""
    monkeypatch.syspath_prepend(BUILD)
    yield
    for name in ("card", "make_model", "make_samples"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def names():
    with open(BUILD / "classes.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_files_refer_to_the_shipped_weights():
    assert max(ready.path.stat().st_size for ready in (EVERYDAY, EVERYDAY_ZH)) < LARGEST_FILE


def test_they_know_the_same_thousand_kinds(english, chinese, names):
    assert len(names) == 1000
    assert english.labels == tuple(row["english"] for row in names)
    assert chinese.labels == tuple(row["chinese"] for row in names)
    assert len({*chinese.labels}) == 1000
    assert all(any(ord(letter) > 0x2E80 for letter in label) for label in chinese.labels if label != "iPod")


def test_six_samples_show_what_their_names_say():
    assert [path.stem for path in SAMPLES] == ["banana", "basketball", "candle", "golf-ball", "tennis-ball", "umbrella"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_answered_rightly_in_both_languages(english, chinese, sample):
    prediction = english.predict(image=sample)
    assert prediction.label == sample.stem.replace("-", " ")
    assert prediction.score > 0.5
    assert sum(prediction.scores.values()) == pytest.approx(1)
    assert chinese.labels.index(chinese.predict(image=sample).label) == english.labels.index(prediction.label)


def test_no_score_claims_more_than_the_photographs_that_calibrated_it(english):
    with open(BUILD / "judged.csv", newline="", encoding="utf-8") as file:
        judged = len(list(csv.DictReader(file)))
    assert english.spec.evidence == {"": judged, "image": judged}
    assert all(english.predict(image=sample).score <= (judged + 1) / (judged + 2) for sample in SAMPLES)


def test_the_cards_name_data_licences_limits_and_figures(english, chinese):
    assert (english.spec.card["title"], chinese.spec.card["title"]) == ("Everyday things", "日常事物")
    for model in (english, chinese):
        assert all({"name", "by", "licence"} <= set(source) for source in model.spec.card["data"])
        assert model.spec.card["limits"]
        assert model.spec.card["figures"]


def test_the_figures_are_those_of_the_judged_photographs(english):
    with open(BUILD / "judged.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    shares = []
    for kind in ("scene", "rubbish"):
        right = [row["right"] == "yes" for row in rows if row["kind"] == kind]
        shares.append(round(sum(right) / len(right), 3))
    assert list(english.spec.card["figures"].values())[:2] == shares


@pytest.mark.usefixtures("scripts")
def test_the_scripts_make_what_is_there(tmp_path, monkeypatch):
    import make_model
    import torch

    from mmdesk.engine.model.checkpoint import load_model

    monkeypatch.setattr("sys.argv", ["make_model.py", "--out", str(tmp_path)])
    make_model.main()
    for ready in (EVERYDAY, EVERYDAY_ZH):
        made, there = (load_model(folder / ready.path.name) for folder in (tmp_path, ready.path.parent))
        assert dataclasses.replace(made[1], version="") == dataclasses.replace(there[1], version="")
        torch.testing.assert_close(made[0].state_dict(), there[0].state_dict())
    page = EVERYDAY.path.with_name("everyday.md")
    assert (tmp_path / page.name).read_text(encoding="utf-8") == page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("scripts")
def test_the_samples_are_drawn_by_the_script(tmp_path, monkeypatch):
    import make_samples
    import numpy as np
    from PIL import Image

    monkeypatch.setattr("sys.argv", ["make_samples.py", "--out", str(tmp_path)])
    make_samples.main()
    for sample in SAMPLES:
        drawn, there = (np.array(Image.open(path).convert("RGB"), dtype=float) for path in (tmp_path / sample.name, sample))
        assert abs(drawn - there).mean() < 4, "other versions of Pillow choose other colours, but hardly"
