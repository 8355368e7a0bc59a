import wave
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from mmdesk.core.errors import InputError, MediaError
from mmdesk.core.modalities.audio.files import MAX_SECONDS, read_sound, sound_from_array, write_sound

RATE = 16_000


def tone(seconds: float = 0.5, rate: int = RATE, pitch: float = 440) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def pitch_of(samples: np.ndarray, rate: int) -> float:
    return float(np.fft.rfftfreq(len(samples), 1 / rate)[np.abs(np.fft.rfft(samples)).argmax()])


def encode(
    path: Path, codec: str | None, rate: int, seconds: float = 0.5, video: str | None = None, kind: str | None = None
) -> None:
    """Write a tone, a moving picture or both with FFmpeg."""
    with av.open(str(path), "w", format=kind) as container:
        audio = container.add_stream(codec, rate=rate, layout="mono") if codec else None
        if video:
            stream = container.add_stream(video, rate=10)
            stream.width = stream.height = 32
            stream.pix_fmt = "yuv420p"
            for level in range(5):
                picture = av.VideoFrame.from_ndarray(np.full((32, 32, 3), level * 50, dtype=np.uint8), format="rgb24")
                container.mux(stream.encode(picture))
            container.mux(stream.encode())
        if audio:
            frame = av.AudioFrame.from_ndarray(tone(seconds, rate)[None], format="fltp", layout="mono")
            frame.sample_rate = rate
            resampler = av.AudioResampler(format=audio.format, layout="mono", rate=rate, frame_size=audio.frame_size)
            for piece in [*resampler.resample(frame), *resampler.resample(None)]:
                container.mux(audio.encode(piece))
            container.mux(audio.encode())


@pytest.mark.parametrize("ending", ["WAV", "FLAC", "OGG", "MP3", "AIFF", "AU", "CAF", "W64"])
def test_formats_of_soundfile(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"TONE.{ending}"
    soundfile.write(path, tone(), RATE, format=ending)
    sound = read_sound(path)
    assert sound.rate == RATE
    assert sound.samples.dtype == np.float32
    assert sound.seconds == pytest.approx(0.5, abs=0.1)
    assert pitch_of(sound.samples, RATE) == pytest.approx(440, abs=6)
    assert not sound.samples.flags.writeable


@pytest.mark.parametrize(
    ("ending", "codec", "video", "kind"),
    [
        ("M4A", "aac", None, "ipod"),
        ("AAC", "aac", None, "adts"),
        ("MP4", "aac", "mpeg4", "mp4"),
        ("MOV", "aac", "mpeg4", "mov"),
        ("WEBM", "libopus", "libvpx", "webm"),
        ("MKV", "aac", "mpeg4", "matroska"),
        ("AVI", "mp3", "mpeg4", "avi"),
        ("OPUS", "libopus", None, "ogg"),
        ("TS", "aac", "mpeg2video", "mpegts"),
    ],
)
def test_formats_of_ffmpeg(ending: str, codec: str, video: str | None, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"TONE.{ending}"
    encode(path, codec, 48_000, video=video, kind=kind)
    sound = read_sound(path)
    assert sound.rate == 48_000
    assert sound.samples.dtype == np.float32
    assert sound.seconds == pytest.approx(0.5, abs=0.1)
    assert pitch_of(sound.samples, sound.rate) == pytest.approx(440, abs=6)


@pytest.mark.parametrize("rate", [8000, 11_025, 44_100, 96_000])
@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW"])
def test_rates_and_depths(rate: int, subtype: str, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(rate=rate), rate, subtype=subtype)
    sound = read_sound(tmp_path / "a.wav")
    assert sound.rate == rate
    np.testing.assert_allclose(sound.samples, tone(rate=rate), atol=0.03)


def test_channels_are_averaged(tmp_path: Path) -> None:
    channels = np.stack([tone(), np.zeros(8000, dtype=np.float32), -tone() / 2], axis=1)
    soundfile.write(tmp_path / "three.wav", channels, RATE, subtype="FLOAT")
    np.testing.assert_allclose(read_sound(tmp_path / "three.wav").samples, channels.mean(axis=1), atol=1e-6)


def test_loud_floats_come_into_range(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "loud.wav", tone() * 1000, RATE, subtype="FLOAT")
    assert np.abs(read_sound(tmp_path / "loud.wav").samples).max() == pytest.approx(1)


def test_sound_under_another_ending(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.raw", tone(), RATE, format="WAV", subtype="PCM_16")
    assert read_sound(tmp_path / "a.raw").seconds == 0.5


def test_zero_length(tmp_path: Path, refused) -> None:
    soundfile.write(tmp_path / "short.wav", np.zeros(0, dtype=np.float32), RATE)
    with refused(MediaError, "short.wav", "length of zero"):
        read_sound(tmp_path / "short.wav")


@pytest.mark.parametrize("level", [0, 5e-5, 0.02, -0.3])
def test_silence(level: float, tmp_path: Path, refused) -> None:
    soundfile.write(tmp_path / "hush.wav", np.full(8000, level, dtype=np.float32), RATE, subtype="FLOAT")
    with refused(MediaError, "hush.wav", "is silent"):
        read_sound(tmp_path / "hush.wav")


@pytest.mark.parametrize("ending", ["wav", "flac", "tta"])
def test_channels_that_put_each_other_out_are_heard(ending: str, tmp_path: Path) -> None:
    hiss = np.random.default_rng(0).normal(0, 0.002, (8000, 2)).astype(np.float32)
    sound = np.stack([tone() * 0.8, -tone() * 0.8], axis=1) + hiss
    if ending == "tta":  # of those that FFmpeg alone reads
        with av.open(str(tmp_path / "a.tta"), "w") as container:
            stream = container.add_stream("tta", rate=RATE, layout="stereo")
            whole = (sound * 32767).astype(np.int16).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(whole, format="s16", layout="stereo")
            frame.sample_rate = RATE
            container.mux(stream.encode(frame))
            container.mux(stream.encode())
    else:
        soundfile.write(tmp_path / f"a.{ending}", sound, RATE)
    heard = read_sound(tmp_path / f"a.{ending}").samples
    assert np.abs(heard).max() == pytest.approx(0.4, abs=0.02)
    assert pitch_of(heard, RATE) == pytest.approx(440, abs=2)
    assert np.abs(sound_from_array(sound, RATE, "a").samples).max() == pytest.approx(0.4, abs=0.02)


@pytest.mark.parametrize("told", [0, 36])
@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "FLOAT"])
def test_a_recording_whose_program_died(told: int, subtype: str, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(), RATE, subtype=subtype)
    data = bytearray((tmp_path / "a.wav").read_bytes())
    place = data.index(b"data")
    data[4:8], data[place + 4 : place + 8] = told.to_bytes(4, "little"), bytes(4)
    (tmp_path / "a.wav").write_bytes(data)
    sound = read_sound(tmp_path / "a.wav")
    assert sound.seconds == pytest.approx(0.5, abs=0.01)
    np.testing.assert_allclose(sound.samples[:7000], tone()[:7000], atol=0.001)


def test_an_empty_recording_with_notes_after_it_is_empty(tmp_path: Path, refused) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(0, dtype=np.float32), RATE)
    data = bytearray((tmp_path / "a.wav").read_bytes()) + b"LIST" + (26).to_bytes(4, "little") + b"INFOISFT" + bytes(18)
    data[4:8] = (len(data) - 8).to_bytes(4, "little")
    (tmp_path / "a.wav").write_bytes(data)
    with refused(MediaError, "a.wav", "length of zero"):
        read_sound(tmp_path / "a.wav")


@pytest.mark.parametrize("ending", ["wav", "aiff", "flac"])
def test_id3_before_a_sound(ending: str, tmp_path: Path) -> None:
    soundfile.write(tmp_path / f"a.{ending}", tone(), RATE)
    tag = b"TIT2\0\0\0\x06\0\0\0title"
    (tmp_path / f"a.{ending}").write_bytes(b"ID3\4\0\0\0\0\0\x10" + tag + (tmp_path / f"a.{ending}").read_bytes())
    np.testing.assert_allclose(read_sound(tmp_path / f"a.{ending}").samples, tone(), atol=0.001)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none(value: float, tmp_path: Path, refused) -> None:
    samples = np.stack([tone(), -tone()], axis=1)
    samples[100] = value, -value
    soundfile.write(tmp_path / "nan.wav", samples, RATE, subtype="FLOAT")
    with refused(MediaError, "nan.wav", "not numbers"):
        read_sound(tmp_path / "nan.wav")


def test_three_hours_are_refused_from_the_header(tmp_path: Path, refused) -> None:
    with wave.open(str(tmp_path / "talk.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
    with open(tmp_path / "talk.wav", "r+b") as file:
        length = 3 * 3600 * 8000
        file.seek(4)
        file.write((length + 36).to_bytes(4, "little"))
        file.seek(40)
        file.write(length.to_bytes(4, "little"))
        file.truncate(44 + length)  # a hole: it takes no room on the disk
    with refused(MediaError, "talk.wav", "longer than 10 minutes"):
        read_sound(tmp_path / "talk.wav")


def test_three_hours_of_a_video_are_refused_from_the_header(tmp_path: Path, refused) -> None:
    encode(tmp_path / "talk.mkv", "pcm_u8", 1000, seconds=3 * 3600, kind="matroska")
    path = tmp_path / "talk.mkv"
    path.write_bytes(path.read_bytes()[:10_000])
    with refused(MediaError, "talk.mkv", "longer than 10 minutes"):
        read_sound(path)


def test_length_is_checked_again_while_decoding(tmp_path: Path, refused) -> None:
    encode(tmp_path / "talk.mkv", "pcm_u8", 1000, seconds=MAX_SECONDS + 1, kind="matroska")
    with refused(MediaError, "talk.mkv", "longer than 10 minutes"):
        read_sound(tmp_path / "talk.mkv")


def test_more_channels_than_ffmpeg_names(tmp_path: Path) -> None:
    channels = np.repeat(tone()[:, None], 20, axis=1)
    soundfile.write(tmp_path / "many.caf", channels, RATE)
    with av.open(str(tmp_path / "many.caf")) as source, av.open(str(tmp_path / "many.mov"), "w", format="mov") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    np.testing.assert_allclose(read_sound(tmp_path / "many.mov").samples, tone(), atol=1e-4)


def test_text_is_no_sound(tmp_path: Path, refused) -> None:
    (tmp_path / "letter.wav").write_text("Dear listener", encoding="utf-8")
    with refused(MediaError, "letter.wav", "is not a sound"):
        read_sound(tmp_path / "letter.wav")


def test_playlist_is_not_followed(tmp_path: Path, refused) -> None:
    soundfile.write(tmp_path / "a.wav", tone(), RATE)
    (tmp_path / "list.m3u8").write_text("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\na.wav\n#EXT-X-ENDLIST\n", encoding="utf-8")
    with refused(MediaError, "list.m3u8", "is not a sound"):
        read_sound(tmp_path / "list.m3u8")


def test_video_without_sound(tmp_path: Path, refused) -> None:
    encode(tmp_path / "mute.mp4", None, RATE, video="mpeg4", kind="mp4")
    with refused(MediaError, "mute.mp4", "video without sound"):
        read_sound(tmp_path / "mute.mp4")


@pytest.mark.parametrize("ending", ["m4a", "flac"])
def test_truncated_sound(ending: str, tmp_path: Path, refused) -> None:
    path = tmp_path / f"half.{ending}"
    if ending == "m4a":
        encode(path, "aac", RATE, kind="ipod")
    else:
        soundfile.write(path, tone(), RATE)
    path.write_bytes(path.read_bytes()[:40])
    with refused(MediaError, f"half.{ending}", "is damaged"):
        read_sound(path)


def test_damaged_mp3_says_nothing_on_the_terminal(tmp_path: Path, capfd, refused) -> None:
    soundfile.write(tmp_path / "bad.mp3", tone(), RATE, format="MP3")
    data = (tmp_path / "bad.mp3").read_bytes()
    (tmp_path / "bad.mp3").write_bytes(b"\xff\x50" + data[2:200])
    with refused(MediaError, "bad.mp3"):
        read_sound(tmp_path / "bad.mp3")
    assert capfd.readouterr().err == ""


def test_missing_folder_and_empty(tmp_path: Path, refused) -> None:
    with refused(MediaError, "nowhere.wav", "does not exist"):
        read_sound(tmp_path / "nowhere.wav")
    with refused(MediaError, tmp_path.name, "is a folder"):
        read_sound(tmp_path)
    (tmp_path / "nothing.wav").touch()
    with refused(MediaError, "nothing.wav", "is empty"):
        read_sound(tmp_path / "nothing.wav")


def test_arrays(refused) -> None:
    np.testing.assert_allclose(sound_from_array(tone(), RATE, "array").samples, tone())
    stereo = np.stack([tone(), tone()], axis=1)
    np.testing.assert_allclose(sound_from_array(stereo, RATE, "array").samples, tone(), atol=1e-7)
    whole = (tone() * 32768).astype(np.int16)
    np.testing.assert_allclose(sound_from_array(whole, RATE, "array").samples, tone(), atol=1e-4)
    shifted = (tone() * 128 + 128).astype(np.uint8)
    np.testing.assert_allclose(sound_from_array(shifted, RATE, "array").samples, tone(), atol=0.01)


def test_an_array_is_copied() -> None:
    samples = tone()
    sound = sound_from_array(samples, RATE, "array")
    samples[:] = 0
    assert np.abs(sound.samples).max() > 0.4
    assert not sound.samples.flags.writeable


@pytest.mark.parametrize(
    ("samples", "rate", "word"),
    [
        (np.zeros(0), RATE, "length of zero"),
        (np.zeros(100), RATE, "silent"),
        (np.full(100, np.nan), RATE, "not numbers"),
        (np.full(100, 1e300), RATE, "not numbers"),
        (np.zeros((2, 3, 4)), RATE, "shape"),
        (np.zeros((2, 0)), RATE, "shape"),
        (np.full(4, "a"), RATE, "shape"),
        (np.ones(100), 0, "samples a second"),
        (np.ones(100), 2_000_000_000, "samples a second"),
        (np.broadcast_to(np.float32(1), (MAX_SECONDS * 8000 + 1,)), 8000, "longer than"),
    ],
)
def test_arrays_that_are_no_sound(samples: np.ndarray, rate: int, word: str, refused) -> None:
    with refused(MediaError, "array", word):
        sound_from_array(samples, rate, "array")


@pytest.mark.parametrize("name", ["a.wav", "a.FLAC", "a.sound"])
def test_a_sound_that_is_written_is_read_again(tmp_path, name):
    sound = sound_from_array(np.sin(np.arange(4000) / 9).astype(np.float32) / 2, 16_000, "a")
    write_sound(tmp_path / name, sound)
    again = read_sound(tmp_path / name)
    assert again.rate == 16_000
    assert np.allclose(again.samples, sound.samples, atol=1e-4)


def test_a_sound_that_cannot_be_written_is_one_sentence(tmp_path, refused):
    sound = sound_from_array(tone(), 8000, "a")
    with refused(InputError, "folder does not exist"):
        write_sound(tmp_path / "gone" / "a.wav", sound)
