"""Sounds, the modality audio: anything that libsndfile or FFmpeg decodes becomes mono float32."""

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.files import OpenFile, opened
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

SIGNATURES = (
    b"fLaC", b"OggS", b"ID3", b"RF64", b"riff", b"caff", b".snd", b"\x1aE\xdf\xa3", b"0&\xb2u\x8ef\xcf\x11", b"FLV\1", b"#!AMR",
    b"MAC ", b"TTA1", b"wvpk", b"DSD ", b"MPCK", b"MP+", b"\0\0\1\xba", b"\x0bw",
)  # fmt: skip
ESTIMATE_MARGIN = 2
"""FFmpeg guesses the length of a bare stream from its first frames, so only what is far too long is refused for it."""

_MOVIE_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide")
_BLOCK_SAMPLES = 1 << 21
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
    path, head, name = file.path, file.head, file.name
    if path.suffix.lower() == ".mp3" or head.startswith(b"ID3") or _starts_mpeg_frame(head):
        # libsndfile's decoder for MP3 writes its complaints to the terminal.
        return _with_ffmpeg(path, head, name, watch)
    try:
        # Imported with the first sound, not with the program, which shall start quickly; so is av.
        import soundfile
    except OSError:
        # Its wheel has no libsndfile for this system, which has none either.
        return _with_ffmpeg(path, head, name, watch)
    try:
        # By its number it is read twice as fast, but in Windows each library has numbers of its own.
        sound = soundfile.SoundFile(file.file if os.name == "nt" else file.file.fileno(), closefd=False)
    except soundfile.LibsndfileError:
        return _with_ffmpeg(path, head, name, watch)
    try:
        with sound:
            if sound.frames < _UNKNOWN_FRAMES:
                _check_length(sound.frames, sound.samplerate, name)
            return _sound(_watched(_blocks(sound), watch), sound.samplerate, name)
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
    return _sound([_as_floats(samples[:, None] if samples.ndim == 1 else samples)], rate, name)


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


def looks_like_sound(head: bytes) -> bool:
    """Whether the beginning of a file carries the signature of a sound or of a video."""
    return (
        head.startswith(SIGNATURES)
        or (head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI "))
        or (head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC", b"8SVX"))
        or head[4:8] in _MOVIE_ATOMS
        or (head[:1] == b"G" and head[188:189] == b"G" and head[376:377] == b"G")
        or _starts_mpeg_frame(head)
    )


def _starts_mpeg_frame(head: bytes) -> bool:
    """Whether an MP3 (layer II or III) or AAC (ADTS) frame comes first: 11 or 12 set bits, then version and layer."""
    if len(head) < 3 or head[0] != 0xFF:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if head[1] >= 0xF0 and layer == 0:
        return True
    return head[1] >= 0xE0 and version != 1 and layer in (1, 2) and head[2] >> 4 not in (0, 15)


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


def _with_ffmpeg(path: Path, head: bytes, name: str, watch: Watch | None) -> Sound:
    import av

    try:
        # An absolute path is never taken for the address of something else.
        container = av.open(str(path.absolute()), options={"format_whitelist": FORMATS, "protocol_whitelist": "file"})
    except (av.FFmpegError, UnicodeError) as error:
        if looks_like_sound(head):
            raise _damaged(name) from error
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not a sound that mmdesk can read. Choose a WAV, MP3 or similar file.")
        raise MediaError(sentence, name=name) from error
    with container:
        if not container.streams.audio:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} is a video without sound. Choose a file with sound.")
            raise MediaError(sentence, name=name) if container.streams.video else _damaged(name)
        try:
            return _decoded(container, name, watch)
        except (av.FFmpegError, ValueError) as error:
            # ValueError: the form of the sound changes midway
            raise _damaged(name) from error


def _decoded(container: "InputContainer", name: str, watch: Watch | None) -> Sound:
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

    return _sound(_watched(blocks(), watch), first.sample_rate, name)


def _sound(blocks: Iterable[Block], rate: int, name: str) -> Sound:
    """Join (n, channels) blocks into a checked mono sound."""
    parts: list[Block] = []
    count = 0
    for block in blocks:
        if not np.isfinite(block).all():
            sentence = QT_TRANSLATE_NOOP("errors", "{name} holds samples that are not numbers. Record or export it again.")
            raise MediaError(sentence, name=name)
        # The mean of large numbers may not fit into float32 on the way.
        parts.append(block[:, 0] if block.shape[1] == 1 else block.mean(axis=1, dtype=np.float64).astype(np.float32))
        count += len(block)
        _check_length(count, rate, name)
    if not count:
        raise _too_short(name)
    samples = np.concatenate(parts)
    peak = float(np.abs(samples).max())
    if peak <= SILENCE:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is silent. Check the microphone or choose another file.")
        raise MediaError(sentence, name=name)
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
