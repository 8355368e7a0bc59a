"""A model follows the examples as they are collected, says how well it is known to do, and is a file like any other."""

import dataclasses

import numpy as np
import pytest
import torch
from tiny import picture_of, sample_of, words_of, write_dataset

from mmdesk.core.datasets.read import read_dataset, read_sample
from mmdesk.core.errors import Cancelled, InputError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.encoders import ENCODERS
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.collected import COLLECTED, Learned
from mmdesk.engine.modalities import registry
from mmdesk.engine.torch_engine import TorchEngine
from mmdesk.engine.training import collecting
from mmdesk.engine.training.collecting import Collector, some, teaching


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return read_dataset(write_dataset(tmp_path_factory.mktemp("data"), {"train": 30, "test": 9}))


@pytest.fixture(scope="module")
def engine():
    return TorchEngine("cpu")


def part(dataset, count, **changes):
    """The first so many examples, ten of each of three classes in turns."""
    examples = tuple(dataclasses.replace(example, **changes) for example in dataset.examples[:count])
    return dataclasses.replace(dataset, examples=examples)


def learned(learner, dataset, task="classification", token=None):
    *_, last = learner.learn(dataset, task, token or CancelToken())
    assert isinstance(last, Learned)
    return last


def test_it_answers_what_it_was_shown(engine, dataset):
    found = learned(engine, part(dataset, 30))
    assert found.spec.labels == ("green", "red", "蓝")
    assert found.spec.modalities == ("image", "text", "audio"), "in the registry's order"
    assert found.left_out == ()
    assert found.counts == {"green": 10, "red": 10, "蓝": 10}
    assert engine.open_learned() == found.spec
    for label in found.spec.labels:
        prediction = engine.predict(sample_of(label), CancelToken())
        assert prediction.label == label
        assert prediction.score <= 31 / 32 + 1e-9, "thirty examples tell no more"
        total = sum(answer.contribution for answer in prediction.modalities.values())
        assert prediction.score_of_none + total == pytest.approx(prediction.score)
        assert list(prediction.modalities) == ["image", "text", "audio"]


def test_a_new_example_of_a_new_class_is_in_the_next_answer(engine, dataset):
    without = dataclasses.replace(dataset, examples=tuple(e for e in dataset.examples[:30] if e.label != "蓝"))
    learned(engine, without)
    engine.open_learned()
    blue = Sample(image=picture_of("蓝", np.random.default_rng(5)), text=words_of("蓝", 5))
    assert engine.predict(blue, CancelToken()).label != "蓝"
    learned(engine, part(dataset, 30))
    engine.open_learned()
    assert engine.predict(blue, CancelToken()).label == "蓝"


def test_two_classes_with_two_examples_each_begin_to_answer(engine, dataset):
    pair = part(dataset, 5)
    assert [example.label for example in pair.examples] == ["red", "green", "蓝", "red", "green"]
    found = learned(engine, pair)
    assert found.spec is not None
    assert found.judged is None, "no figure of two examples a class"
    assert found.unjudged == ("green", "red", "蓝")
    few = learned(engine, part(dataset, 4))
    assert few.spec is None
    assert few.counts == {"green": 1, "red": 2, "蓝": 1}
    with pytest.raises(InputError, match="too few examples"):
        engine.open_learned()


def test_few_examples_claim_no_certainty(engine, dataset):
    found = learned(engine, part(dataset, 9))
    assert found.judged.samples == 9
    assert found.judged.interval[1] <= 10 / 11
    assert found.judged.quality <= found.judged.interval[1]
    engine.open_learned()
    for label in found.spec.labels:
        prediction = engine.predict(sample_of(label), CancelToken())
        assert prediction.score <= 10 / 11 + 1e-9
        assert all(answer.score <= 10 / 11 + 1e-9 for answer in prediction.modalities.values())


def test_where_parts_are_in_conflict_is_told_by_those_that_did_not_teach_once_they_are_enough(engine, dataset):
    assert learned(engine, part(dataset, 9)).spec.conflict is None
    assert 0.5 <= learned(engine, part(dataset, 30)).spec.conflict < 1


def test_what_cannot_be_excluded_is_told_by_answers_of_leaving_one_out(engine, dataset):
    assert not any("0.95" in own for own in learned(engine, part(dataset, 9)).spec.set_limits.values())
    assert any("0.95" in own for own in learned(engine, part(dataset, 30)).spec.set_limits.values())


def test_what_is_familiar_is_told_once_nineteen_are_answered_rightly(engine, dataset):
    learned(engine, part(dataset, 9))
    assert engine._collector.quick.model.familiarity is None
    learned(engine, part(dataset, 30))
    assert engine._collector.quick.model.familiarity.steps.max() >= 19


def test_labels_that_are_drawn_are_judged_as_hardly_known(dataset):
    """0.53 to 0.58 on the average of 30 drawings; the better of two modalities that know nothing is believed a little."""
    collector, qualities = Collector(), []
    for seed in range(8):
        labels = np.random.default_rng(seed).permutation(["even", "odd"] * 15)
        examples = tuple(dataclasses.replace(e, label=str(label)) for e, label in zip(dataset.examples[:30], labels, strict=True))
        qualities.append(learned(collector, dataclasses.replace(dataset, examples=examples)).judged.quality)
    assert 0.4 < np.mean(qualities) < 0.68


def test_what_is_for_testing_teaches_nothing(dataset):
    assert learned(Collector(), dataset).samples == 30
    assert learned(Collector(), part(dataset, 30, split="test")).samples == 0


def test_what_cannot_be_read_is_told_and_left_out(tmp_path):
    dataset = read_dataset(write_dataset(tmp_path / "data", {"train": 12}, missing=0))
    (tmp_path / "data" / "train-0.png").write_bytes(b"no picture")
    found = learned(Collector(), dataset)
    assert found.samples == 11
    assert found.counts["red"] == 3
    assert [row.row for row in found.skipped] == [dataset.examples[0].row]


def sounds(dataset):
    """The examples that have one, and nothing else of them."""
    examples = tuple(
        dataclasses.replace(example, parts={"audio": example.parts["audio"]})
        for example in dataset.examples[:30]
        if "audio" in example.present
    )
    return dataclasses.replace(dataset, examples=examples)


def test_sounds_are_learned_alone(dataset):
    found = learned(Collector(), sounds(dataset))
    assert found.spec.modalities == ("audio",)
    assert found.judged.quality > 0.7, "the pitch tells the class"


def test_what_has_no_frozen_encoder_waits_for_a_training(dataset, monkeypatch):
    monkeypatch.setattr(registry, "ENCODERS", {"audio": ("fresh",)})
    found = learned(Collector(), sounds(dataset))
    assert found.spec is None
    assert found.samples == 0
    assert found.left_out == ("audio",)


def test_numbers_are_learned_as_numbers(engine, dataset):
    values = {"red": 10.0, "green": 20.0, "蓝": 30.0}
    examples = tuple(
        dataclasses.replace(example, label=f"{values[example.label] + number / 100:g}")
        for number, example in enumerate(dataset.examples[:30])
    )
    found = learned(engine, dataclasses.replace(dataset, examples=examples), "regression")
    assert (found.spec.task, found.counts) == ("regression", {})
    assert found.judged.samples == 30
    assert found.judged.interval[1] < 6, "the mean error, where guessing the mean errs by 6.7"
    engine.open_learned()
    assert float(engine.predict(sample_of("蓝"), CancelToken()).score) == pytest.approx(30, abs=6)


def test_a_cancelled_one_leaves_the_model_before(dataset):
    collector = Collector()
    learned(collector, part(dataset, 12))
    before, token = collector.quick, CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        learned(collector, part(dataset, 30), token=token)
    assert collector.quick is before


def test_cancelled_while_it_is_being_fitted_it_ends_too(dataset, monkeypatch):
    collector, token = Collector(), CancelToken()
    fit = collecting.fit_frozen

    def cancelling(*args):
        token.cancel()
        return fit(*args)

    monkeypatch.setattr(collecting, "fit_frozen", cancelling)
    with pytest.raises(Cancelled):
        learned(collector, part(dataset, 30), token=token)
    assert collector.quick is None


def test_saved_it_is_a_model_file_with_the_same_scores(engine, dataset, tmp_path):
    found = learned(engine, part(dataset, 30))
    engine.open_learned()
    samples = [read_sample(example, modalities=("image", "text", "audio")) for example in dataset.examples[30:]]
    before = [engine.predict(sample, CancelToken()).scores for sample in samples if sample.present]
    assert engine.save_learned(tmp_path / "mine.safetensors") == found.spec
    spec = TorchEngine("cpu").open(tmp_path / "mine.safetensors")
    assert spec.to_json() == found.spec.to_json()
    assert spec.training[COLLECTED]
    engine.open(tmp_path / "mine.safetensors")
    assert [engine.predict(sample, CancelToken()).scores for sample in samples if sample.present] == before


def test_it_explains_its_answers(engine, dataset):
    learned(engine, part(dataset, 30))
    engine.open_learned()
    *_, explanation = engine.explain(Sample(text="this one is red"), CancelToken())
    assert explanation.label == "red"
    assert explanation["text"]


def test_learning_draws_no_random_number(dataset):
    """A training that goes on meanwhile stays the same to the last bit."""
    before = torch.get_rng_state()
    learned(Collector(), part(dataset, 12))
    assert torch.equal(torch.get_rng_state(), before)


def test_of_several_frozen_encoders_the_better_one_is_taken(dataset, monkeypatch):
    from mmdesk.core.models.spec import EncoderSpec
    from mmdesk.engine.modalities.image.column import ImageEncoding
    from mmdesk.engine.modalities.image.front_end import Lite0

    class Blind(Lite0):
        def features(self, prepared):
            return super().features(prepared) * 0 + 1

    plain = ImageEncoding.encodings["lite0"]
    several = {"blind": dataclasses.replace(plain, front_end=Blind), **ImageEncoding.encodings}
    monkeypatch.setattr(ImageEncoding, "encodings", several)
    monkeypatch.setattr(registry, "ENCODERS", {**ENCODERS, "image": ("blind", "lite0")})
    found = learned(Collector(), part(dataset, 12))
    assert isinstance(found.spec.encoders["image"], EncoderSpec)
    assert found.spec.encoders["image"].name == "lite0"


def test_of_very_many_the_newest_and_some_of_each_class_teach(dataset, monkeypatch):
    monkeypatch.setattr(collecting, "MAX_EXAMPLES", 20)
    monkeypatch.setattr(collecting, "NEWEST", 6)
    many = [dataclasses.replace(dataset.examples[0], row=row, label="rare" if row % 50 == 0 else "usual") for row in range(500)]
    kept = some(teaching(many, "classification"))
    assert len(kept) == 20
    assert [example.row for example in kept[-6:]] == list(range(494, 500))
    assert sum(example.label == "rare" for example in kept) >= 7
    assert [example.row for example in some(teaching(many, "classification"))] == [example.row for example in kept]
