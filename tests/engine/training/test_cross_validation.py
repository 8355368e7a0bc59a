import dataclasses

import pytest
import torch
from tiny import TINY, train, write_dataset

from mmdesk.core.datasets.splits import FOLDS
from mmdesk.core.progress import CancelToken
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.training import cross_validation, loop, trainer


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("few"), {"train": 18, "test": 30}, missing=0)


@pytest.fixture
def runs(monkeypatch):
    """The samples that each run learned from."""
    seen = []

    class Watched(loop.Run):
        def __init__(self, spec, plan, train, val, *others):
            super().__init__(spec, plan, train, val, *others)
            seen.append((set(train.rows.tolist()), set(val.rows.tolist())))

    monkeypatch.setattr(cross_validation, "Run", Watched)
    return seen


def test_every_sample_judges_and_every_sample_teaches(few, tmp_path, runs):
    trained = train(few, tmp_path / "few.safetensors")
    assert trained.result.val_samples == 18
    *folds, (learned, judged) = runs
    assert len(folds) == FOLDS - 1, "the first one is the training that is watched"
    assert all(not teaching & judging for teaching, judging in folds)
    first = set(range(18)) - set.union(*(judging for _, judging in folds))
    assert len(first) in (4, 5), "the fold of the training that is watched"
    assert (learned, judged) == (set(range(18)), set())
    assert [note.done for note in trained.notes if note.words == cross_validation.STAGE] == list(range(1, FOLDS + 2))


def test_the_model_knows_by_how_many_it_was_judged(few, tmp_path):
    train(few, tmp_path / "few.safetensors")
    spec = load_model(tmp_path / "few.safetensors")[1]
    assert spec.evidence["image+text+audio"] == 18
    assert spec.training["samples"] == 18


def test_the_same_seed_gives_the_same_model(few, tmp_path):
    weights = []
    for name in ("a", "b"):
        train(few, tmp_path / f"{name}.safetensors")
        weights.append(load_model(tmp_path / f"{name}.safetensors")[0].state_dict())
    assert all(torch.equal(value, weights[1][name]) for name, value in weights[0].items())


def test_stopped_while_it_is_judged_the_first_training_stays(few, tmp_path):
    token = CancelToken()
    result = None
    for report in trainer.train(few, dataclasses.replace(TINY, out=tmp_path / "few.safetensors"), token):
        if getattr(report, "words", "") == cross_validation.STAGE:
            token.cancel()
        result = report
    assert 4 <= result.val_samples <= 5
    assert load_model(tmp_path / "few.safetensors")[1].training["samples"] == 18 - result.val_samples
