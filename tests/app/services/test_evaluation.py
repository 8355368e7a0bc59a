import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEngine
from patience import SECONDS
from tiny_numbers import write_numbers
from tiny_table import write_table

from mmdesk.app.services.evaluation import Judging
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import DatasetError


@pytest.fixture
def judging(collection, engine):
    judging = Judging(engine, collection)
    yield judging
    engine.may_go.set()
    assert judging.close(SECONDS)
    judging.deleteLater()


def test_a_judgement_has_all_that_is_shown(judging, qtbot):
    judging.judge(Path("m.safetensors"), Path("data"), "val")
    assert judging.busy
    qtbot.waitUntil(lambda: judging.judgement is not None)
    judgement = judging.judgement
    assert judgement.evaluation.split == "val"
    assert judgement.figures[0] == ("Accuracy", "60 % to 98 %")
    assert judgement.classes[1][0] == "cat"
    assert judgement.lists[0].places == (5,)
    assert len(judgement.charts) == 5


@pytest.mark.parametrize(("name", "begins"), [("r.html", "<!DOCTYPE html>"), ("r.csv", "\ufeffrow,label"), ("r.json", "{")])
def test_it_is_saved_by_the_ending_of_the_name(judging, qtbot, tmp_path, name, begins):
    judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: judging.judgement is not None)
    with qtbot.waitSignal(judging.saved) as signal:
        judging.save(tmp_path / name)
    assert signal.args == [str(tmp_path / name)]
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(begins)
    if name.endswith("json"):
        assert json.loads(text)["model"] == "m.safetensors"


def test_a_place_that_cannot_be_written_is_said(judging, qtbot, tmp_path):
    judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: judging.judgement is not None)
    judging.save(tmp_path / "missing" / "r.html")
    qtbot.waitUntil(lambda: "does not exist" in judging.problem)


def test_two_models_are_compared_unless_the_samples_were_edited_in_between(judging, qtbot):
    def judge(model):
        judging.judge(Path(model), Path("data"))
        qtbot.waitUntil(lambda: judging.judgement is not None)
        return judging.judgement

    first = judge("m.safetensors")
    assert judging.before is None
    second = judge("n.safetensors")
    assert judging.before is first
    relabelled = (replace(second.results.examples[0], label="狗"), *second.results.examples[1:])
    judging.judgement = replace(second, results=replace(second.results, examples=relabelled))
    judge("o.safetensors")
    assert judging.before is None


def test_the_open_project_is_judged_with_all_its_edits(saved_late, collection, qtbot, tmp_path):
    class Reading(FakeEngine):
        def evaluate(self, model, dataset, split, token):
            self.labels = read_dataset(dataset).labels
            yield from super().evaluate(model, dataset, split, token)

    engine = Reading()
    data = write_table(tmp_path / "pets")
    with qtbot.waitSignal(collection.opened):
        collection.open(data)
    judging = Judging(engine, collection)
    try:
        collection.edits.relabel([0], "bird")
        judging.judge(Path("m.safetensors"), data)
        assert judging.busy
        qtbot.waitUntil(lambda: judging.judgement is not None)
        assert engine.labels == ("bird", "cat", "狗")
    finally:
        assert judging.close(SECONDS)
        judging.deleteLater()


def heads(judgement):
    return judgement.figures[0][0], judgement.charts[0].title, judgement.classes[0][0]


def test_judgements_are_told_anew_in_another_language(judging, qtbot, request):
    def judge(model):
        judging.judge(Path(model), Path("data"))
        qtbot.waitUntil(lambda: judging.judgement is not None)
        return judging.judgement

    first, second = judge("m.safetensors"), judge("n.safetensors")
    assert heads(first) == heads(second) == ("Accuracy", "Parts", "Class")
    request.getfixturevalue("chinese")
    judging.tell_anew()
    qtbot.waitUntil(lambda: judging.judgement is not second)
    assert heads(judging.judgement) == heads(judging.before) == ("准确率", "部分", "类别")
    assert judging.judgement.results is second.results
    assert judging.before.results is first.results


def test_numbers_are_told_anew_too(judging, engine, qtbot, request):
    engine.judged = "regression"
    judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: judging.judgement is not None)
    first = judging.judgement
    request.getfixturevalue("chinese")
    judging.tell_anew()
    qtbot.waitUntil(lambda: judging.judgement is not first)
    assert judging.judgement.head[1:3] == ("标签", "答案")
    assert judging.judgement.lists[0].places == first.lists[0].places


def test_what_is_asked_for_meanwhile_is_what_is_told(judging, qtbot):
    judging.tell_anew()
    judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: judging.judgement is not None)
    judging.tell_anew()
    judging.judge(Path("n.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: judging.judgement is not None)
    assert judging.judgement.results.model == Path("n.safetensors")
    assert judging.before.results.model == Path("m.safetensors")


def test_it_can_be_cancelled(judging, engine, qtbot):
    engine.may_go.clear()
    judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: judging.stage is not None)
    judging.cancel()
    assert not judging.busy
    assert judging.stage is None


class Refusing(FakeEngine):
    def evaluate(self, model, dataset, split, token):
        raise DatasetError("{name} has no rows of the split {split}.", name=dataset, split=split)
        yield


def test_what_cannot_be_judged_is_one_sentence(collection, qtbot):
    judging = Judging(Refusing(), collection)
    judging.judge(Path("m.safetensors"), Path("data"))
    qtbot.waitUntil(lambda: judging.problem == "data has no rows of the split test.")
    assert judging.close(SECONDS)
    judging.deleteLater()


def test_a_real_model_of_numbers_is_judged_and_saved(collection, qtbot, tmp_path):
    import tiny

    from mmdesk.engine.torch_engine import TorchEngine

    data = write_numbers(tmp_path / "set", {"train": 32, "val": 12, "test": 12})
    model = tiny.train(data, tmp_path / "m.safetensors", task="regression", epochs=1, dimension=64).result.model
    judging = Judging(lambda: TorchEngine("cpu"), collection)
    try:
        judging.judge(model, data)
        qtbot.waitUntil(lambda: judging.judgement is not None)
        judgement = judging.judgement
        assert [name for name, _ in judgement.figures[:2]] == ["Mean error (MAE)", "Guessing"]
        worst = judgement.lists[0].places[0]
        error = judgement.results.predicted[worst] - judgement.results.truth[worst]
        assert float(judgement.results.cells(worst)[3]) == pytest.approx(error, abs=0.1)
        assert len(judgement.charts) == 3
        for name, begins in (("r.html", "<!DOCTYPE html>"), ("r.csv", "\ufeffrow,label,answer,error"), ("r.json", "{")):
            with qtbot.waitSignal(judging.saved):
                judging.save(tmp_path / name)
            assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    finally:
        assert judging.close(SECONDS)
        judging.deleteLater()
