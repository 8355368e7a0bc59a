import numpy as np
import pytest

from mmdesk.core.answers.explanation import Explanation
from mmdesk.core.modalities.image.heat import Heat
from mmdesk.core.modalities.text.mark import Mark, Marks

TWO = Explanation(
    {"image": Heat(np.array([[0.05, -0.1]])), "text": Marks("a cat", (Mark(0, 1, 0.0), Mark(2, 5, 0.2)))},
    "cat",
    {"image": -0.05, "text": 0.2},
)


def test_the_strongest_region_is_as_strong_as_its_modality():
    assert TWO["image"].values.min() / TWO.scale("image") == pytest.approx(-0.05 / 0.2)
    assert TWO["text"].values.max() / TWO.scale("text") == pytest.approx(1)


def test_of_what_is_not_there_nothing_is_told():
    assert TWO["audio"] is None
    assert TWO.scale("audio") == 0
    assert Explanation().scale("image") == 0


def test_it_is_told_for_machines():
    assert TWO.to_json() == {
        "label": "cat",
        "contributions": {"image": -0.05, "text": 0.2},
        "regions": {
            "image": [
                {"left": 0.0, "top": 0.0, "right": 0.5, "bottom": 1.0, "value": 0.05},
                {"left": 0.5, "top": 0.0, "right": 1.0, "bottom": 1.0, "value": -0.1},
            ],
            "text": [
                {"start": 0, "end": 1, "words": "a", "value": 0.0},
                {"start": 2, "end": 5, "words": "cat", "value": 0.2},
            ],
        },
    }
