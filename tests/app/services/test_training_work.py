from mmdesk.app.services.training_work import copy, load, train
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.runs import RunStore, TrainRun


def test_every_report_is_kept_before_it_is_told(engine, tmp_path):
    store, token = RunStore(tmp_path / "trainings"), CancelToken()
    seen = 0
    for report in train(lambda: engine, store, TrainRun(1, tmp_path, TrainPlan(), "running"), token, token):
        if isinstance(report, TrainRun):
            seen += 1
            (kept,) = load(store, token)
            assert ([epoch.epoch for epoch in kept.epochs], kept.result) == (
                [epoch.epoch for epoch in report.epochs],
                report.result,
            )
    assert seen == 5


def test_a_model_file_is_copied(tmp_path):
    (tmp_path / "a").write_bytes(b"model")
    copy(tmp_path / "a", tmp_path / "b", CancelToken())
    assert (tmp_path / "b").read_bytes() == b"model"


def test_what_is_told_of_each_part_is_kept_beside_what_was_told_before(engine, tmp_path, monkeypatch):
    told = ["Picture: learned before, 86 %.", "Words: learned from nothing, 70 %."]
    monkeypatch.setattr(type(engine), "train", lambda *_: map(Note, told))
    store, token = RunStore(tmp_path / "trainings"), CancelToken()
    *_, run = train(lambda: engine, store, TrainRun(1, tmp_path, TrainPlan(), "running"), token, token)
    assert run.note.splitlines() == told
