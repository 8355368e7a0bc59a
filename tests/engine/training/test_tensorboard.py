import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tiny import train, write_dataset

from mmdesk.core.errors import InputError
from mmdesk.core.training.reports import EpochReport
from mmdesk.engine.training.tensorboard import curves, points


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 12, "val": 30})


@pytest.mark.filterwarnings("ignore")  # of the reader
def test_tensorboard_reads_the_curves_of_a_training(data, tmp_path):
    trained = train(data, tmp_path / "signs.safetensors", epochs=2, tensorboard=tmp_path / "curves")
    read = EventAccumulator(str(tmp_path / "curves" / "signs")).Reload()
    for tag, name in (("loss/validation", "val_loss"), ("accuracy/train", "train_accuracy")):
        points = [(event.step, event.value) for event in read.Scalars(tag)]
        assert points == [(report.epoch, pytest.approx(getattr(report, name))) for report in trained.epochs]
    assert {f"accuracy/{name} alone" for name in ("image", "text", "audio")} <= {*read.Tags()["scalars"]}


def test_where_nobody_asks_for_curves_none_are_written():
    with curves(None, "a") as nowhere:
        nowhere(None)


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written into"), curves(tmp_path / "file", "a"):
        pass


def test_numbers_have_r2_and_mean_errors_in_place_of_an_accuracy():
    report = EpochReport(1, 3, 1.0, 0.7, 0.9, 0.1, 100.0, 0.8, task="regression", val_mae=2.5, val_unimodal_mae={"text": 4.0})
    found = points(report)
    assert (found["R2/validation"], found["mean error/validation"], found["mean error/text alone"]) == (0.9, 2.5, 4.0)
    assert not any(tag.startswith("accuracy") for tag in found)
