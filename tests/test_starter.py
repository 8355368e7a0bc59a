"""The starter model on the samples that come with it."""

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import mmdesk
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.paths import starter_model

if TYPE_CHECKING:
    from mmdesk.engine.torch_engine import Model

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
STEMS = sorted(path.stem for path in SAMPLES.glob("*.png"))
MAX_MODELS_BYTES, MAX_SAMPLES_BYTES = 12_000_000, 1_500_000


@pytest.fixture(scope="module")
def starter() -> "Model":
    return mmdesk.open_model()


def parts(stem: str) -> dict[str, object]:
    text = (SAMPLES / f"{stem}.txt").read_text(encoding="utf-8").strip()
    return {"image": SAMPLES / f"{stem}.png", "text": text, "audio": SAMPLES / f"{stem}.wav"}


def label_of(stem: str) -> str:
    return stem.rpartition("-")[2]


def test_twelve_samples_of_four_people_show_every_digit():
    assert len(STEMS) == 12
    assert {label_of(stem) for stem in STEMS} == set("0123456789")
    assert len({stem.partition("-")[0] for stem in STEMS}) == 4
    assert {path.stem for path in SAMPLES.glob("*.wav")} == {path.stem for path in SAMPLES.glob("*-*.txt")} == set(STEMS)


def test_model_and_samples_are_small():
    assert sum(path.stat().st_size for path in starter_model().parent.iterdir()) <= MAX_MODELS_BYTES
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) <= MAX_SAMPLES_BYTES


def test_card_names_data_licences_limits_and_figures(starter: "Model"):
    card = starter.spec.card
    assert card["title"] == "Digits"
    assert all({"name", "by", "licence"} <= set(source) for source in card["data"])
    assert card["limits"]
    assert card["figures"]


@pytest.mark.parametrize("stem", STEMS)
def test_sample_is_answered_rightly(starter: "Model", stem: str):
    prediction = starter.predict(**parts(stem))
    assert prediction.label == label_of(stem)
    assert prediction.score > 0.5


@pytest.mark.parametrize("stem", STEMS)
def test_contributions_of_every_subset_sum_to_what_the_parts_changed(starter: "Model", stem: str):
    for count in (1, 2, 3):
        for shown in itertools.combinations(MODALITIES, count):
            prediction = starter.predict(**{name: part for name, part in parts(stem).items() if name in shown})
            answers = prediction.modalities
            assert set(answers) == set(shown)
            gained = sum(answer.contribution for answer in answers.values())
            assert gained == pytest.approx(prediction.score - prediction.score_of_none, abs=1e-5)
            assert sum(answer.weight for answer in answers.values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("shown", [s for count in (1, 2) for s in itertools.combinations(MODALITIES, count)], ids="+".join)
def test_one_or_two_parts_suffice_for_most_samples(starter: "Model", shown: tuple[str, ...]):
    hits = sum(starter.predict(**{name: parts(stem)[name] for name in shown}).label == label_of(stem) for stem in STEMS)
    assert hits >= (11 if len(shown) == 2 else 10)


def test_words_without_a_number_leave_it_unsure(starter: "Model"):
    texts = ("the neighbour's dog barks", "good evening", "I forgot my umbrella", "what time is it", "谢谢你", "再见", "我饿了")
    assert np.mean([starter.predict(text=text).score for text in texts]) < 0.5


def test_noise_leaves_it_unsure(starter: "Model"):
    random = np.random.default_rng(0)
    hiss = random.normal(0, 0.1, 48_000).astype(np.float32)
    speckles = random.integers(0, 256, (300, 400, 3), dtype=np.uint8)
    assert starter.predict(audio=(hiss, 48_000)).score < 0.5
    assert starter.predict(image=speckles).score < 0.5
    assert starter.predict(image=np.full((300, 400, 3), 250, dtype=np.uint8)).score < 0.5
