import os
import shutil

import numpy as np
import pytest
from finished import finished
from opens import counted_opens
from tiny import tiny_spec, with_front_end, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled, InputError
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.paths import cache_dir
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data import feature_cache
from mmdesk.engine.data.feature_cache import extract

SPEC = tiny_spec()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def data(tmp_path):
    return write_dataset(tmp_path / "data", {"train": 12}, missing=0.5)


def extracted(data, spec=SPEC):
    """The features, and how many samples were decoded for them."""
    notes, found = finished(extract(read_dataset(data).examples, spec, CancelToken()))
    return found, max((note.done for note in notes), default=0)


def test_rows_are_the_examples_in_their_order(data):
    found, decoded = extracted(data)
    examples = read_dataset(data).examples
    assert decoded == 12
    assert found.values["image"].shape == (12, 16, 16, 3)
    assert found.values["image"].dtype == np.uint8
    assert found.values["audio"].shape == (12, SPEC.front_end("audio").bands, SPEC.front_end("audio").frames)
    assert found.values["audio"].dtype == np.float16
    assert found.readable.all()
    assert found.skipped == ()
    for index, example in enumerate(examples):
        assert found.present["image"][index] == (example["image"] is not None)
        assert found.present["audio"][index] == (example["audio"] is not None)
        assert found.values["image"][index].any() == (example["image"] is not None)
        assert found.values["audio"][index].any() == (example["audio"] is not None)
        if example["image"]:
            channel = ["red", "green", "蓝"].index(example.label)
            assert found.values["image"][index].mean((0, 1)).argmax() == channel


def test_each_file_is_opened_once_on_its_way_into_the_cache(data):
    with counted_opens() as opens:
        extracted(data)
    media = {name: count for name, count in opens.items() if name.endswith((".png", ".wav"))}
    assert len(media) == sum(len(example.items) for example in read_dataset(data).examples)
    assert set(media.values()) == {1}


def test_what_did_not_change_is_not_decoded_again(data):
    first, _ = extracted(data)
    again, decoded = extracted(data)
    assert decoded == 0
    np.testing.assert_array_equal(again.values["image"], first.values["image"])
    np.testing.assert_array_equal(again.values["audio"], first.values["audio"])


def test_the_cache_outlives_the_process_and_stays_as_it_was(data, monkeypatch):
    extracted(data)
    monkeypatch.setattr(feature_cache, "_decode", lambda *_: pytest.fail("decoded again"))
    assert extracted(data)[1] == 0


@pytest.mark.parametrize("part", ["rows.json", "present.npy", "values.npy"])
@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b""), lambda file: file.unlink()])
def test_a_damaged_cache_is_made_again(data, part, spoil):
    first, _ = extracted(data)
    file = min(feature_cache.cache_dir().glob(f"features/*/{part}"))
    before = first.values["audio"].copy()
    spoil(file)
    again, decoded = extracted(data)
    assert decoded == 12
    np.testing.assert_array_equal(again.values["audio"], before)


@pytest.mark.parametrize("part", ["train-3.png", "train-3.wav"])
def test_a_changed_file_is_decoded_again(data, part):
    extracted(data)
    other = data / part.replace("3", "4")
    before = (data / part).stat().st_mtime_ns
    shutil.copyfile(other, data / part)
    os.utime(data / part, ns=(before + 1_000_000_000,) * 2)
    assert extracted(data)[1] == 12


@pytest.mark.parametrize(
    "other",
    [
        with_front_end(SPEC, "image", ImageFrontEnd(size=24)),
        with_front_end(SPEC, "audio", AudioFrontEnd(rate=8000, seconds=0.3, bands=16, window=256, hop=80)),
    ],
)
def test_another_front_end_is_decoded_again(data, other):
    extracted(data)
    assert extracted(data, other)[1] == 12


def test_other_words_leave_pictures_and_sounds_alone(data):
    extracted(data)
    manifest = (data / "manifest.csv").read_text(encoding="utf-8")
    (data / "manifest.csv").write_text(manifest.replace("this one is", "that one is"), encoding="utf-8")
    assert extracted(data, tiny_spec(("image", "audio")))[1] == 0
    assert extracted(data)[1] == 12


def test_a_model_of_fewer_modalities_finds_their_features(data):
    extracted(data)
    assert extracted(data, tiny_spec(("image", "text")))[1] == 0


def test_unreadable_rows_are_listed_and_never_blank(data):
    broken = [example for example in read_dataset(data).examples if example["image"]][:2]
    broken[0]["image"].path.write_bytes(b"no picture")
    broken[1]["image"].path.write_bytes(b"")
    for _ in range(2):  # from the files, then from the cache
        found, _ = extracted(data)
        assert [skipped.row for skipped in found.skipped] == [example.row for example in broken]
        assert broken[0]["image"].path.name in found.skipped[0].reason
        assert "is empty" in found.skipped[1].reason
        rows = [example.row for example in read_dataset(data).examples]
        assert [rows[index] for index in np.flatnonzero(~found.readable)] == [example.row for example in broken]


def test_modalities_that_the_model_lacks_are_not_decoded(data):
    for file in data.glob("*.wav"):
        file.write_bytes(b"no sound")
    found, _ = extracted(data, tiny_spec(modalities=("image", "text")))
    assert found.readable.all()
    assert "audio" not in found.present


def test_stopping_leaves_nothing_half_done(data):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        list(extract(read_dataset(data).examples, SPEC, token))
    assert list((cache_dir() / "features").iterdir()) == []
    assert extracted(data)[1] == 12


def test_no_examples_are_no_accident(data):
    _, found = finished(extract([], SPEC, CancelToken()))
    assert len(found.readable) == 0


def test_the_oldest_caches_go_when_there_is_no_room(data, monkeypatch):
    monkeypatch.setattr(feature_cache, "CACHE_BYTES", 30_000)
    for size in (16, 24, 32):
        extracted(data, with_front_end(tiny_spec(("image",)), "image", ImageFrontEnd(size=size)))
        for cache in (cache_dir() / "features").iterdir():
            older = cache.stat().st_mtime - 10
            os.utime(cache, (older, older))
    kept = list((cache_dir() / "features").iterdir())
    assert len(kept) == 1
    assert extracted(data, with_front_end(tiny_spec(("image",)), "image", ImageFrontEnd(size=32)))[1] == 0


def test_a_full_disk_is_one_sentence_before_anything_is_decoded(data, monkeypatch):
    usage = shutil.disk_usage(data)._replace(free=1000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(InputError, match=r"cannot be kept in .*features: No space left on device"):
        extracted(data)
    assert list((cache_dir() / "features").iterdir()) == []


def test_a_cache_that_cannot_be_made_is_one_sentence(data, monkeypatch, tmp_path):
    (cache_dir() / "features").touch()
    with pytest.raises(InputError, match="cannot be kept in"):
        extracted(data)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_dir() / "features"))
    with pytest.raises(InputError, match="cannot be made"):
        extracted(data)
