"""The numbers of the front end of sounds."""

from dataclasses import dataclass

from mmdesk.core.modalities.limits import check, check_whole

MAX_SPECTROGRAM = 1 << 25
"""Most numbers in all spectra of one sound."""


@dataclass(frozen=True, slots=True)
class AudioFrontEnd:
    """How a sound becomes numbers.

    Attributes:
        rate: samples per second, in Hz
        seconds: length of the window that the encoder sees
        bands: mel bands
        window: length of one spectrum, in samples
        hop: step between spectra, in samples
    """

    rate: int = 16_000
    seconds: float = 1.0
    bands: int = 64
    window: int = 512
    hop: int = 160

    def __post_init__(self) -> None:
        check_whole(self.rate, 1000, 768_000)
        check(isinstance(self.seconds, int | float) and 0.01 <= self.seconds <= 600)
        check_whole(self.bands, 1, 1024)
        check_whole(self.window, 16, 1 << 16)
        check_whole(self.hop, 1, 1 << 16)
        check(self.samples > self.window // 2 and self.frames * self.window <= MAX_SPECTROGRAM)

    @property
    def samples(self) -> int:
        """Samples of one window of the model."""
        return round(self.seconds * self.rate)

    @property
    def frames(self) -> int:
        """Spectra of one window of the model, centred frames."""
        return self.samples // self.hop + 1
