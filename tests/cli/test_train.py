import dataclasses
import json
import zipfile

import pytest
from specs import write_encoder

from mmdesk import main
from mmdesk.core.models import other_backbones
from mmdesk.core.models.ready import DIGITS
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult


def test_every_field_of_the_plan_is_an_option_with_its_sentence(mmdesk, capfd, monkeypatch):
    monkeypatch.setenv("COLUMNS", "10000")
    with pytest.raises(SystemExit, match="0"):
        mmdesk("train", "--help")
    text = capfd.readouterr().out
    for field in dataclasses.fields(TrainPlan):
        assert f"--{field.name.replace('_', '-')} " in text
        assert field.metadata["sentence"] in text


def test_options_that_are_not_given_are_the_plans_own(mmdesk, engine, tmp_path, dataset):
    mmdesk("train", dataset, "--out", tmp_path / "m.safetensors")
    assert engine.plan == TrainPlan(out=tmp_path / "m.safetensors")


def test_options_reach_the_plan(mmdesk, engine, dataset):
    options = "--fusion concat --epochs 3 --learning-rate 0.01 --modalities audio,image --augment none --mirror --label-smoothing 0"
    mmdesk("train", dataset, "--out", "m.safetensors", *options.split())
    plan = engine.plan
    assert (plan.fusion, plan.epochs, plan.learning_rate, plan.mirror, plan.label_smoothing) == ("concat", 3, 0.01, True, 0)
    assert (plan.modalities, plan.augment) == (("image", "audio"), ())


def test_the_other_model_is_a_file_or_the_name_of_a_ready_one(mmdesk, engine, model, dataset):
    mmdesk("train", dataset, "--out", "m.safetensors", "--start-from", model)
    assert engine.plan.start_from == model
    mmdesk("train", dataset, "--out", "m.safetensors", "--start-from", "digits")
    assert engine.plan.start_from == DIGITS.path


def test_encoders_of_others_are_folders_or_names_that_may_be_downloaded_when_asked(mmdesk, engine, tmp_path, dataset, monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: name)
    folder = write_encoder(tmp_path / "bert")
    mmdesk("train", dataset, "--out", "m.safetensors", "--encoder", f"text={folder}")
    assert engine.plan.others_by_modality == {"text": str(folder)}
    assert not engine.plan.allow_download
    mmdesk("train", dataset, "--out", "m.safetensors", "--encoder", "image=timm/resnet18.a1_in1k", "--allow-download")
    assert engine.plan.others_by_modality == {"image": "timm/resnet18.a1_in1k"}
    assert engine.plan.allow_download


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["gone", "--out", "m.safetensors"], "gone does not exist"),
        (["{data}", "--out", "m.xyz"], "m.xyz must end in .safetensors"),
        (["{data}", "--out", "gone/m.safetensors"], "gone/m.safetensors was not saved: the folder does not exist"),
        (["{data}", "--out", "m.safetensors", "--resume"], "no interrupted training of m.safetensors"),
        (["{data}", "--out", "m.safetensors", "--labels-from", "gone.csv"], "no table gone.csv"),
        (["{data}", "--out", "m.safetensors", "--start-from", "{data}/a.png"], "a.png is damaged or not a model file"),
        (["{data}", "--out", "m.safetensors", "--encoder", "image=./gone"], "no folder ./gone"),
        (["{data}", "--out", "m.safetensors", "--encoder", "image=timm/resnet18.a1_in1k"], "nothing is downloaded unasked"),
    ],
)
def test_what_no_training_could_do_is_told_before_the_engine_is_made(dataset, capfd, arguments, named):
    made = []
    assert main.main(["train", *(argument.format(data=dataset) for argument in arguments)], made.append) == 2
    assert named in capfd.readouterr().err
    assert made == []


def test_an_encoder_that_is_neither_is_one_sentence(mmdesk, dataset):
    outcome = mmdesk("train", dataset, "--out", "m.safetensors", "--encoder", "image=lite1")
    assert outcome.code == 2
    assert "image=lite1 is not a choice for --encoder" in outcome.err


def test_json_is_a_line_an_epoch_and_then_the_result(mmdesk, dataset):
    outcome = mmdesk("train", dataset, "--out", "m.safetensors", "--json")
    assert outcome.code == 0
    *epochs, result = [json.loads(line) for line in outcome.out.splitlines()]
    assert {"epoch", "train_loss", "val_loss", "val_accuracy", "seconds", "samples_per_second"} <= set(epochs[0])
    assert [epoch["epoch"] for epoch in epochs] == [1, 2, 3]
    assert epochs[0]["val_loss"] is None, "NaN is no JSON"
    assert result == {
        "model": "m.safetensors",
        "best_epoch": 3,
        "val_accuracy": 0.5,
        "seconds": 0.3,
        "skipped": [{"row": 4, "reason": "b.png is empty"}],
        "val_samples": 0,
        "encoders": {},
        "judged_by": 0,
        "interval": [0.0, 1.0],
    }


def test_people_get_the_epochs_on_stderr_and_the_result_on_stdout(mmdesk, dataset):
    outcome = mmdesk("train", dataset, "--out", "m.safetensors")
    assert outcome.out == "m.safetensors: validation accuracy 50.0 % after epoch 3, 0.3 s\n"
    assert "Training on cpu. You asked for it." in outcome.err
    assert "Two rows were left out." in outcome.err
    assert "Row 4 was left out: b.png is empty" in outcome.err
    assert "epoch   2 of 3" in outcome.err
    assert "Reading" not in outcome.err, "bars are for those who watch"


def test_what_was_learned_by_heart_is_told(mmdesk, engine, dataset, monkeypatch):
    usual = engine.train

    def train(dataset, plan, token):
        for report in usual(dataset, plan, token):
            if isinstance(report, EpochReport):
                report = dataclasses.replace(report, train_accuracy=1.0)
            elif isinstance(report, TrainResult):
                report = dataclasses.replace(report, val_samples=100, judged=(50, 50))
            yield report

    monkeypatch.setattr(engine, "train", train)
    outcome = mmdesk("train", dataset, "--out", "m.safetensors", "--encoder", "image=fresh")
    assert "It learned its examples by heart: 100 % of them are right, of others 40 % to 60 %." in outcome.err
    assert "another encoder may, too: EfficientNet-Lite0" in outcome.err


def test_ctrl_c_keeps_the_best_so_far(mmdesk, engine, dataset):
    engine.interrupt_after = 2
    outcome = mmdesk("train", dataset, "--out", "m.safetensors", "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out.splitlines()[-1])["best_epoch"] == 2
    assert "keeping the best so far" in outcome.err


def test_ctrl_c_before_there_is_anything_to_keep(mmdesk, engine, dataset):
    engine.interrupt_after = 0
    outcome = mmdesk("train", dataset, "--out", "m.safetensors")
    assert (outcome.code, outcome.out) == (130, "")
    assert "No model was written" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "--out"),
        (["--out", "m", "--epochs", "many"], "'many' is not a whole number"),
        (["--out", "m", "--epochs", "0"], "0 is out of range for --epochs"),
        (["--out", "m", "--learning-rate", "nan"], "'nan' is not a number"),
        (["--out", "m", "--fusion", "magic"], "magic is not a choice for --fusion"),
        (["--out", "m", "--modalities", "smell"], "'smell' is not one of image, text and audio"),
        (["--out", "m", "--modalities", "none"], "at least one modality"),
        (["--out", "m", "--device", "abacus"], "abacus is not a choice for --device"),
        (["--out", "m", "--learn", "1"], "--learn"),
    ],
)
def test_wrong_options_are_one_sentence_and_exit_code_2(mmdesk, tmp_path, arguments, named):
    outcome = mmdesk("train", tmp_path, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert named in outcome.err
    assert outcome.err.count("\n") == 1


def test_an_archive_is_unpacked_only_for_a_training_that_can_be(mmdesk, engine, tmp_path):
    with zipfile.ZipFile(tmp_path / "pets.zip", "w") as archive:
        archive.writestr("manifest.csv", "text,label\nmeow,cat\nwoof,dog\n")
    usual = ("train", tmp_path / "pets.zip", "--unpack", tmp_path / "here")
    assert "must end in .safetensors" in mmdesk(*usual, "--out", tmp_path / "m.xyz").err
    assert not (tmp_path / "here").exists()
    assert mmdesk(*usual, "--out", tmp_path / "m.safetensors").code == 0
    assert engine.plan.out == tmp_path / "m.safetensors"
    assert (tmp_path / "here" / "pets" / "manifest.csv").exists()
