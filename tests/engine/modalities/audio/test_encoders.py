import pytest
from tiny import random_inputs, tiny_spec, with_front_end

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.training.plan import PRESETS
from mmdesk.engine.modalities.registry import network_of


@pytest.mark.parametrize("seconds", [0.1, 1.0, 6.0])
@pytest.mark.parametrize("preset", PRESETS)
def test_sounds_of_every_length(preset, seconds):
    spec = with_front_end(
        tiny_spec(preset=preset), "audio", AudioFrontEnd(rate=8000, seconds=seconds, bands=32, window=256, hop=80)
    )
    assert network_of(spec, "audio").eval()(random_inputs("audio", spec, 2)).shape[0] == 2
