import dataclasses
import subprocess
import sys

import pytest
import torch
from finished import finished
from tiny import TINY, tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled, ModelFileError
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.unfinished import unfinished_file
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import extract
from mmdesk.engine.device import choose_device
from mmdesk.engine.training.loop import Run


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    examples = read_dataset(write_dataset(tmp_path_factory.mktemp("data"), {"train": 12, "val": 6})).examples
    _, features = finished(extract(examples, tiny_spec(), CancelToken()))
    return Table(examples, features, tiny_spec(), "train"), Table(examples, features, tiny_spec(), "val")


@pytest.fixture
def begun(tables, tmp_path):
    """Make a run at its beginning."""
    return lambda **choices: Run(
        tiny_spec(), dataclasses.replace(TINY, out=tmp_path / "m.safetensors", **choices), *tables, choose_device("cpu")
    )


def test_an_epoch_moves_the_model_and_is_counted(begun):
    training = begun()
    before = {name: value.clone() for name, value in training.model.named_parameters()}
    report = training.epoch(CancelToken())
    assert (report.epoch, training.progress.epoch, training.samples) == (1, 1, 12)
    moved = [name for name, value in training.model.named_parameters() if not torch.equal(value, before[name])]
    assert len(moved) > 0.9 * len(before)
    assert training.best.keys() == training.model.state_dict().keys()


def test_an_epoch_that_is_stopped_does_not_count(begun):
    training, token = begun(), CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        training.epoch(token)
    assert training.progress.epoch == 0
    assert training.best == {}


def test_what_was_saved_is_taken_up_to_the_last_bit(begun):
    first = begun()
    first.epoch(CancelToken())
    first.save()
    chance = torch.get_rng_state()
    one = first.epoch(CancelToken())
    second = begun(resume=True)
    second.resume()
    assert torch.equal(torch.get_rng_state(), chance)
    assert second.progress.epoch == 1
    other = second.epoch(CancelToken())
    assert (one.train_loss, one.val_loss, one.val_accuracy) == (other.train_loss, other.val_loss, other.val_accuracy)
    for name, value in first.model.state_dict().items():
        assert torch.equal(value, second.model.state_dict()[name]), name


def test_neither_the_number_of_workers_nor_a_busy_machine_changes_a_bit(begun, monkeypatch):
    def weights(count):
        monkeypatch.setattr("mmdesk.engine.device.all_threads", lambda: count)
        monkeypatch.setattr("mmdesk.engine.training.parallel.LEAST_SAMPLES", 3)
        monkeypatch.setattr("mmdesk.engine.training.parallel.LEAST_NUMBERS", 1)
        training = begun(batch_size=8)
        reports = [training.epoch(CancelToken()) for _ in range(3)]
        assert all(0 < report.processor_share <= 1 for report in reports)
        return [report.train_loss for report in reports], training.model.state_dict()

    losses, alone = weights(1)
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        for count in (2, 4):
            others, together = weights(count)
            assert others == losses
            assert all(torch.equal(together[name], value) for name, value in alone.items())
    finally:
        busy.kill()
        busy.wait()


def test_a_damaged_state_is_one_sentence(begun, tmp_path):
    first = begun()
    first.epoch(CancelToken())
    first.save()
    path = unfinished_file(first.plan.out)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(ModelFileError, match="is damaged"):
        begun(resume=True).resume()


def test_a_training_does_not_import_the_compiler(tmp_path):
    write_dataset(tmp_path / "data", {"train": 12, "val": 30})
    code = "import sys, mmdesk; mmdesk.train(*sys.argv[1:], epochs=1); print('torch._dynamo' in sys.modules)"
    command = [sys.executable, "-c", code, tmp_path / "data", tmp_path / "m.safetensors"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "False\n", done.stderr
