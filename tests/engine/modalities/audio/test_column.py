import numpy as np
import soundfile

from mmdesk.core.datasets.example import Example, Item
from mmdesk.engine.modalities.audio.column import suitable_seconds


def sounds(folder, *lengths):
    for number, seconds in enumerate(lengths):
        soundfile.write(folder / f"{number}.wav", np.sin(np.arange(round(seconds * 8000))), 8000)
    return [Example(n, {"audio": Item(folder / f"{n}.wav")}, "a", "train") for n in range(len(lengths))]


def test_the_window_holds_nearly_all_sounds_within_limits(tmp_path):
    lengths = [suitable_seconds(sounds(tmp_path, *seconds)) for seconds in ((0.05,), (1.0, 1.2, 1.1), (100.0,))]
    assert lengths == sorted(lengths)
    assert lengths[0] >= 0.1
    assert 1.2 <= lengths[1] < 1.6
    assert lengths[2] <= 60
