"""Encodings of the modality audio, by the names of their encoders."""

from mmdesk.core.models.spec import CLASSIC, FRESH
from mmdesk.engine.modalities.audio.augmentation import varied
from mmdesk.engine.modalities.audio.encoders import AudioEncoder, ClassicAudioEncoder
from mmdesk.engine.modalities.audio.front_end import LogMelBands
from mmdesk.engine.modalities.registry import Encoding

ENCODINGS = {
    FRESH: Encoding(LogMelBands, AudioEncoder, varied),
    CLASSIC: Encoding(LogMelBands, ClassicAudioEncoder, varied),
}
