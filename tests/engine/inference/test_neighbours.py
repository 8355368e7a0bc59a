"""Which examples a sample is like, and where they stand on the map."""

import dataclasses

import numpy as np
import pytest
import torch
from tiny import tiny_spec, write_dataset

from mmdesk.core.answers.neighbours import NEAREST
from mmdesk.core.datasets.read import read_dataset, read_sample
from mmdesk.core.errors import Cancelled
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.device import choose_device
from mmdesk.engine.inference import neighbours
from mmdesk.engine.inference.neighbours import embedded_examples
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.model.fused_model import build


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return told_apart(read_dataset(write_dataset(tmp_path_factory.mktemp("like") / "data", {"train": 45})))


def told_apart(dataset):
    """The same with words that the few tokens of a tiny model keep apart."""
    examples = (
        dataclasses.replace(e, parts={n: f"{e.label} {e.row}" if n == "text" else part for n, part in e.parts.items()})
        for e in dataset.examples
    )
    return dataclasses.replace(dataset, examples=tuple(examples))


@pytest.fixture(scope="module")
def predictor():
    torch.manual_seed(0)
    spec = tiny_spec()
    return Predictor(build(spec), spec, choose_device("cpu"))


def run(steps):
    notes = []
    while True:
        try:
            notes.append(next(steps))
        except StopIteration as end:
            return end.value, notes


@pytest.fixture
def found(predictor, dataset):
    return run(embedded_examples(predictor, dataset, CancelToken()))[0]


def test_an_example_is_most_like_itself(found, dataset):
    for example in dataset.examples[:6]:
        near = found.of(read_sample(example))
        assert near.together.found[0].row == example.row
        assert near.together.found[0].similarity == pytest.approx(1, abs=0.02)
        assert len(near.together.found) == NEAREST
        similarities = [one.similarity for one in near.together.found]
        assert similarities == sorted(similarities, reverse=True)


def test_each_modality_has_neighbours_of_its_own(found, dataset):
    example = next(example for example in dataset.examples if len(example.present) == 3)
    near = found.of(read_sample(example))
    assert set(near.modalities) == {"image", "text", "audio"}
    for modality, own in near.modalities.items():
        assert own.found[0].similarity == pytest.approx(1, abs=0.02)
        assert all(modality in one.example.present for one in own.found)


def test_a_sample_with_one_part_is_compared_by_it_alone(found, dataset):
    example = next(example for example in dataset.examples if len(example.present) == 3)
    near = found.of(read_sample(example).without("text", "audio"))
    assert [one.row for one in near.together.found] == [one.row for one in near.modalities["image"].found]
    assert near.together.found[0].similarity == pytest.approx(1, abs=0.02)


def test_words_say_how_near_the_examples_are_to_each_other(found, dataset):
    near = found.of(read_sample(dataset.examples[0])).together
    assert -1 <= near.hardly <= near.alike <= 1.001


def test_a_sample_without_a_part_that_any_example_has_is_like_nothing(predictor, dataset):
    without = tuple(
        dataclasses.replace(example, parts={name: part for name, part in example.parts.items() if name != "text"})
        for example in dataset.examples
    )
    found, _ = run(embedded_examples(predictor, dataclasses.replace(dataset, examples=without), CancelToken()))
    near = found.of(Sample(text="this one is red"))
    assert (near.together.found, near.modalities, near.place) == ((), {}, None)


def test_examples_without_a_label_are_on_the_map_but_near_nothing(predictor, dataset):
    half = tuple(dataclasses.replace(e, label="" if n % 2 else e.label) for n, e in enumerate(dataset.examples))
    found, _ = run(embedded_examples(predictor, dataclasses.replace(dataset, examples=half), CancelToken()))
    near = found.of(read_sample(half[1]))
    assert all(one.label for one in near.together.found)
    assert len(found.map().examples) == len(half)


def test_a_modality_that_tells_nothing_of_the_labels_counts_little(predictor, dataset):
    random = np.random.default_rng(1)
    words = [f"word{number}" for number in random.integers(0, 1000, len(dataset.examples))]
    noisy = tuple(dataclasses.replace(e, parts={**e.parts, "text": word}) for e, word in zip(dataset.examples, words, strict=True))
    found, _ = run(embedded_examples(predictor, dataclasses.replace(dataset, examples=noisy), CancelToken()))
    example = next(example for example in noisy if len(example.present) == 3)
    sample = read_sample(example)
    other = Sample(image=sample["image"], text="nothing of the kind", audio=sample["audio"])
    assert found.of(other).together.found[0].row == example.row
    assert found.of(other).together.found[0].similarity > 0.8


def test_a_wrong_label_amid_others_is_doubted(predictor, tmp_path):
    folder = write_dataset(tmp_path / "data", {"train": 60}, missing=0.0)
    dataset = read_dataset(folder)
    place = 30
    wrong = dataclasses.replace(dataset.examples[place], label="green")
    assert dataset.examples[place].label == "red"
    # One class stands alone: what is near a picture of it can be nothing else.
    examples = tuple(e for e in (*dataset.examples[:place], wrong, *dataset.examples[place + 1 :]))
    found, _ = run(embedded_examples(predictor, dataclasses.replace(dataset, examples=examples), CancelToken()))
    near = found.of(read_sample(wrong))
    assert near.together.found[0].row == wrong.row
    assert near.together.found[0].doubted == "red"
    assert all(not one.doubted for one in near.together.found[1:])


def test_the_map_has_a_place_for_each_example_and_for_the_sample(found, dataset):
    drawn = found.map()
    assert drawn.examples == dataset.examples
    assert drawn.places.shape == (len(dataset.examples), 2)
    assert np.abs(drawn.places).max() == pytest.approx(1, abs=0.02)
    assert 0 < drawn.kept <= 1
    for number in (0, 7):
        place = found.of(read_sample(dataset.examples[number])).place
        np.testing.assert_allclose(place, drawn.places[number], atol=0.05)


def test_two_examples_are_too_few_for_a_map(predictor, dataset):
    found, _ = run(embedded_examples(predictor, dataclasses.replace(dataset, examples=dataset.examples[:2]), CancelToken()))
    assert found.map() is None
    near = found.of(read_sample(dataset.examples[0]))
    assert near.together.found[0].row == dataset.examples[0].row
    assert near.place is None


def test_none_at_all_is_no_fault(predictor, dataset, tmp_path):
    (tmp_path / "broken.png").write_bytes(b"no picture")
    broken = dataclasses.replace(
        dataset.examples[0],
        parts={"image": dataclasses.replace(next(iter(dataset.examples[0].items.values())), path=tmp_path / "broken.png")},
    )
    for examples in ((), (broken,)):
        found, _ = run(embedded_examples(predictor, dataclasses.replace(dataset, examples=examples), CancelToken()))
        assert (found.count, found.map()) == (0, None)
        assert found.of(Sample(text="red")).together.found == ()


def test_it_tells_how_far_it_is_and_can_be_cancelled(predictor, tmp_path):
    dataset = read_dataset(write_dataset(tmp_path / "data", {"train": 6}))
    token = CancelToken()
    steps = embedded_examples(predictor, dataset, token)
    assert isinstance(next(steps), Note)
    token.cancel()
    with pytest.raises(Cancelled):
        run(steps)


def test_another_label_needs_nothing_to_be_read(predictor, dataset, found):
    renamed = tuple(dataclasses.replace(example, label="other") for example in dataset.examples)
    again, notes = run(embedded_examples(predictor, dataclasses.replace(dataset, examples=renamed), CancelToken()))
    assert notes == []
    assert {one.label for one in again.of(read_sample(dataset.examples[0])).together.found} == {"other"}


def test_of_very_many_examples_some_are_drawn(found, dataset, monkeypatch):
    monkeypatch.setattr(neighbours, "DRAWN", 10)
    drawn = found.map()
    assert len(drawn.examples) == len(drawn.places) == 10
    assert (drawn.examples[0], drawn.examples[-1]) == (dataset.examples[0], dataset.examples[-1])
