"""Encodings of the modality audio, by the names of their encoders."""

from mmdesk.engine.modalities.audio.augmentation import varied
from mmdesk.engine.modalities.audio.encoders import AudioEncoder, ClassicAudioEncoder
from mmdesk.engine.modalities.audio.front_end import LogMelBands
from mmdesk.engine.modalities.registry import Encoding

ENCODINGS = {
    "fresh": Encoding(LogMelBands, AudioEncoder, varied),
    "classic": Encoding(LogMelBands, ClassicAudioEncoder, varied),
}
