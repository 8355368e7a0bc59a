from pathlib import Path

from PySide6.QtCore import QLocale

from mmdesk.app.pages.train.run_words import began_words, choices_of, run_title
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.runs import TrainRun


def test_a_run_is_called_by_its_fusion_or_its_modality_unless_it_has_a_name():
    assert run_title(TrainRun(1, Path(), TrainPlan(fusion="low-rank"))) == "low-rank"
    assert run_title(TrainRun(1, Path(), TrainPlan(modalities=("text",)))) == "Words"
    assert run_title(TrainRun(1, Path(), TrainPlan(), name="the good one")) == "the good one"


def test_the_effort_and_what_is_unlike_the_usual_are_told():
    assert choices_of(TrainPlan()) == "normal"
    plan = TrainPlan(effort="quick", modalities=("image", "text"), epochs=5, learning_rate=0.0005, mirror=True, augment=())
    assert choices_of(TrainPlan(start_from=Path("a/pets.safetensors"))) == "normal, Begin with pets"
    assert choices_of(plan) == "quick, Picture+Words, Rounds 5, Learning rate 0.0005, Vary −, Mirror pictures"


def test_the_date_is_written_as_the_person_does():
    run = TrainRun(1, Path(), TrainPlan(), began="2026-11-29T15:04:05+00:00")
    assert "26" in began_words(run)
    assert began_words(run) == QLocale().toString(run_moment(run), QLocale.FormatType.ShortFormat)
    assert began_words(TrainRun(1, Path(), TrainPlan())) == ""


def run_moment(run):
    from datetime import datetime

    return datetime.fromisoformat(run.began)
