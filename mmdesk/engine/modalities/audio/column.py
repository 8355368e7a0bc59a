"""The engine's column of the modality audio."""

import math
from collections.abc import Sequence

import numpy as np

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.models.encoders import CEPSTRA
from mmdesk.core.models.spec import CLASSIC, FRESH, EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.audio.augmentation import varied
from mmdesk.engine.modalities.audio.cepstra import SIZE
from mmdesk.engine.modalities.audio.encoders import AudioEncoder, ClassicAudioEncoder
from mmdesk.engine.modalities.audio.front_end import Cepstra, LogMelBands
from mmdesk.engine.modalities.audio.occlusion import SILENCE, occluded
from mmdesk.engine.modalities.audio.other import OtherSounds
from mmdesk.engine.modalities.column import Encoding, EncodingColumn, FrontEnd
from mmdesk.engine.modalities.fitting import some_contents
from mmdesk.engine.modalities.layers import StandardizedEach
from mmdesk.engine.modalities.occlusion import Occlusion

MAX_FRAMES, MAX_HOP = 240, 400
MIN_SECONDS, MAX_SECONDS = 0.6, 6.0
THEORY = AudioFrontEnd(bands=128, window=1024, hop=160, seconds=1.27)
"""The theory's 128 bands; 128 frames."""


class AudioEncoding(EncodingColumn):
    """Sounds."""

    encodings = {  # noqa: RUF012
        FRESH: Encoding(LogMelBands, AudioEncoder, varied),
        CLASSIC: Encoding(LogMelBands, ClassicAudioEncoder, varied),
        CEPSTRA: Encoding(Cepstra, lambda _: StandardizedEach(SIZE), frozen=True),
    }
    on_other = OtherSounds

    def fitted(self, examples: Sequence[Example], plan: TrainPlan) -> EncoderSpec:
        if plan.preset == "classic":
            return EncoderSpec(CLASSIC, THEORY)
        seconds = plan.audio_seconds or suitable_seconds(examples)
        return EncoderSpec(FRESH, AudioFrontEnd(seconds=seconds, hop=suitable_hop(seconds, AudioFrontEnd())))

    def warm(self) -> Sound:
        return Sound(np.sin(np.arange(8000, dtype=np.float32)), 8000)

    def occluded(self, content: Sound | Spectrogram, front_end: FrontEnd) -> Occlusion:
        assert isinstance(front_end, LogMelBands | OtherSounds)  # noqa: S101 - one of them has every encoder of this modality
        silence = 0.0 if isinstance(front_end, OtherSounds) else SILENCE
        return occluded(content, front_end, front_end.numbers.seconds, silence)


def suitable_seconds(examples: Sequence[Example]) -> float:
    """Window for these sounds: longer than 95 of 100 of them, within what is quick."""
    lengths = [sound.seconds for sound in some_contents(examples, "audio") if isinstance(sound, Sound)]
    length = float(np.quantile(lengths, 0.95)) if lengths else 1.0
    return min(max(math.ceil(length * 10) / 10, MIN_SECONDS), MAX_SECONDS)


def suitable_hop(seconds: float, front_end: AudioFrontEnd) -> int:
    """Step between spectra, in samples: longer for long sounds, so that they do not cost many times as much."""
    return min(max(math.ceil(seconds * front_end.rate / MAX_FRAMES), front_end.hop), MAX_HOP)


AUDIO = AudioEncoding()
