import numpy as np
import pytest
from planted import CLASSES, Planter

from mmdesk.core.errors import Cancelled
from mmdesk.core.modalities.text.fingerprint import text_features
from mmdesk.core.problems.probe import contradicts, guess
from mmdesk.core.progress import CancelToken

LABELS = np.arange(200) % 4


def texts(seed: int = 0) -> list[str]:
    planter = Planter(seed)
    return [planter.text(CLASSES[label]) for label in LABELS]


def test_words_tell_the_class() -> None:
    present = np.ones(200, dtype=np.bool_)
    guessed = guess(text_features(texts()), present, LABELS, 4, CancelToken())
    assert guessed.accuracy > 0.95
    assert np.allclose(guessed.probabilities.sum(1), 1)


def test_no_row_is_judged_by_its_own_label() -> None:
    labels = np.random.default_rng(0).permutation(LABELS)
    guessed = guess(text_features(texts()), np.ones(200, dtype=np.bool_), labels, 4, CancelToken())
    assert guessed.accuracy < 0.4
    assert not contradicts(guessed.probabilities, labels, 0.02).any()


def test_a_wrong_label_is_contradicted_and_an_absent_text_is_not() -> None:
    labels, present = LABELS.copy(), np.ones(200, dtype=np.bool_)
    labels[7], present[9] = 0, False
    guessed = guess(
        text_features([text for text, there in zip(texts(), present, strict=True) if there]), present, labels, 4, CancelToken()
    )
    doubtful = np.flatnonzero(present & contradicts(guessed.probabilities, labels, 0.02))
    assert doubtful.tolist() == [7]
    assert guessed.probabilities[9] == pytest.approx(0.25)


def test_it_can_be_cancelled() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        guess(text_features(texts()), np.ones(200, dtype=np.bool_), LABELS, 4, token)
