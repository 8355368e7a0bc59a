"""Bad input of every kind through the commands: exit code 2, one sentence on stderr, nothing on stdout, nothing lost."""

import io
import os
import pickle
import struct
import subprocess
import sys
import wave
import zlib

import numpy as np
import pytest
import soundfile
from PIL import Image

from mmdesk import main
from mmdesk.core.models.spec import FORMAT

LINUX = sys.platform.startswith("linux")


@pytest.fixture
def real(capfd):
    """Run ``mmdesk ARGS`` in this process on the engine of PyTorch."""

    def run(*arguments):
        code = main.main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return run


def one_sentence(outcome, *parts):
    """Check that the outcome is exit code 2 with one sentence of these parts."""
    code, out, err = outcome
    assert (code, out) == (2, ""), err
    lines = [line for line in err.splitlines() if not line.startswith("Training on ") and "; labels from " not in line]
    assert len(lines) == 1, err
    assert lines[0].startswith("mmdesk: ")
    assert "Traceback" not in err
    for part in parts:
        assert part in lines[0]


def told(outcome, *parts):
    one_sentence((outcome.code, outcome.out, outcome.err), *parts)


def saved(image, kind, **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def png_of(width, height):
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def wav_of(samples, rate=8000):
    stream = io.BytesIO()
    soundfile.write(stream, np.asarray(samples, dtype=np.float32), rate, format="WAV", subtype="FLOAT")
    return stream.getvalue()


def hours_of_wav(path, hours):
    """A sound whose length takes no room on the disk."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
    length = hours * 3600 * 8000
    with open(path, "r+b") as file:
        file.seek(4)
        file.write((length + 36).to_bytes(4, "little"))
        file.seek(40)
        file.write(length.to_bytes(4, "little"))
        file.truncate(44 + length)


NOISE = Image.fromarray(np.random.default_rng(0).integers(0, 256, (200, 200, 3), dtype=np.uint8))


# Pictures and sounds


@pytest.mark.parametrize("option", ["--image", "--audio"])
def test_missing_file_folder_empty_file(mmdesk, model, tmp_path, option):
    (tmp_path / "album").mkdir()
    (tmp_path / "nothing.png").touch()
    told(mmdesk("predict", "--model", model, option, tmp_path / "gone.png"), "gone.png does not exist")
    told(mmdesk("predict", "--model", model, option, tmp_path / "album"), "album is a folder")
    told(mmdesk("predict", "--model", model, option, tmp_path / "nothing.png"), "nothing.png is empty")
    told(mmdesk("predict", "--model", model, option, tmp_path / ("x" * 300)), "cannot be opened")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("letter.png", b"Dear reader", "letter.png is not a picture"),
        ("half.jpg", saved(NOISE, "JPEG")[:9000], "half.jpg is damaged or cut off"),
        ("bomb.png", png_of(60_000, 60_000), "bomb.png has more than 100 million pixels"),
        ("large.png", png_of(20_000, 20_000), "large.png has more than 100 million pixels"),
        ("page.html", b"<!DOCTYPE html><html>", "page.html is not a picture"),
        ("phone.heic", b"\0\0\0\x18ftypheic" + bytes(100), "phone.heic is damaged or cut off"),
    ],
)
def test_pictures(mmdesk, model, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    told(mmdesk("predict", "--model", model, "--image", tmp_path / name), said)


def test_a_picture_20000_pixels_long_is_answered(mmdesk, model, tmp_path):
    Image.new("RGB", (20_000, 500), "red").save(tmp_path / "strip.png")
    assert mmdesk("predict", "--model", model, "--image", tmp_path / "strip.png").code == 0


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("short.wav", wav_of([]), "short.wav has a length of zero"),
        ("hush.wav", wav_of(np.zeros(8000)), "hush.wav is silent"),
        ("nan.wav", wav_of([0.5, np.nan, 0.5]), "nan.wav holds samples that are not numbers"),
        ("letter.wav", b"Dear listener", "letter.wav is not a sound"),
        ("half.flac", b"fLaC" + bytes(30), "half.flac is damaged or cut off"),
    ],
)
def test_sounds(mmdesk, model, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    told(mmdesk("predict", "--model", model, "--audio", tmp_path / name), said)


def test_three_hours_of_sound(mmdesk, model, tmp_path):
    hours_of_wav(tmp_path / "talk.wav", 3)
    told(mmdesk("predict", "--model", model, "--audio", tmp_path / "talk.wav"), "talk.wav is longer than 10 minutes")


def test_sounds_are_read_where_libsndfile_is_missing(mmdesk, model, sound, monkeypatch):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "soundfile":
                raise OSError("cannot load library 'libsndfile.so'")

    monkeypatch.delitem(sys.modules, "soundfile")
    monkeypatch.setattr("sys.meta_path", [Missing(), *sys.meta_path])
    assert mmdesk("predict", "--model", model, "--audio", sound).code == 0


# Texts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word " * 2_000_000, "--text is longer than 100,000 characters"),
        ("seven\0eight", "--text holds NUL characters"),
        ("half \ud83d", "--text holds half a character at position 6"),
        ("torn \udcff", "--text holds half a character at position 6"),
    ],
    ids=["10 MB", "NUL", "surrogate", "byte"],
)
def test_texts(mmdesk, model, text, said):
    told(mmdesk("predict", "--model", model, "--text", text), said)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"word " * 2_000_000, "longer than 100,000"), (b"seven\0", "NUL"), ("Möwe".encode("latin-1"), "UTF-8"), (b"", "empty")],
)
def test_text_files_of_a_dataset_are_errors_of_their_rows(mmdesk, model, tmp_path, data, said):
    for label in ("cat", "dog"):
        (tmp_path / "data" / label).mkdir(parents=True)
        (tmp_path / "data" / label / "1.txt").write_text("good words", encoding="utf-8")
    (tmp_path / "data" / "cat" / "2.txt").write_bytes(data)
    outcome = mmdesk("batch", model, tmp_path / "data", "--out", tmp_path / "p.csv")
    assert outcome.code == 0
    assert "2 of 3 rows answered" in outcome.out
    assert said in (tmp_path / "p.csv").read_text(encoding="utf-8")


# Datasets


@pytest.fixture(params=["train", "batch", "evaluate"])
def with_dataset(request, mmdesk, real, model, tmp_path):
    """Run each command that takes a dataset on it; gives (code, out, err)."""

    def run(data):
        if request.param == "train":
            return real("train", data, "--out", tmp_path / "m.safetensors")
        if request.param == "evaluate":
            return real("evaluate", written_model(tmp_path / "real.safetensors"), data)
        outcome = mmdesk("batch", model, data, "--out", tmp_path / "p.csv")
        return outcome.code, outcome.out, outcome.err

    return run


def written_model(path):
    from tiny import tiny_spec

    from mmdesk.engine.model.checkpoint import save_model
    from mmdesk.engine.model.fused_model import build

    save_model(path, build(tiny_spec()), tiny_spec())
    return path


def table(folder, text, encoding="utf-8"):
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "manifest.csv").write_bytes(text.encode(encoding))
    return folder / "data"


def test_datasets_that_are_none(with_dataset, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "a.png").write_bytes(b"x")
    one_sentence(with_dataset(tmp_path / "gone"), "gone does not exist")
    one_sentence(with_dataset(tmp_path / "data"), "data is not a dataset", "manifest.csv")
    one_sentence(with_dataset(tmp_path / "a.png"), "a.png is not a dataset")
    one_sentence(with_dataset(tmp_path / ("x" * 300)), "cannot be opened")
    one_sentence(with_dataset(table(tmp_path, "")), "manifest.csv is empty")


def test_a_manifest_without_a_header(with_dataset, tmp_path):
    one_sentence(with_dataset(table(tmp_path, "a.png,seven,,7\nb.png,eight,,8\n")), "manifest.csv needs a first line", "label")


def test_a_manifest_in_latin_1(with_dataset, tmp_path):
    one_sentence(
        with_dataset(table(tmp_path, "text,label\nMöwe,bird\n", "latin-1")),
        "manifest.csv is not in UTF-8, but probably in Windows-1252: line 2 would be “Möwe”. Say in which it is (--encoding)",
    )


def test_paths_that_leave_the_folder(with_dataset, tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "secret.png")
    data = table(tmp_path, "image,label,split\n../secret.png,a,test\n/etc/passwd,b,test\n")
    one_sentence(with_dataset(data), "leads out of the dataset's folder")


def test_no_rows(with_dataset, tmp_path):
    one_sentence(with_dataset(table(tmp_path, "image,label\n")), "manifest.csv has no rows")


ROWS = "text,label,colour,split\n" + "".join(
    f"words {n} of {n % 2},{n % 2},blue,{'train' if n < 4 else 'val'}\n" for n in range(24)
)
"""Enough for validation, so that a training is not repeated for each fold."""


FRESH = "--encoder", "image=fresh", "text=fresh", "audio=fresh"


def quickly(real, data, out, *options):
    return real("train", data, "--out", out, "--epochs", 1, "--batch-size", 8, "--device", "cpu", *FRESH, *options)


def test_unknown_columns_are_left_alone(real, tmp_path):
    code, _, err = quickly(real, table(tmp_path, ROWS), tmp_path / "m.safetensors")
    assert code == 0, err
    assert (tmp_path / "m.safetensors").is_file()


def test_duplicate_rows_are_left_out_and_listed(real, tmp_path):
    repeated = ROWS.splitlines()[1]
    code, _, err = quickly(real, table(tmp_path, f"{ROWS}{repeated}\n"), tmp_path / "m.safetensors")
    assert code == 0, err
    assert "Row 26 was left out: The row repeats line 2." in err


def test_one_class_only(real, tmp_path):
    data = table(tmp_path, "text,label\n" + "".join(f"words {n},cat\n" for n in range(20)))
    one_sentence(quickly(real, data, tmp_path / "m.safetensors"), "data has only the class cat")


def test_a_class_with_one_sample(real, tmp_path):
    data = table(tmp_path, ROWS + "alone,owl,blue,train\n")
    one_sentence(quickly(real, data, tmp_path / "m.safetensors"), "classes with one sample only: owl")


def test_no_validation_rows_mean_that_some_are_set_aside_and_it_is_said(real, tmp_path):
    rows = "text,label,split\n" + "".join(f"words {n},{'ab'[n % 2]},train\n" for n in range(80))
    code, _, err = quickly(real, table(tmp_path, rows), tmp_path / "m.safetensors")
    assert code == 0, err
    assert "No row is for validation" in err


def test_no_validation_rows_and_none_to_spare(real, tmp_path):
    data = table(tmp_path, "text,label,split\na,1,train\na ,2,train\nb,1,test\nb ,2,test\n")
    one_sentence(quickly(real, data, tmp_path / "m.safetensors"), "one row only of each class")


def test_most_rows_unreadable(real, tmp_path):
    data = table(tmp_path, ROWS + "".join(f"words,{n % 2},blue,exam {n}\n" for n in range(9)))
    one_sentence(quickly(real, data, tmp_path / "m.safetensors"), "9 of 33 rows", "--accept-unreadable")


def test_a_split_that_is_not_there(real, tmp_path):
    model = written_model(tmp_path / "m.safetensors")
    one_sentence(real("evaluate", model, table(tmp_path, ROWS), "--split", "exam"), "no rows of the split exam", "train, val")


# Model files


def pickled(good):
    return pickle.dumps({"weights": [1, 2, 3]})


def truncated(good):
    return good[: len(good) // 2]


def newer(good):
    return good.replace(f'"mmdesk.format":"{FORMAT}"'.encode(), b'"mmdesk.format":"7"')


def mismatched(good):
    return good.replace(b'\\"dimension\\": 16', b'\\"dimension\\": 24')


@pytest.mark.parametrize("command", ["predict", "evaluate", "batch"])
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (pickled, "is a pickle, which could run code"),
        (truncated, "is damaged or not a model file"),
        (newer, "was made by a newer mmdesk (format 7). Update mmdesk"),
        (mismatched, "do not fit its description"),
        (lambda good: b"", "is empty"),
        (None, "does not exist"),
    ],
)
def test_model_files(real, tmp_path, command, spoil, said):
    data = table(tmp_path, ROWS.replace(",val\n", ",test\n"))
    bad = tmp_path / "bad.safetensors"
    if spoil:
        good = written_model(tmp_path / "good.safetensors").read_bytes()
        bad.write_bytes(spoil(good))
        assert bad.read_bytes() != good
    arguments = {
        "predict": ("predict", "--model", bad, "--text", "red"),
        "evaluate": ("evaluate", bad, data),
        "batch": ("batch", bad, data, "--out", tmp_path / "p.csv"),
    }
    one_sentence(real(*arguments[command]), "bad.safetensors", said)
    assert not (tmp_path / "p.csv").exists()


# Saving


@pytest.mark.skipif(not LINUX, reason="tmpfs is of Linux")
def test_a_full_disk_while_saving_a_model_loses_nothing(real, small_disk, tmp_path):
    data = table(tmp_path, ROWS)
    code, out, err = quickly(real, data, small_disk / "m.safetensors")
    assert (code, out) == (2, "")
    assert err.endswith("m.safetensors was not saved: the disk is full. Free some space or choose another place.\n")
    assert "Traceback" not in err
    assert list(small_disk.iterdir()) == []
    subprocess.run(["mount", "-o", "remount,size=100m", small_disk], check=True)
    code, _, err = quickly(real, data, small_disk / "m.safetensors", "--resume")
    assert code == 0, err
    assert (small_disk / "m.safetensors").is_file()


@pytest.mark.skipif(not LINUX, reason="tmpfs is of Linux")
def test_a_read_only_disk_is_told_before_the_work(mmdesk, real, model, dataset, small_disk):
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    one_sentence(real("train", dataset, "--out", small_disk / "m.safetensors"), "m.safetensors", "the folder is read-only")
    told(mmdesk("batch", model, dataset, "--out", small_disk / "p.csv"), "p.csv", "the folder is read-only")


@pytest.mark.skipif(not LINUX, reason="tmpfs is of Linux")
def test_a_full_disk_while_writing_a_table(mmdesk, model, small_disk, tmp_path):
    data = table(tmp_path, "text,label\n" + "".join(f"{n} {'long words ' * 20},cat\n" for n in range(1000)))
    told(mmdesk("batch", model, data, "--out", small_disk / "p.csv"), "p.csv was not saved: the disk is full")
    assert list(small_disk.iterdir()) == []


def test_places_that_cannot_be_written(mmdesk, real, model, dataset, tmp_path):
    for place, said in (
        (tmp_path / "gone" / "m.safetensors", "the folder does not exist"),
        (dataset / "manifest.csv" / "m.safetensors", "the folder does not exist"),
        (tmp_path / f"{'x' * 300}.safetensors", "the name is too long"),
    ):
        one_sentence(real("train", dataset, "--out", place), said)
        told(mmdesk("batch", model, dataset, "--out", place), said)
    one_sentence(real("train", dataset, "--out", tmp_path), "is a folder")


# Machines


@pytest.mark.parametrize("name", ["cuda", "mps", "abacus"])
@pytest.mark.parametrize("command", ["predict", "train", "evaluate", "batch"])
def test_a_device_that_is_not_there(real, monkeypatch, model, dataset, tmp_path, command, name):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: False)
    arguments = {
        "predict": ("predict", "--model", model, "--text", "a"),
        "train": ("train", dataset, "--out", tmp_path / "m.safetensors"),
        "evaluate": ("evaluate", model, dataset),
        "batch": ("batch", model, dataset, "--out", tmp_path / "p.csv"),
    }
    one_sentence(real(*arguments[command], "--device", name), name, "auto")


def test_a_folder_of_the_program_that_cannot_be_made(real, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    one_sentence(quickly(real, table(tmp_path, ROWS), tmp_path / "m.safetensors"), "cannot be made", str(tmp_path / "file"))


@pytest.mark.skipif(not LINUX, reason="tmpfs is of Linux")
def test_a_full_disk_for_the_features(real, monkeypatch, small_disk, dataset, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(small_disk))
    text = (dataset / "manifest.csv").read_text(encoding="utf-8").replace("empty.png,,,cat", ",more words,,cat")
    (dataset / "manifest.csv").write_text(f"{text}\n,other words,,狗\n,different words,,cat\n", encoding="utf-8")
    one_sentence(quickly(real, dataset, tmp_path / "m.safetensors"), "cannot be kept in", "No space left on device")


def test_a_folder_for_states_that_cannot_be_made_costs_only_the_state(real, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    code, _, err = quickly(real, table(tmp_path, ROWS), tmp_path / "m.safetensors")
    assert code == 0, err
    one_sentence(quickly(real, tmp_path / "data", tmp_path / "m.safetensors", "--resume"), "cannot be made", str(tmp_path / "file"))


@pytest.mark.parametrize("name", ["manifest.csv", "model.safetensors"])
def test_what_is_read_is_not_overwritten(mmdesk, model, dataset, name):
    before = (dataset / name).read_bytes()
    told(mmdesk("batch", model, dataset, "--out", dataset / name), f"{name} is read here and would be overwritten")
    told(mmdesk("batch", model, dataset / "manifest.csv", "--out", dataset / "." / name), "would be overwritten")
    told(mmdesk("evaluate", model, dataset, "--report", dataset / name), "would be overwritten")
    told(mmdesk("evaluate", model, dataset, "--report", dataset), "is a folder")
    assert (dataset / name).read_bytes() == before


@pytest.mark.skipif(not LINUX, reason="names of files are bytes on Linux")
def test_files_whose_names_are_not_utf8(mmdesk, real, model, tmp_path):
    for label in ("cat", "dog"):
        (tmp_path / "data" / label).mkdir(parents=True)
        for number in range(3):
            Image.new("RGB", (8, 8), (90 * number, 9, 9)).save(tmp_path / "data" / label / os.fsdecode(b"caf\xe9%d.png" % number))
    assert mmdesk("batch", model, tmp_path / "data", "--out", tmp_path / "p.csv").code == 0
    assert "cat/caf\\udce90.png" in (tmp_path / "p.csv").read_text(encoding="utf-8")
    out = tmp_path / os.fsdecode(b"m\xff.safetensors")
    code, _, err = quickly(real, tmp_path / "data", out)
    assert code == 0, err
    assert out.is_file()
    sound = tmp_path / os.fsdecode(b"s\xff.wav")
    soundfile.write(tmp_path / "s.wav", np.sin(np.arange(8000) / 5), 8000)
    (tmp_path / "s.wav").rename(sound)
    assert mmdesk("predict", "--model", model, "--audio", sound).code == 0
    (tmp_path / "data").rename(tmp_path / os.fsdecode(b"d\xff"))
    code, _, err = quickly(real, tmp_path / os.fsdecode(b"d\xff"), tmp_path / "m.safetensors")
    assert code == 0, err
    (tmp_path / os.fsdecode(b"d\xff")).rename(tmp_path / "data")
    (tmp_path / "data" / "cat").rename(tmp_path / "data" / os.fsdecode(b"\xe9"))
    one_sentence(quickly(real, tmp_path / "data", out), "data has a class whose name \\udce9 is not text in UTF-8")


def test_control_characters_do_not_reach_the_terminal(mmdesk, model, tmp_path):
    outcome = mmdesk("predict", "--model", model, "--image", tmp_path / "a\n\x1b[2J\x9b.png")
    told(outcome, "a\\n\\x1b[2J\\x9b.png does not exist")


def test_names_that_no_terminal_can_print(real, tmp_path):
    name = os.fsdecode(b"caf\xe9.png")
    one_sentence(real("predict", "--model", tmp_path / "m.safetensors", "--image", tmp_path / name), "does not exist")
    one_sentence(real("predict", "--model", tmp_path / os.fsdecode(b"\xff.safetensors"), "--text", "a"), "does not exist")
    one_sentence(real("train", tmp_path / name, "--out", tmp_path / "m.safetensors"), "does not exist")
    one_sentence(real("train", tmp_path, "--out", tmp_path / os.fsdecode(b"\xff.pt")), "must end in .safetensors")
