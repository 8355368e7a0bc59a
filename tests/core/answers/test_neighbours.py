"""What is told of the examples that a sample is like."""

import pytest

from mmdesk.core.answers.neighbours import AROUND, Near, Neighbour, Neighbours, doubted_label
from mmdesk.core.datasets.example import Example, Item


@pytest.mark.parametrize(
    ("own", "around", "doubted"),
    [
        ("cat", ["dog"] * AROUND, "dog"),
        ("dog", ["dog"] * AROUND, ""),
        ("cat", ["dog"] * (AROUND - 1) + ["cat"], ""),
        ("cat", ["dog"] * (AROUND - 1) + ["bird"], ""),
        ("cat", ["dog"] * (AROUND - 1), ""),
        ("", ["dog"] * AROUND, ""),
    ],
)
def test_a_label_is_doubted_where_all_around_have_one_other(own, around, doubted):
    assert doubted_label(own, around) == doubted


def test_json_has_them_together_and_in_each_modality(tmp_path):
    example = Example(3, {"image": Item(tmp_path / "a" / "1.png"), "text": "meow"}, "cat", "train")
    near = Near((Neighbour(example, 0.75, "dog"),))
    document = {"label": "cat", "modalities": {"image": {"weight": 0.5}, "text": {"weight": 0.5}}}
    told = Neighbours(near, {"image": Near((Neighbour(example, 0.5),))}).added_to(document, tmp_path)
    assert told["neighbours"] == [{"row": 3, "label": "cat", "similarity": 0.75, "image": "a/1.png", "doubted": "dog"}]
    assert told["modalities"]["image"]["neighbours"] == [{"row": 3, "label": "cat", "similarity": 0.5, "image": "a/1.png"}]
    assert told["modalities"]["text"] == {"weight": 0.5}
    assert told["label"] == "cat"
    assert "neighbours" not in document


def test_nothing_is_near_by_a_modality_that_is_not_there():
    assert Neighbours().by("image").found == ()
    assert Neighbours().by(None).found == ()
