import dataclasses
import itertools

import numpy as np
import pytest
import torch
from by_definition import brute_force
from tiny import sample_of, tiny_spec

from mmdesk.core.errors import InputError
from mmdesk.core.modalities.audio.sound import Spectrogram
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.coverage import SETS
from mmdesk.core.models.spec import CONFLICT
from mmdesk.core.training.plan import FUSION_NAMES
from mmdesk.engine.device import choose_device
from mmdesk.engine.inference.predictor import Predictor, without_normalisations
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.model.likeness import Familiarity
from mmdesk.engine.scoring.out_of_distribution import fitted

SUBSETS = [subset for n in (1, 2, 3) for subset in itertools.combinations(MODALITIES, n)]


def predictor_of(**changes):
    torch.manual_seed(3)
    spec = tiny_spec(**changes)
    model = build(spec)
    for parameter in model.fusion.parameters():
        torch.nn.init.normal_(parameter, std=0.5)  # so that the modalities really matter
    return Predictor(model, spec, choose_device("cpu"))


def part(sample: Sample, shown) -> Sample:
    return sample.without(*(modality for modality in MODALITIES if modality not in shown))


@pytest.mark.parametrize("fusion", FUSION_NAMES)
@pytest.mark.parametrize("shown", SUBSETS)
def test_contributions_sum_to_what_is_explained(fusion, shown):
    prediction = predictor_of(fusion=fusion).predict(part(sample_of("red"), shown))
    assert tuple(prediction.modalities) == shown
    total = sum(answer.contribution for answer in prediction.modalities.values())
    assert total == pytest.approx(prediction.score - prediction.score_of_none, abs=1e-5)
    assert sum(prediction.scores.values()) == pytest.approx(1, abs=1e-5)
    assert prediction.score == max(prediction.scores.values()) == prediction.scores[prediction.label]
    assert sum(answer.weight for answer in prediction.modalities.values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("fusion", ["gated", "attention", "product"])
def test_contributions_are_those_of_really_taking_modalities_away(fusion):
    predictor = predictor_of(fusion=fusion)
    sample = sample_of("green")
    whole = predictor.predict(sample)
    values = {frozenset(shown): predictor.predict(part(sample, shown)).scores[whole.label] for shown in SUBSETS}
    values[frozenset()] = whole.score_of_none
    wanted = brute_force(values, tuple(MODALITIES))
    given = {modality: answer.contribution for modality, answer in whole.modalities.items()}
    assert given == pytest.approx(wanted, abs=1e-4)
    assert max(map(abs, wanted.values())) > 0.01, "or this would say nothing"


def test_temperatures_change_the_certainty_and_not_the_answer():
    sample = sample_of("red")
    plain = predictor_of().predict(sample)
    warm = predictor_of(temperatures={"image+text+audio": 10.0}).predict(sample)
    assert warm.label == plain.label
    assert warm.score < plain.score
    total = sum(answer.contribution for answer in warm.modalities.values())
    assert total == pytest.approx(warm.score - warm.score_of_none, abs=1e-5)


def test_the_same_sample_has_the_same_answer():
    predictor = predictor_of()
    first, second = (predictor.predict(sample_of("red")) for _ in range(2))
    assert dataclasses.replace(first, milliseconds=0) == dataclasses.replace(second, milliseconds=0)


@pytest.mark.parametrize("sample", [Sample(), Sample(text="  "), Sample(text="words")])
def test_nothing_that_the_model_takes_is_one_sentence(sample):
    with pytest.raises(InputError, match="This model takes picture, sound"):
        predictor_of(modalities=("image", "audio")).predict(sample)


def test_what_the_model_does_not_take_is_left_out():
    prediction = predictor_of(modalities=("image", "audio")).predict(sample_of("red"))
    assert tuple(prediction.modalities) == ("image", "audio")


def test_a_spectrogram_is_a_sound():
    bands = Spectrogram(np.random.default_rng(0).random((16, 21)).astype(np.float32))
    assert tuple(predictor_of().predict(Sample(audio=bands)).modalities) == ("audio",)


@pytest.mark.parametrize("modalities", SUBSETS)
def test_every_model_can_be_warmed_up(modalities):
    predictor_of(modalities=modalities).warm_up()


@pytest.mark.parametrize("text", ["七", "ٱلْعَرَبِيَّة", "🐦" * 500, "a" * 100_000])
def test_texts_of_any_script_and_length(text):
    assert predictor_of().predict(Sample(text=text)).score > 0


@pytest.mark.parametrize("shown", SUBSETS)
def test_a_trained_model_is_right_with_whatever_it_is_shown(trained, shown):
    model, spec = load_model(trained.result.model)
    predictor = Predictor(model, spec, choose_device("cpu"))
    right = [predictor.predict(part(sample_of(label, seed), shown)).label == label for label in spec.labels for seed in range(4)]
    assert sum(right) >= (10 if len(shown) == 3 else 8)


def test_normalisations_are_folded_without_a_change_of_the_answer():
    torch.manual_seed(5)
    spec = tiny_spec()
    model = build(spec)
    norms = [module for module in model.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    for norm in norms:
        norm.running_mean.normal_()
        norm.running_var.uniform_(0.5, 2)
    model.eval()
    inputs = {
        "image": torch.randint(0, 256, (2, 3, spec.front_end("image").size, spec.front_end("image").size), dtype=torch.uint8),
        "audio": torch.randn(2, spec.front_end("audio").bands, spec.front_end("audio").frames),
    }
    mask = torch.tensor([[True, False, True]] * 2)
    with torch.inference_mode():
        before = model(inputs, mask).logits
        after = without_normalisations(model)(inputs, mask).logits
    assert norms
    assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in model.modules())
    assert torch.allclose(before, after, atol=1e-4)


def decided(**changes):
    """A model whose pictures and sounds are always red for sure, and whose words green."""
    predictor = predictor_of(**changes)
    for modality, label in (("image", 0), ("text", 1), ("audio", 0)):
        head = predictor._model.heads[modality]
        torch.nn.init.zeros_(head.weight)
        head.bias.data = 4 * torch.eye(3)[label]
    return predictor


@pytest.mark.parametrize("shown", SUBSETS)
def test_modalities_that_are_sure_of_different_classes_are_in_conflict(shown):
    """Also where no validation measured where that begins, as for models of before."""
    prediction = decided().predict(part(sample_of("red"), shown))
    assert all(answer.score > 0.9 for answer in prediction.modalities.values())
    apart = len({answer.label for answer in prediction.modalities.values()}) > 1
    assert apart == ("text" in shown and len(shown) > 1)
    assert (prediction.contradiction > 0.8, prediction.conflict) == (apart, apart)


def test_conflict_begins_beyond_what_validation_measured():
    found = decided().predict(sample_of("red")).contradiction
    bounds = (found - 0.01, found + 0.01)
    told = [decided(training={CONFLICT: bound}).predict(sample_of("red")).conflict for bound in bounds]
    assert told == [True, False]


def test_answers_to_prepared_contents_tell_the_same_conflict():
    predictor, sample = decided(), sample_of("red")
    sound = [predictor.front_ends["audio"].prepare(sample["audio"])] * 2
    for shown, conflict in ((sample.without("audio"), True), (sample.without("audio", "text"), False), (Sample(), False)):
        both = predictor.encode_with(predictor.encode(shown), "audio", sound)
        logits, told = predictor.logits(*both), predictor.in_conflict(*both)
        assert logits.shape == (2, 3)
        assert told.tolist() == [conflict] * 2


EVIDENCE = dict.fromkeys(("", *("+".join(subset) for subset in SUBSETS)), 100)


@pytest.mark.parametrize("fusion", FUSION_NAMES)
def test_what_a_modality_says_on_its_own_is_the_answer_to_nothing_else(fusion):
    predictor = predictor_of(fusion=fusion, evidence=EVIDENCE, temperatures={"image": 0.3, "audio": 2.0})
    sample = sample_of("green")
    whole = predictor.predict(sample)
    for modality, own in whole.modalities.items():
        only = predictor.predict(part(sample, (modality,)))
        assert (own.label, own.score) == (only.label, pytest.approx(only.score, abs=1e-5))
        assert only.modalities[modality].score == pytest.approx(only.score, abs=1e-12)
        assert only.modalities[modality].contribution == pytest.approx(only.score - only.score_of_none, abs=1e-12)


def test_a_stream_hears_the_same_conflict_as_an_answer_tells():
    sample = sample_of("green")
    for seed in range(5):
        predictor = predictor_of(fusion="gated", evidence=EVIDENCE, temperatures=dict.fromkeys(MODALITIES, 0.05))
        torch.manual_seed(seed)
        for parameter in predictor._model.fusion.parameters():
            torch.nn.init.normal_(parameter, std=0.5)
        told = predictor.predict(sample)
        heard = predictor.encode_with(predictor.encode(sample.without("audio")), "audio", [prepared_sound(predictor, sample)])
        assert bool(predictor.in_conflict(*heard)) == told.conflict
        found = predictor.task.contradiction(own_scores(predictor, sample), torch.ones(3, dtype=torch.bool))
        assert told.contradiction == pytest.approx(float(found), abs=1e-4)


def prepared_sound(predictor, sample):
    return predictor.front_ends["audio"].prepare(sample["audio"])


def own_scores(predictor, sample):
    """(M, C) of the answers to each part alone."""
    answers = [predictor.predict(part(sample, (modality,))).scores for modality in MODALITIES]
    return torch.tensor([list(scores.values()) for scores in answers], dtype=torch.float64)


def test_sets_are_those_of_the_parts_that_are_present():
    """Nothing is excluded of the picture alone, everything but the answer of picture and words, and a class of the words."""
    limits = {"image": {"0.9": 100.0}, "image+text": {"0.9": 0.0}, "text": {"0.9": [100.0, 0.0, 100.0]}}
    predictor = predictor_of(training={SETS: limits})
    sample = sample_of("red")
    found = {shown: predictor.predict(part(sample, shown)) for shown in SUBSETS[:4]}
    (everything,), (alone,) = found["image",].sets, found["image", "text"].sets
    assert everything.labels == tuple(sorted(found["image",].scores, key=lambda label: -found["image",].scores[label]))
    assert alone.labels == (found["image", "text"].label,)
    assert {*found["text",].sets[0].labels} == {"red", "蓝", found["text",].label}
    assert found["audio",].sets == (), "which were not measured"


def with_bounds(unlike: float) -> Predictor:
    """One to which every sample is so unlike, of known ones whose scores go from 0 to 1."""
    predictor = predictor_of(fusion="mixture")
    torch.manual_seed(0)
    sizes = {modality: predictor._model.encoders[modality].size for modality in MODALITIES}
    found = {}
    for modality, size in sizes.items():
        likeness = fitted(torch.randn(60, size), torch.arange(60) % 3)
        # By scales so wide that nothing matters but where they begin.
        scale = np.array([[-unlike * 1e6, 0], [1e6, 1e12]], np.float32)
        found[modality] = dataclasses.replace(likeness, scale=scale)
    ladder = np.tile(np.linspace(0, 1, 99, dtype=np.float32), (8, 1))
    predictor._model.familiarity = Familiarity(found, np.zeros((8, 2), np.float32), ladder, np.full(8, 99))
    return predictor


@pytest.mark.parametrize("shown", SUBSETS)
def test_a_sample_unlike_all_that_taught_is_none_of_these_whatever_is_shown(shown):
    prediction = with_bounds(2.0).predict(part(sample_of("red"), shown))
    assert (prediction.unknown, prediction.known) == (True, 0.01)
    assert [(own.unknown, own.known) for own in prediction.modalities.values()] == [(True, 0.01)] * len(shown)


def test_how_known_a_single_part_is_does_not_depend_on_the_others():
    predictor = with_bounds(0.25)
    together = predictor.predict(sample_of("red"))
    assert not together.unknown
    for modality, own in together.modalities.items():
        alone = predictor.predict(part(sample_of("red"), (modality,)))
        assert own.known == alone.known == pytest.approx(0.75, abs=0.02)
    assert together.known == pytest.approx(0.25, abs=0.02), "all parts together are less like"


def test_models_of_before_know_everything():
    prediction = predictor_of().predict(sample_of("red"))
    assert (prediction.unknown, prediction.known) == (False, None)
    assert {(own.unknown, own.known) for own in prediction.modalities.values()} == {(False, None)}


def test_an_answer_with_a_class_of_other_things_is_none_of_these():
    predictor = predictor_of(labels=("red", "background", "noise"))
    prediction = predictor.predict(sample_of("red"))
    assert prediction.unknown == (prediction.label != "red")
    others = predictor_of(labels=("other", "background", "noise"))
    assert others.predict(sample_of("red")).unknown


def test_known_parts_that_contradict_each_other_are_a_conflict_and_not_none_of_these():
    predictor, sample = with_bounds(0.4), sample_of("red")
    together = predictor.predict(sample)
    assert (together.unknown, together.known) == (True, 0.01)
    assert not any(own.unknown for own in together.modalities.values())
    predictor._threshold = -1.0  # whatever they say is too much
    conflict = predictor.predict(sample)
    assert (conflict.conflict, conflict.unknown, conflict.known) == (True, False, 0.01)
    strange = with_bounds(2.0)
    strange._threshold = -1.0
    assert strange.predict(sample).unknown, "as each part is"
