import numpy as np

from mmdesk.core.modalities.audio.column import AUDIO
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram

SOUND = Sound((np.sin(np.arange(4000) / 5) / 2).astype(np.float32), 8000)


def test_what_is_written_is_read_again(tmp_path):
    for ending in (AUDIO.asset_ending, AUDIO.copy_ending):
        AUDIO.write(tmp_path / f"a{ending}", SOUND)
        again = AUDIO.read(tmp_path / f"a{ending}")
        assert (again.rate, len(again.samples)) == (8000, 4000)
        assert np.abs(again.samples - SOUND.samples).max() < 1e-4


def test_a_spectrogram_cannot_be_written():
    assert AUDIO.writable(SOUND)
    assert not AUDIO.writable(AUDIO.from_row(np.zeros((4, 6)), "a"))
    assert isinstance(AUDIO.from_row(np.zeros((4, 6)), "a"), Spectrogram)


def test_a_program_may_give_samples_and_their_rate():
    assert AUDIO.taken((SOUND.samples, 8000)).seconds == SOUND.seconds
    assert AUDIO.taken(SOUND) is SOUND
