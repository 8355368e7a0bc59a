import math

import pytest
import torch
from tiny import tiny_spec

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring import temperature
from mmdesk.engine.scoring.subsets import Answers
from mmdesk.engine.scoring.temperature import Calibration


def made_up(rows=400, scale=1.0, classes=3, seed=0):
    """Answers of a model whose logits are `scale` times too large, with everything present."""
    random = torch.Generator().manual_seed(seed)
    logits = torch.randn(rows, classes, generator=random) * 2
    labels = torch.multinomial(logits.softmax(-1), 1, generator=random).squeeze(1)
    everything = (scale * logits).unsqueeze(1).expand(-1, 8, -1)
    return Answers(everything, everything[:, :3], torch.ones(rows, 3, dtype=torch.bool), labels)


@pytest.mark.parametrize("scale", [0.25, 4.0])
def test_temperatures_mend_what_is_too_sure_or_too_unsure(scale):
    made = made_up(scale=scale)
    fitted = temperature.temperatures(made, tuple(MODALITIES))
    assert set(fitted) == {
        "image", "text", "audio", "image+text", "image+audio", "text+audio", "image+text+audio",
    }  # fmt: skip
    assert fitted["image+text+audio"] == pytest.approx(scale, rel=0.3)


def test_temperatures_are_kept_only_where_they_help_on_samples_that_did_not_fit_them():
    kept = [temperature.temperatures(made_up(rows=60, seed=seed), tuple(MODALITIES)) for seed in range(20)]
    assert sum(not temperatures for temperatures in kept) >= 5, "a good model is often left alone"
    for seed, temperatures in enumerate(kept):
        if temperatures:
            fresh = made_up(rows=4000, seed=1000 + seed)
            warmed = temperature.nll(fresh.everything, fresh.labels, torch.tensor([temperatures["image+text+audio"]]))
            plain = temperature.nll(fresh.everything, fresh.labels, torch.ones(1))
            assert warmed < plain + 0.05


def test_a_few_samples_say_nothing():
    assert temperature.temperatures(made_up(rows=10, scale=9), tuple(MODALITIES)) == {}


def test_only_samples_that_have_all_of_a_subset_speak_for_it():
    made = made_up(rows=100, scale=4)
    mask = made.mask.clone()
    mask[:, 2] = False
    fitted = temperature.temperatures(Answers(made.logits, made.unimodal, mask, made.labels), tuple(MODALITIES))
    assert set(fitted) == {"image", "text", "image+text"}


def test_the_likelihood_is_as_defined():
    made = made_up(rows=50)
    warmth = torch.tensor([0.5, 1.0, 2.0])
    wanted = [float(torch.nn.functional.cross_entropy(made.everything / t, made.labels)) for t in warmth]
    assert temperature.nll(made.everything, made.labels, warmth).tolist() == pytest.approx(wanted, rel=1e-5)


def test_the_table_of_temperatures_is_in_the_order_of_the_subsets():
    spec = tiny_spec(temperatures={"image": 2.0, "image+text+audio": 0.5})
    assert temperature.temperature_table(spec).tolist() == [1, 2, 1, 1, 1, 1, 1, 0.5]


def test_no_score_claims_more_than_its_evidence():
    spec = tiny_spec(evidence={"image": 50, "text": 3}, temperatures={"image": 0.1})
    logits = torch.tensor([[30.0, 0.0, -5.0]]).expand(3, -1)
    shown = torch.tensor([[True, False, False], [False, True, False], [False, False, True]])
    scores = Calibration(spec)(logits, shown).softmax(-1)
    torch.testing.assert_close(scores[:, 0], torch.tensor([51 / 52, 4 / 5, 1 / 2], dtype=torch.float64))
    assert (scores.argsort(-1, descending=True) == torch.tensor([0, 1, 2])).all(), "the order stays"
    torch.testing.assert_close(scores.sum(-1), torch.ones(3, dtype=torch.float64))


def test_a_model_without_counted_evidence_keeps_its_scores():
    spec = tiny_spec(temperatures={"image": 2.0})
    logits, shown = torch.randn(4, 3), torch.tensor([[True, False, False]]).expand(4, -1)
    torch.testing.assert_close(Calibration(spec)(logits, shown).softmax(-1), (logits.double() / 2).softmax(-1))


def test_a_number_stays_as_it_is():
    spec = tiny_spec(task="regression", labels=())
    outputs, shown = torch.randn(4, 1), torch.ones(4, 3, dtype=torch.bool)
    assert torch.equal(Calibration(spec)(outputs, shown), outputs.double())


def test_samples_without_a_mistake_do_not_make_a_model_sure_without_end():
    logits = torch.randn(50, 4, generator=torch.Generator().manual_seed(0)) * 3
    labels = logits.argmax(-1)
    fitted = float(temperature.fitted_temperature(logits, labels))
    assert math.log(0.2) < math.log(fitted) < 0, "surer than before, but not at the end of the search"


def test_evidence_counts_the_samples_that_have_all_of_a_subset():
    made = made_up(rows=6)
    made.mask[:2, 2] = False
    counted = temperature.evidence(made, tuple(MODALITIES))
    assert (counted[""], counted["image"], counted["audio"], counted["image+text+audio"]) == (6, 6, 4, 4)


@pytest.mark.parametrize(("task", "keeps"), [("classification", True), ("regression", False)])
def test_a_spec_keeps_what_calibrates_where_answers_claim_a_probability(task, keeps):
    spec = tiny_spec(task=task, **({} if keeps else {"labels": (), "target": (0.0, 1.0)}))
    made = made_up(rows=100, scale=4)
    told = temperature.calibrated(spec, task_of(spec), made)
    assert told.temperatures == (temperature.temperatures(made, spec.modalities) if keeps else {})
    assert told.evidence == temperature.evidence(made, spec.modalities), "by which it is known who answers a modality alone"
