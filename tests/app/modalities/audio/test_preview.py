import numpy as np

from mmdesk.app.modalities.audio.preview import SoundPreview
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram

SOUND = Sound(np.sin(np.arange(800) / 5).astype(np.float32), 8000)


def test_a_sound_is_played_as_soon_as_it_is_there(ready, theme, qtbot, monkeypatch):
    played = []
    monkeypatch.setattr(ready.sound.player, "play", played.append)
    preview = SoundPreview(ready.sound, theme)
    qtbot.addWidget(preview)
    preview.show_cell("a.wav")
    preview.play()
    assert played == []
    preview.show_content(SOUND)
    assert played == [SOUND]


def test_a_spectrogram_cannot_be_played(ready, theme, qtbot):
    preview = SoundPreview(ready.sound, theme)
    qtbot.addWidget(preview)
    preview.show_cell("a.npy[0]")
    preview.show_content(Spectrogram(np.zeros((4, 4), np.float32)))
    assert not preview.play_button.isEnabled()


def test_where_there_is_room_the_waveform_is_tall(ready, theme, qtbot):
    preview = SoundPreview(ready.sound, theme)
    qtbot.addWidget(preview)
    before = preview.sizeHint().height()
    preview.enlarge()
    assert preview.sizeHint().height() > 2 * before
