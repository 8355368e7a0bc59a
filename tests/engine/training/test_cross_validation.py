import dataclasses

import pytest
import torch
from finished import finished
from tiny import TINY, tiny_spec, train, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.datasets.splits import FOLDS, fold_numbers
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.prepare import prepare
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.training import cross_validation, loop, trainer
from mmdesk.engine.training.fit import fit


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("few"), {"train": 18, "test": 30}, missing=0)


@pytest.fixture(scope="module")
def watched(few, tmp_path_factory):
    """A training, and the samples that each of its runs learned from and was judged by."""
    seen = []

    class Watched(loop.Run):
        def __init__(self, spec, plan, train, val, *others):
            super().__init__(spec, plan, train, val, *others)
            seen.append((set(train.rows.tolist()), set(val.rows.tolist())))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cross_validation, "Run", Watched)
        return train(few, tmp_path_factory.mktemp("watched") / "few.safetensors"), seen


def test_every_sample_judges_and_every_sample_teaches(watched):
    trained, runs = watched
    assert trained.result.val_samples == 18
    *folds, (learned, judged) = runs
    assert len(folds) == FOLDS - 1, "the first one is the training that is watched"
    assert all(not teaching & judging for teaching, judging in folds)
    first = set(range(18)) - set.union(*(judging for _, judging in folds))
    assert len(first) in (4, 5), "the fold of the training that is watched"
    assert (learned, judged) == (set(range(18)), set())
    assert [note.done for note in trained.notes if note.words == cross_validation.STAGE] == list(range(1, FOLDS + 2))


def test_the_model_knows_by_how_many_it_was_judged(watched):
    spec = load_model(watched[0].result.model)[1]
    assert spec.evidence["image+text+audio"] == 18
    assert spec.training["samples"] == 18


def test_the_same_seed_gives_the_same_model(watched, few, tmp_path):
    again = train(few, tmp_path / "again.safetensors")
    first, second = (load_model(trained.result.model)[0].state_dict() for trained in (watched[0], again))
    assert all(torch.equal(value, second[name]) for name, value in first.items())


def test_stopped_while_it_is_judged_the_first_training_stays(few, tmp_path):
    token = CancelToken()
    result = None
    for report in trainer.train(few, dataclasses.replace(TINY, out=tmp_path / "few.safetensors"), token):
        if getattr(report, "words", "") == cross_validation.STAGE:
            token.cancel()
        result = report
    assert 4 <= result.val_samples <= 5
    assert load_model(tmp_path / "few.safetensors")[1].training["samples"] == 18 - result.val_samples


def test_no_class_is_held_back_because_its_sample_judges(tmp_path):
    """Its class is rarer where the sample does not teach; what that costs is given back before it is judged."""
    data = write_dataset(tmp_path / "data", {"train": 9}, missing=0)
    dataset = read_dataset(data)
    _, prepared = finished(prepare(dataset, tiny_spec(("audio",)), ["train"], CancelToken()))
    plan = dataclasses.replace(TINY, out=tmp_path / "model.safetensors", modalities=("audio",), epochs=1)
    _, done = finished(fit(prepared, plan, fold_numbers(dataset), choose_device("cpu"), lambda _: None, CancelToken()))
    assert len(done.judges) == FOLDS
    for judge in done.judges:
        own = torch.cat([batch.labels for batch in judge.batches]).bincount(minlength=3)
        taught = 3 - own
        expected = (torch.ones(3) / 3).log() - (taught / taught.sum()).log()
        torch.testing.assert_close(judge.missed, expected)
