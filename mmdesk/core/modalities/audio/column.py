"""The column of the modality audio: what is known of sounds at once, the rest when the first one comes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.files import OpenFile
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.column import Column, check_shape
from mmdesk.core.modalities.fingerprint import Fingerprint

if TYPE_CHECKING:  # the window is up before numpy is needed
    from numpy.typing import NDArray


class AudioColumn(Column):
    """Sounds, as `Sound`, and from arrays also as `Spectrogram`; a video counts as its sound."""

    name = "audio"
    title = Sentence(QT_TRANSLATE_NOOP("errors", "Sound"))
    word = Sentence(QT_TRANSLATE_NOOP("errors", "sound"))
    phrase = Sentence(QT_TRANSLATE_NOOP("errors", "the sound"))
    light, dark, dash = "#008A64", "#2FBF92", "8 3 2 3"
    endings = (
        ".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".m4a", ".aac", ".aif", ".aiff", ".au", ".caf", ".wma", ".amr", ".ac3",
        ".mka", ".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".wmv", ".3gp", ".mpg", ".mpeg", ".ts", ".ogv", ".flv", ".w64",
    )  # fmt: skip
    headings = ("audio", "sound", "wav", "clip", "recording", "slice", "音频", "声音", "录音", "语音")
    folder = "sounds"
    asset_ending, copy_ending = ".wav", ".flac"
    array = "audios"
    absence = bytes(16)
    front_end = AudioFrontEnd
    chosen_numbers = {"audio_seconds": "seconds"}  # noqa: RUF012

    def recognises(self, head: bytes) -> bool:
        from mmdesk.core.modalities.audio.signatures import looks_like_sound

        return looks_like_sound(head)

    def decode(self, file: OpenFile, side: int = 1024) -> Sound:  # noqa: ARG002 - sounds have no sides
        from mmdesk.core.modalities.audio.files import decode_sound

        return decode_sound(file)

    def taken(self, given: Any) -> Sound:
        from mmdesk.core.modalities.audio.files import sound_from_array

        if isinstance(given, str | Path):
            sound: Sound = self.read(Path(given))
            return sound
        if isinstance(given, Sound):
            return given
        samples, rate = given
        return sound_from_array(samples, rate, self.name)

    def check_array(self, array: NDArray[Any], name: str) -> None:
        check_shape(array, (2, 3, 4), name, "(N, samples) or (N, bands, frames)")

    def from_row(self, values: NDArray[Any], name: str) -> Sound | Spectrogram:
        """A waveform (n,) or (n, 1), or a spectrogram (bands, frames[, 1])."""
        from mmdesk.core.modalities.audio.files import sound_or_spectrogram

        return sound_or_spectrogram(values, name)

    def fingerprint(self, content: Sound | Spectrogram) -> Fingerprint:
        from mmdesk.core.modalities.audio.fingerprint import fingerprint

        return fingerprint(content)

    def examined(self, file: OpenFile) -> Fingerprint:
        from mmdesk.core.modalities.audio.fingerprint import examined

        return examined(file)

    def flawed(self, fingerprints: Sequence[Fingerprint | None]) -> dict[str, list[int]]:
        """Also those that are very short beside the usual length."""
        from mmdesk.core.modalities.audio.fingerprint import shortest_usual

        limit = shortest_usual([one.seconds for one in fingerprints if one and one.seconds < float("inf")])
        short = [place for place, one in enumerate(fingerprints) if one and one.seconds < limit]
        return {**super().flawed(fingerprints), **({"short": short} if short else {})}

    def to_bytes(self, content: Sound) -> bytes:
        return content.samples.tobytes()

    def writable(self, content: Sound | Spectrogram) -> bool:
        return isinstance(content, Sound)

    def write(self, path: Path, content: Sound) -> None:
        from mmdesk.core.modalities.audio.files import write_sound

        write_sound(path, content)


AUDIO = AudioColumn()
