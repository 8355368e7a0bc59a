from mmdesk.core.datasets.example import Example, Item
from mmdesk.engine.modalities.fitting import LOOKED_AT, some_contents


def test_about_a_hundred_are_looked_at_evenly_and_broken_ones_passed_over(tmp_path):
    (tmp_path / "broken.png").write_bytes(b"no picture")
    words = [Example(row, {"text": str(row)}, "a", "train") for row in range(10 * LOOKED_AT)]
    found = list(some_contents(words, "text"))
    assert len(found) == LOOKED_AT
    assert found[-1] == str(10 * LOOKED_AT - 10)
    assert list(some_contents([Example(1, {"image": Item(tmp_path / "broken.png")}, "a", "train")], "image")) == []
    assert list(some_contents(words, "audio")) == []
