import pytest

from mmdesk.core.training.reports import trained_words

TRAINING = {"samples": 300, "epochs": 9, "best_epoch": 1, "seconds": 27.04, "val_accuracy": 1, "date": "2026-11-25"}


def test_a_training_is_told_in_a_line():
    told = trained_words(TRAINING, str)
    assert told == "300 samples, 9 rounds (the best: no. 1), 27 s, validation accuracy 100.0 %, 2026-11-25"


def test_what_few_samples_judged_is_no_figure():
    assert "validation accuracy at least 72%" in trained_words({**TRAINING, "judged": [5, 5]}, str)
    assert "validation accuracy no figure yet" in trained_words({**TRAINING, "judged": [2, 1]}, str)
    assert "validation accuracy 100.0 %" in trained_words({**TRAINING, "judged": "many"}, str)


def test_a_training_of_numbers_has_an_error():
    told = trained_words({**TRAINING, "val_accuracy": None, "val_mae": 0.25}, str)
    assert "mean error 0.25 in validation" in told
    assert "accuracy" not in told


@pytest.mark.parametrize("training", [{}, {**TRAINING, "samples": "many"}])
def test_what_another_program_wrote_is_not_told(training):
    assert trained_words(training, str) == ""
