"""Whole trainings on tiny data."""

import dataclasses
import re
from pathlib import Path

import pytest
import torch
from finished import finished
from tiny import TINY, train, write_dataset

from mmdesk.core.errors import Cancelled, DatasetError, InputError, OptionError
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.registry import USUAL_TASK
from mmdesk.core.training.plan import FUSION_NAMES, IMBALANCE, PRESETS
from mmdesk.core.training.reports import EpochReport, TrainResult
from mmdesk.core.training.unfinished import unfinished_file
from mmdesk.engine.data.prepare import prepare, read_labelled
from mmdesk.engine.device import Device
from mmdesk.engine.model.checkpoint import FAMILIARITY, load_model, load_tensors
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.training import loop, trainer
from mmdesk.engine.training.heads.frozen import fit_frozen, refit_heads
from mmdesk.engine.training.loop import Run
from mmdesk.engine.training.validation import Validation


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 24, "val": 30})


@pytest.fixture
def out(tmp_path):
    return tmp_path / "model.safetensors"


def weights_of(path):
    return {name: value for name, value in load_tensors(path)[0].items() if not name.startswith(FAMILIARITY)}


def same(first, second):
    return first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


def figures(trained):
    """What must be the same in two trainings that are: all but the times."""
    return [dataclasses.replace(report, seconds=0, samples_per_second=0, memory=0, processor_share=1) for report in trained.epochs]


def interrupted(data, out, after, **choices):
    """A training whose token is cancelled after so many epochs."""
    token = CancelToken()
    reports = []
    for report in trainer.train(data, dataclasses.replace(TINY, out=out, **choices), token):
        reports.append(report)
        if isinstance(report, EpochReport) and report.epoch == after:
            token.cancel()
    return reports


def test_a_training_learns_and_reports_every_epoch(trained, colours):
    assert [report.epoch for report in trained.epochs] == list(range(1, 13))
    assert {report.epochs for report in trained.epochs} == {12}
    assert trained.epochs[-1].train_loss < trained.epochs[0].train_loss
    assert trained.result.val_accuracy > 0.9  # 6 seeds, in float32 and in bfloat16: 1
    assert trained.result.val_accuracy == max(report.val_accuracy for report in trained.epochs)
    assert all(report.samples_per_second > 0 for report in trained.epochs)
    spec = load_model(trained.result.model)[1]
    assert spec.labels == ("green", "red", "蓝")
    assert spec.modalities == ("image", "text", "audio")
    assert (spec.training["samples"], spec.training["seed"], spec.training["epochs"]) == (60, 1, 12)
    assert 0.5 <= spec.conflict < 1, "its validation tells where conflict begins"
    assert "0.9" in spec.set_limits["image"], "and what cannot be excluded"
    assert not unfinished_file(trained.result.model).exists()


def test_progress_is_told_while_files_are_read(data, out, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    notes = train(data, out, epochs=1).notes
    assert (54, 54) in [(note.done, note.total) for note in notes]


def test_the_same_seed_gives_the_same_model_and_another_one_does_not(data, tmp_path):
    runs = [train(data, tmp_path / f"{number}.safetensors", epochs=2, seed=seed) for number, seed in enumerate((5, 5, 6))]
    first, again, other = (weights_of(run.result.model) for run in runs)
    assert figures(runs[0]) == figures(runs[1])
    assert same(first, again)
    assert not same(first, other)


def test_a_resumed_training_is_the_uninterrupted_one(data, tmp_path):
    whole = train(data, tmp_path / "whole.safetensors", epochs=4)
    halved = tmp_path / "halved.safetensors"
    *_, result = interrupted(data, halved, after=2, epochs=4)
    assert isinstance(result, TrainResult)
    rest = train(data, halved, epochs=4, resume=True)
    assert figures(rest) == figures(whole)[2:]
    assert "Going on after epoch 2." in rest.sentences
    assert rest.result.best_epoch == whole.result.best_epoch
    assert same(weights_of(halved), weights_of(whole.result.model))
    assert not unfinished_file(halved).exists()


def test_a_crash_is_survived(data, out):
    reports = trainer.train(data, dataclasses.replace(TINY, out=out), CancelToken())
    while not (isinstance(report := next(reports), EpochReport) and report.epoch == 2):
        pass
    reports.close()  # as if the process had ended
    assert not out.exists()
    assert [report.epoch for report in train(data, out, resume=True).epochs] == [3]


def test_there_must_be_something_to_resume(data, out):
    with pytest.raises(OptionError, match="no interrupted training of"):
        train(data, out, resume=True)


@pytest.mark.parametrize("choice", [{"batch_size": 8}, {"fusion": "mean"}, {"image_size": 48}, {"seed": 9}])
def test_only_the_same_training_is_resumed(data, out, choice):
    interrupted(data, out, after=1, modalities=("image",))
    with pytest.raises(OptionError, match="other choices or data"):
        train(data, out, resume=True, **{"modalities": ("image",), **choice})


def test_other_rows_are_another_training(out, tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 12, "val": 30}, missing=0)
    interrupted(data, out, after=1, modalities=("image",))
    (data / "train-3.png").write_bytes(b"no picture")
    with pytest.raises(OptionError, match="other choices or data"):
        train(data, out, resume=True, modalities=("image",))


def test_other_labels_are_another_training(out, tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 12, "val": 30}, missing=0)
    interrupted(data, out, after=1, modalities=("image",))
    table = data / "manifest.csv"
    table.write_text(table.read_text().replace(",red,", ",x,").replace(",green,", ",red,").replace(",x,", ",green,"))
    with pytest.raises(OptionError, match="other choices or data"):
        train(data, out, resume=True, modalities=("image",))


@pytest.mark.parametrize("split", ["train", "val"])
def test_rows_without_a_chosen_modality_are_one_sentence(out, tmp_path, split):
    data = write_dataset(tmp_path / "data", {"train": 12, "val": 30}, missing=0)
    for file in data.glob(f"{split}-*.wav"):
        file.unlink()
    table = data / "manifest.csv"
    table.write_text(re.sub(rf"{split}-[0-9]+\.wav", "", table.read_text()))
    with pytest.raises(DatasetError, match=f"No row of {split} in data has any of: audio"):
        train(data, out, modalities=("audio",))


@pytest.mark.parametrize("fusion", ["mixture", "low-rank"])
def test_a_training_that_diverges_is_one_sentence(data, out, fusion):
    with pytest.raises(OptionError, match=r"model\.safetensors diverged"):
        train(data, out, fusion=fusion, learning_rate=10.0)
    assert not out.exists()


def test_the_card_names_the_folder_whatever_it_was_given_as(data, out, tmp_path, monkeypatch):
    monkeypatch.chdir(data)
    train(Path(), out, modalities=("text",), epochs=1)
    assert load_model(out)[1].card["data"].startswith(f"{data.name}: ")


def test_stopping_keeps_the_best_so_far(data, out):
    *_, last, result = interrupted(data, out, after=2, epochs=50)
    assert isinstance(last, EpochReport)
    assert last.epoch == 2
    assert result.best_epoch in {1, 2}
    assert load_model(out)[1].training["epochs"] == 2
    assert unfinished_file(out).exists()


def test_stopping_in_the_middle_of_an_epoch_keeps_the_best_and_the_last_whole_state(data, tmp_path, monkeypatch):
    whole = train(data, tmp_path / "whole.safetensors", epochs=4, batch_size=8)
    halved, token, step, steps = tmp_path / "halved.safetensors", CancelToken(), Run._forward, []

    def stopped(run, batch, *others):
        steps.append(len(batch.labels))
        if len(steps) == 8:  # two epochs of three steps, and two more
            token.cancel()
        return step(run, batch, *others)

    monkeypatch.setattr(Run, "_forward", stopped)
    assert len(train(data, halved, token, epochs=4, batch_size=8).epochs) == 2
    assert load_model(halved)[1].training["epochs"] == 2
    rest = train(data, halved, epochs=4, batch_size=8, resume=True)
    assert figures(rest) == figures(whole)[len(whole.epochs) - len(rest.epochs) :]
    assert same(weights_of(halved), weights_of(whole.result.model))


def test_stopping_before_the_first_epoch_leaves_nothing(data, out):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        train(data, out, token)
    assert not out.exists()


def test_the_best_epoch_is_kept_and_not_the_last(data, out, monkeypatch):
    accuracies = iter([0.5, 0.9, 0.4])
    seen = []

    def validated(model, *_):
        seen.append({name: value.clone() for name, value in model.state_dict().items()})
        return Validation(1.0, next(accuracies), {}, {})

    monkeypatch.setattr(loop, "validate", validated)
    trained = train(data, out, epochs=3, modalities=("text",))
    assert trained.result.best_epoch == 2
    assert same(weights_of(out), seen[1])


def test_training_stops_when_validation_gets_no_better(data, out, monkeypatch):
    losses = iter(range(50))
    monkeypatch.setattr(loop, "validate", lambda *_: Validation(float(next(losses)), 0.5, {}, {}))
    trained = train(data, out, epochs=50, patience=2, modalities=("text",))
    assert len(trained.epochs) == 3
    assert trained.result.best_epoch == 3  # the accuracies are the same: the later one


@pytest.fixture
def card(monkeypatch):
    """A graphics card whose memory holds `card.samples` samples at a time; computed by the processor."""
    card = Device(torch.device("cpu"), "A card was found.", bfloat16=False)
    memory = type("Memory", (), {"samples": 0})()
    usual, step = trainer.choose_device, Run._forward

    def limited(run, batch, *others):
        if run.device is card and len(batch.labels) > memory.samples:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB.")
        return step(run, batch, *others)

    monkeypatch.setattr(trainer, "choose_device", lambda wanted: usual("cpu") if wanted == "cpu" else card)
    monkeypatch.setattr(Run, "_forward", limited)
    return memory


def test_out_of_memory_means_a_smaller_batch_said_aloud(data, out, card):
    card.samples = 6
    trained = train(data, out, device="auto", batch_size=24, modalities=("image",), epochs=2)
    predicted = [sentence for sentence in trained.sentences if "memory" in sentence]
    assert len(predicted) == 2, "24, 12, 6"
    assert "12" in predicted[0]
    assert "6" in predicted[1]
    assert [report.epoch for report in trained.epochs] == [1, 2]
    assert load_model(out)[1].training["samples"] == 24


def test_out_of_memory_to_the_end_means_the_processor_said_aloud(data, out, card):
    trained = train(data, out, device="auto", batch_size=8, modalities=("image",), epochs=2)
    assert "processor" in trained.sentences[-1]
    assert [report.epoch for report in trained.epochs] == [1, 2]


@pytest.mark.parametrize("imbalance", IMBALANCE)
def test_rare_classes_have_their_remedies(out, tmp_path, imbalance):
    lines = [f"common thing number {n},many,{'val' if n % 5 == 0 else 'train'}" for n in range(60)]
    lines += [f"rare matter number {n},few,{'val' if n % 3 == 0 else 'train'}" for n in range(6)]
    (tmp_path / "manifest.csv").write_text("text,label,split\n" + "\n".join(lines), encoding="utf-8")
    trained = train(tmp_path, out, imbalance=imbalance, epochs=4)
    assert trained.result.val_accuracy > 0.7  # 6 seeds, in float32 and in bfloat16: 0.86, which is the common class alone, to 1
    assert all(report.train_loss == report.train_loss for report in trained.epochs)
    assert any("“few” has only 4 samples for training, “many” has 48" in predicted for predicted in trained.sentences) == (
        imbalance == "none"
    )


@pytest.mark.parametrize("fusion", FUSION_NAMES)
def test_every_fusion_trains(data, out, fusion):
    trained = train(data, out, fusion=fusion, epochs=1, modalities=("image", "text"))
    assert trained.epochs[0].train_loss > 0
    assert load_model(out)[1].fusion == fusion


def test_every_preset_trains(data, out):
    for preset in PRESETS:
        train(data, out, preset=preset, epochs=1, modalities=("text",), batch_size=32, encoder=())
        assert load_model(out)[1].preset == preset


@pytest.mark.parametrize("modality", ["image", "text", "audio"])
def test_one_modality_is_enough(data, out, modality):
    train(data, out, modalities=(modality,), epochs=1)
    assert load_model(out)[1].modalities == (modality,)


def test_more_samples_a_step_than_there_are(data, out):
    assert len(train(data, out, batch_size=1000, epochs=1, modalities=("text",)).epochs) == 1


def test_one_sample_a_step(tmp_path, out):
    data = write_dataset(tmp_path / "data", {"train": 6, "val": 30})
    assert len(train(data, out, batch_size=1, epochs=1).epochs) == 1


def test_rows_that_cannot_be_read_are_listed(out, tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 24, "val": 30}, missing=0)
    (data / "train-5.png").write_bytes(b"no picture")
    (data / "val-2.wav").write_bytes(b"")
    result = train(data, out, epochs=1).result
    assert [skipped.row for skipped in result.skipped] == [7, 28]
    assert "train-5.png" in result.skipped[0].reason


def test_too_many_rows_that_cannot_be_read_are_one_sentence(out, tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 24, "val": 30}, missing=0)
    for number in range(8):
        (data / f"train-{number}.png").write_bytes(b"no picture")
    with pytest.raises(DatasetError, match=r"8 of 54 rows .* cannot be read, first row 2: train-0\.png"):
        train(data, out)
    assert train(data, out, epochs=1, accept_unreadable=True).result.val_accuracy >= 0


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("", "is a folder"),
        ("model.pt", "must end in .safetensors"),
        ("gone/model.safetensors", "the folder does not exist"),
        ("manifest.csv/model.safetensors", "the folder does not exist"),
        ("x" * 300 + ".safetensors", "the name is too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_before_anything_is_read(tmp_path, place, sentence):
    (tmp_path / "manifest.csv").write_text("text,label\na,b\n", encoding="utf-8")
    with pytest.raises(InputError, match=sentence):
        train(tmp_path / "no dataset", tmp_path / place)


def test_an_earlier_model_stays_until_the_new_one_is_whole(data, out, trained):
    out.write_bytes(trained.result.model.read_bytes())
    reports = trainer.train(data, dataclasses.replace(TINY, out=out), CancelToken())
    next(report for report in reports if isinstance(report, EpochReport))
    reports.close()
    assert out.read_bytes() == trained.result.model.read_bytes()


def test_what_cannot_be_kept_for_later_is_said_and_the_training_goes_on(data, out, monkeypatch):
    def full(run):
        raise InputError("{path} was not saved: the disk is full.", path="state")

    monkeypatch.setattr(Run, "save", full)
    trained = train(data, out, epochs=2, modalities=("text",))
    assert len(trained.epochs) == 2
    assert "it cannot go on later. state was not saved: the disk is full." in trained.sentences[-1]


def test_a_model_that_found_no_room_can_be_written_later(data, out, monkeypatch):
    def full(*_):
        raise InputError("{path} was not saved: the disk is full.", path=out)

    with monkeypatch.context() as patch:
        patch.setattr(trainer, "save_model", full)
        with pytest.raises(InputError, match="the disk is full"):
            train(data, out, epochs=2, modalities=("text",))
    assert not out.exists()
    assert train(data, out, epochs=2, modalities=("text",), resume=True).epochs == []
    assert load_model(out)[1].training["epochs"] == 2


def test_what_the_program_sets_aside_teaches_the_head_once_it_has_judged(out, tmp_path):
    data = write_dataset(tmp_path, {"train": 150})
    train(data, out, epochs=1, modalities=("text", "audio"), encoder=("text=tf-idf", "audio=fresh"))
    model, spec = load_model(out)
    dataset = read_labelled(data, USUAL_TASK)
    assert dataset.set_aside
    _, prepared = finished(prepare(dataset, spec, ("train", "val"), CancelToken()))
    of_training = build(spec).eval()
    fit_frozen(of_training, spec, prepared.table("train"))
    assert not torch.equal(model.heads["text"].weight, of_training.heads["text"].weight)
    refit_heads(of_training, spec, prepared.divided(dict.fromkeys(dataset.set_aside, "train")).table("train"))
    assert torch.equal(model.heads["text"].weight, of_training.heads["text"].weight)


def test_the_file_tells_what_is_familiar_by_samples_that_did_not_teach(data, out):
    train(data, out, modalities=("text",))
    model, _ = load_model(out)
    assert 19 <= model.familiarity.steps[1] <= 30, "so many of its validation are answered rightly"
    assert not torch.cat([value.flatten().float() for value in model.familiarity.kept().values()]).isnan().any()
