import numpy as np

from mmdesk.core.modalities.image.heat import Heat


def test_tiles_are_told_by_their_sides_row_by_row():
    told = Heat(np.array([[1.0, 2.0], [3.0, -4.0]])).to_json()
    assert told[1] == {"left": 0.5, "top": 0.0, "right": 1.0, "bottom": 0.5, "value": 2.0}
    assert told[2] == {"left": 0.0, "top": 0.5, "right": 0.5, "bottom": 1.0, "value": 3.0}
    assert told[3]["value"] == -4
