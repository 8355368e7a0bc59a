"""Sounds, the modality audio: anything that libsndfile or FFmpeg decodes becomes mono float32."""

import io
import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.audio.signatures import is_unfinished, looks_like_sound, start_of
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.paths import written_safely

if TYPE_CHECKING:
    from av.container import InputContainer

MAX_SECONDS = 600
SILENCE = 1e-4
ARRAY_RATE = 16_000
"""Samples per second of waveforms in arrays, in Hz."""
RATES = (1_000, 768_000)
"""Lowest and highest sample rate that is believed, in Hz."""

FORMATS = (
    "mov,matroska,avi,asf,flv,mpegts,mpeg,mp3,aac,ac3,eac3,amr,amrnb,amrwb,ogg,flac,wav,w64,aiff,caf,au,ape,tta,wv,dts,mpc,mpc8,dsf"
)
"""FFmpeg's names of the formats that are read; playlists and scripts, which lead to other files, are not."""

ESTIMATE_MARGIN = 2
"""FFmpeg guesses the length of a bare stream from its first frames, so only what is far too long is refused for it."""

_BLOCK_SAMPLES = 1 << 21
CANCELLED = 0.25
"""Channels put each other out, as a wrong cable has it, if their mean has less than this part of what the loudest alone leaves."""
_UNKNOWN_FRAMES = 1 << 60
"""libsndfile gives at least this number of frames where the header does not tell."""

Block = NDArray[np.float32]
Watch = Callable[[Block], object]


def read_sound(path: Path, watch: Watch | None = None) -> Sound:
    """Open and decode a sound; see `decode_sound`."""
    with opened(path) as file:
        return decode_sound(file, watch)


def decode_sound(file: OpenFile, watch: Watch | None = None) -> Sound:
    """Decode a sound file, or the sound of a video, as the mean of its channels.

    `watch` is given each (n, channels) piece of what is decoded, before the channels become one.

    Raises:
        MediaError: if the file holds no sound, is damaged, silent, or longer than `MAX_SECONDS`
    """
    try:
        return _decoded(file, watch, None)
    except _OutOfPhase as found:
        return _decoded(file, None, found.channel)


def _decoded(file: OpenFile, watch: Watch | None, channel: int | None) -> Sound:
    name, start = file.name, start_of(file)
    if file.path.suffix.lower() == ".mp3" or start is None or is_unfinished(file):
        # libsndfile's decoder for MP3 writes its complaints to the terminal, and a sound of no length is none to it.
        return _with_ffmpeg(file, watch, channel)
    try:
        # Imported with the first sound, not with the program, which shall start quickly; so is av.
        import soundfile
    except OSError:
        # Its wheel has no libsndfile for this system, which has none either.
        return _with_ffmpeg(file, watch, channel)
    try:
        # By its number it is read twice as fast, but in Windows each library has numbers of its own.
        if os.name == "nt":
            file.file.seek(start)
            sound = soundfile.SoundFile(file.file if not start else io.BytesIO(file.file.read()), closefd=False)
        else:
            os.lseek(file.file.fileno(), start, os.SEEK_SET)
            sound = soundfile.SoundFile(file.file.fileno(), closefd=False)
    except soundfile.LibsndfileError:
        return _with_ffmpeg(file, watch, channel)
    try:
        with sound:
            if sound.frames < _UNKNOWN_FRAMES:
                _check_length(sound.frames, sound.samplerate, name)
            return _sound(_watched(_blocks(sound), watch), sound.samplerate, name, channel)
    except soundfile.LibsndfileError as error:
        raise _damaged(name) from error


def sound_from_array(samples: NDArray[Any], rate: int, name: str) -> Sound:
    """Make a sound of (n,) or (n, channels) numbers: floats -1 to 1 or integers of the type's full range.

    Raises:
        MediaError: if the shape, the numbers or the rate are no sound's, or it is empty, silent or too long
    """
    if samples.ndim not in (1, 2) or samples.shape[1:] == (0,) or samples.dtype.kind not in "fiu":
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has the shape {shape}. A sound is (samples) or (samples, channels).")
        raise MediaError(sentence, name=name, shape=samples.shape)
    _check_length(len(samples), rate, name)
    blocks = [_as_floats(samples[:, None] if samples.ndim == 1 else samples)]
    try:
        return _sound(blocks, rate, name)
    except _OutOfPhase as found:
        return _sound(blocks, rate, name, found.channel)


def sound_or_spectrogram(values: NDArray[Any], name: str) -> Sound | Spectrogram:
    """Make a waveform of (n,) or (n, 1) numbers at `ARRAY_RATE`, or a spectrogram of (bands, frames[, 1]).

    Raises:
        MediaError: if the numbers are neither's
    """
    if values.ndim == 1 or (values.ndim == 2 and values.shape[1] == 1):
        return sound_from_array(values, ARRAY_RATE, name)
    bands = np.array(values[:, :, 0] if values.ndim == 3 else values, dtype=np.float32)
    if not np.isfinite(bands).all():
        sentence = QT_TRANSLATE_NOOP("errors", "{name} holds numbers that are none. Make the spectrogram again.")
        raise MediaError(sentence, name=name)
    bands.flags.writeable = False
    return Spectrogram(bands, name)


def write_sound(path: Path, sound: Sound) -> None:
    """Write a sound as WAV or, if the name ends so, as FLAC, with 16 bits.

    Raises:
        InputError: if the folder is missing or read-only, or the disk is full
    """
    import soundfile

    kind = "FLAC" if path.suffix.lower() == ".flac" else "WAV"
    # Python opens the file, since libsndfile does not say why it cannot.
    with written_safely(path) as temporary, open(temporary, "wb") as file:
        soundfile.write(file, sound.samples, sound.rate, subtype="PCM_16", format=kind)


def _blocks(file: Any) -> Iterator[Block]:
    """(n, channels) pieces of an open `soundfile.SoundFile`, however long its header says that it is."""
    frames = max(1, _BLOCK_SAMPLES // file.channels)
    while len(block := file.read(frames, dtype="float32", always_2d=True)):
        yield block


def _watched(blocks: Iterable[Block], watch: Watch | None) -> Iterator[Block]:
    for block in blocks:
        if watch:
            watch(block)
        yield block


def _with_ffmpeg(file: OpenFile, watch: Watch | None, channel: int | None) -> Sound:
    import av

    name = file.name
    options = {"format_whitelist": FORMATS, "protocol_whitelist": "file"}
    if is_unfinished(file):
        options["ignore_length"] = "1"
    try:
        # An absolute path is never taken for the address of something else.
        container = av.open(str(file.path.absolute()), options=options)
    except (av.FFmpegError, UnicodeError) as error:
        if looks_like_sound(file.head):
            raise _damaged(name) from error
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not a sound that mmdesk can read. Choose a WAV, MP3 or similar file.")
        raise MediaError(sentence, name=name) from error
    with container:
        if not container.streams.audio:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} is a video without sound. Choose a file with sound.")
            raise MediaError(sentence, name=name) if container.streams.video else _damaged(name)
        try:
            return _from(container, name, watch, channel)
        except (av.FFmpegError, ValueError) as error:
            # ValueError: the form of the sound changes midway
            raise _damaged(name) from error


def _from(container: "InputContainer", name: str, watch: Watch | None, channel: int | None) -> Sound:
    import av

    stream = container.streams.audio[0]
    if container.duration:
        _check_length(container.duration // ESTIMATE_MARGIN, av.time_base, name, rates=None)
    # Interleaved: of separate channels, PyAV's arrays hold eight at most.
    resampler = av.AudioResampler(format="flt")
    frames = (piece for frame in container.decode(stream) for piece in resampler.resample(frame))
    first = next(frames, None)
    if first is None:
        raise _too_short(name)

    def blocks() -> Iterator[Block]:
        for frame in itertools.chain([first], frames):
            yield frame.to_ndarray().reshape(-1, frame.layout.nb_channels).astype(np.float32, copy=False)

    return _sound(_watched(blocks(), watch), first.sample_rate, name, channel)


class _OutOfPhase(Exception):  # noqa: N818 - the sound is read once more
    """The channels put each other out; `channel` is the loudest."""

    def __init__(self, channel: int) -> None:
        super().__init__()
        self.channel = channel


def _sound(blocks: Iterable[Block], rate: int, name: str, channel: int | None = None) -> Sound:
    """Join (n, channels) blocks into a checked mono sound: their mean, or one channel."""
    parts: list[Block] = []
    count, mixed = 0, 0.0
    energies = np.zeros(1)
    for block in blocks:
        if not np.isfinite(block).all():
            sentence = QT_TRANSLATE_NOOP("errors", "{name} holds samples that are not numbers. Record or export it again.")
            raise MediaError(sentence, name=name)
        if block.shape[1] == 1 or channel is not None:
            parts.append(block[:, channel or 0].copy())
        else:
            # The mean of large numbers may not fit into float32 on the way.
            parts.append(block.mean(axis=1, dtype=np.float64).astype(np.float32))
            mixed += float(np.square(parts[-1], dtype=np.float64).sum())
            energies = energies + np.square(block, dtype=np.float64).sum(0)
        count += len(block)
        _check_length(count, rate, name)
    if not count:
        raise _too_short(name)
    if mixed < (CANCELLED / len(energies)) ** 2 * energies.max():
        raise _OutOfPhase(int(energies.argmax()))
    samples = np.concatenate(parts)
    if float(samples.max()) - float(samples.min()) <= 2 * SILENCE:  # whatever constant the electronics add
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is silent. Check the microphone or choose another file.")
        raise MediaError(sentence, name=name)
    peak = float(np.abs(samples).max())
    if peak > 1:
        samples /= np.float32(peak)
    samples.flags.writeable = False
    return Sound(samples, rate, name)


def _as_floats(samples: NDArray[Any]) -> Block:
    if samples.dtype.kind == "f":
        with np.errstate(over="ignore"):
            return samples.astype(np.float32)
    limits = np.iinfo(samples.dtype)
    middle = 0 if limits.min else (limits.max + 1) / 2
    return ((samples.astype(np.float64) - middle) / ((limits.max + 1) - middle)).astype(np.float32)


def _check_length(count: int, rate: int, name: str, rates: tuple[int, int] | None = RATES) -> None:
    if rates and not rates[0] <= rate <= rates[1]:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has {rate} samples a second. Convert it to a rate from {low} to {high}.")
        raise MediaError(sentence, name=name, rate=rate, low=rates[0], high=rates[1])
    if count > MAX_SECONDS * rate:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is longer than {minutes} minutes. Cut out the part that matters.")
        raise MediaError(sentence, name=name, minutes=MAX_SECONDS // 60)


def _too_short(name: str) -> MediaError:
    return MediaError(QT_TRANSLATE_NOOP("errors", "{name} has a length of zero. Record or export it again."), name=name)


def _damaged(name: str) -> MediaError:
    sentence = QT_TRANSLATE_NOOP("errors", "{name} is damaged or cut off: its sound cannot be decoded. Get the file again.")
    return MediaError(sentence, name=name)
