import numpy as np
import pytest

from mmdesk.core.modalities.audio.moments import Moments


def test_tiles_are_told_in_seconds_and_hertz_low_pitches_first():
    told = Moments(np.array([[1.0, 2.0], [3.0, 4.0]]), 0.5, 1.5, 2.0, (50.0, 1000.0, 4000.0)).to_json()
    assert told[0] == {"start": 1.0, "end": 2.0, "low": 50.0, "high": 1000.0, "value": 1.0}
    assert told[3] == {"start": 2.0, "end": 3.0, "low": 1000.0, "high": 4000.0, "value": 4.0}
    assert [tile["value"] for tile in told] == [1, 2, 3, 4]


def test_where_nobody_knows_the_pitches_none_are_told():
    (tile,) = Moments(np.array([[0.5]]), seconds=1.0).to_json()
    assert tile == {"start": 0.0, "end": pytest.approx(1.0), "value": 0.5}
