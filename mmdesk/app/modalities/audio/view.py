"""A sound to look at: its waveform above its spectrogram, of a whole sound or of the last seconds that are heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mmdesk.app.modalities.glow import glow
from mmdesk.app.widgets.spectrogram import Spectrogram
from mmdesk.app.widgets.waveform import Waveform
from mmdesk.core.modalities.audio.sound import Sound

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray

    from mmdesk.core.modalities.audio.moments import Moments
    from mmdesk.core.modalities.audio.spectrogram import RollingMel

LIVE_SECONDS = 4.0
"""How much of what is being heard is seen."""

LIVE_STEP_SECONDS = 0.06
"""What has come in before the picture moves on: drawing is dearer than hearing."""


class SoundView(QWidget):
    """Two widgets that show the same time.

    Attributes:
        waveform: where a part can be selected
        spectrogram: drawn as soon as somebody has computed it
    """

    def __init__(self) -> None:
        super().__init__()
        self.waveform = Waveform()
        self.spectrogram = Spectrogram()
        for widget in (self.waveform, self.spectrogram):
            widget.setProperty("modality", "audio")
        self._samples: NDArray[np.float32] | None = None
        self._mel: RollingMel | None = None
        self._unseen = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(4)
        layout.addWidget(self.waveform, 3)
        layout.addWidget(self.spectrogram, 2)

    @property
    def rolling(self) -> bool:
        """Whether it shows what is being heard."""
        return self._mel is not None

    def show_sound(self, sound: Sound | None, length: str) -> None:
        """Show a sound, whose length in words is told with it, or nothing; its spectrogram follows."""
        self._samples = self._mel = None
        self.waveform.set_samples(sound.samples if sound else None)
        self.spectrogram.set_drawing(None)
        if sound:
            self.waveform.setAccessibleName(self.tr("Waveform of {name}, {length}").format(name=sound.name, length=length))
            self.spectrogram.setAccessibleName(self.tr("Spectrogram of {name}").format(name=sound.name))

    def show_why(self, moments: Moments | None, scale: float) -> None:
        """Let what speaks for a class be strong in the waveform and glow in the spectrogram, at full strength at `scale`."""
        if not moments or not scale:
            self.waveform.set_shares(None)
            self.spectrogram.set_glow(None)
            return
        import numpy as np

        from mmdesk.core.modalities.audio.spectrogram import pitches_of

        span = moments.start, moments.end
        strengths = np.maximum(moments.values, 0).sum(0)
        self.waveform.set_shares((strengths / max(float(strengths.max()), scale)).astype(np.float32), span)
        rows = pitches_of(moments.hertz) if moments.hertz else np.zeros(1, dtype=np.int64)
        self.spectrogram.set_glow(glow(moments.values[rows[::-1]] / scale), span)

    def begin_rolling(self, rate: int) -> None:
        """Show the last seconds of what is heard from now on, at this rate in Hz."""
        import numpy as np

        from mmdesk.core.modalities.audio.spectrogram import RollingMel

        self._samples = np.zeros(round(LIVE_SECONDS * rate), dtype=np.float32)
        self._mel = RollingMel(rate, LIVE_SECONDS)
        self.waveform.set_samples(None)
        self.spectrogram.set_drawing(None)
        self.waveform.setAccessibleName(self.tr("Waveform of what the microphone hears"))
        self.spectrogram.setAccessibleName(self.tr("Spectrogram of what the microphone hears"))

    def stop_rolling(self) -> None:
        """What is seen stays as it is."""
        self._samples = self._mel = None

    def roll(self, samples: NDArray[np.float32]) -> None:
        """Take (n,) new samples."""
        if self._samples is None or self._mel is None:
            return
        import numpy as np

        self._samples = np.concatenate([self._samples, samples])[-len(self._samples) :]
        self._mel.add(samples)
        self._unseen += len(samples)
        if self._unseen * LIVE_SECONDS < LIVE_STEP_SECONDS * len(self._samples):
            return
        self._unseen = 0
        self.waveform.set_samples(self._samples, full_scale=1.0)
        self.spectrogram.set_drawing(self._mel.drawing)
