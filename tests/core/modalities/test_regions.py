import numpy as np
import pytest

from mmdesk.core.modalities.audio.moments import Moments
from mmdesk.core.modalities.image.heat import Heat
from mmdesk.core.modalities.regions import Regions
from mmdesk.core.modalities.text.mark import Mark, Marks

ALL = [Moments(np.array([[0.25, -1.0]])), Heat(np.array([[0.25, -1.0]])), Marks("a b", (Mark(0, 1, 0.25), Mark(2, 3, -1.0)))]


@pytest.mark.parametrize("part", ALL, ids=lambda part: type(part).__name__)
def test_each_part_tells_its_values_as_numbers_and_for_machines(part):
    assert {name for name in vars(Regions) if not name.startswith("_")} <= set(dir(part))
    assert part.values.dtype == np.float64
    assert [region["value"] for region in part.to_json()] == part.values.ravel().tolist() == [0.25, -1.0]
