from pathlib import Path

import numpy as np
import pytest

from mmdesk.core.datasets.read import read_dataset, read_sample
from mmdesk.core.datasets.splits import with_splits
from mmdesk.core.errors import DatasetError, MediaError
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram

N = 6


def save(root: Path, split: str = "train", **arrays: np.ndarray) -> None:
    for part, array in arrays.items():
        np.save(root / f"{split}_{part}.npy", array)


def pictures(count: int = N) -> np.ndarray:
    return np.arange(count, dtype=np.uint8)[:, None, None, None] * np.ones((1, 8, 10, 3), dtype=np.uint8)


def waves(count: int = N) -> np.ndarray:
    return np.random.default_rng(0).uniform(-0.5, 0.5, (count, 1600)).astype(np.float32)


def test_the_four_arrays_of_both_splits(tmp_path: Path) -> None:
    texts = np.array([[12, 845, 3, 0], [0, 0, 7, 8], *[[0, 0, 0, 0]] * (N - 2)])
    save(tmp_path, images=pictures(), texts=texts, audios=waves(), labels=np.arange(N) % 2)
    save(tmp_path, "test", images=pictures(2), texts=texts[:2], audios=waves(2), labels=np.array([0, 1]))
    dataset = read_dataset(tmp_path)
    assert [example.row for example in dataset.examples] == list(range(1, N + 3))
    assert [example.split for example in dataset.examples] == ["train"] * N + ["test"] * 2
    assert [example["text"] for example in dataset.examples[:3]] == ["12 845 3", "7 8", None]
    assert dataset.labels == ("0", "1")
    assert dataset.modalities == ("image", "text", "audio")
    sample = read_sample(dataset.examples[4])
    assert sample["image"] is not None
    assert (sample["image"].pixels == 4).all()
    assert isinstance(sample["audio"], Sound)
    assert sample["audio"].rate == 16_000
    np.testing.assert_array_equal(sample["audio"].samples, waves()[4])


@pytest.mark.parametrize("shape", [(N, 12, 7), (N, 12, 7, 1)])
def test_spectrograms(shape: tuple[int, ...], tmp_path: Path) -> None:
    bands = np.random.default_rng(0).normal(size=shape)
    save(tmp_path, audios=bands, labels=np.arange(N))
    audio = read_sample(read_dataset(tmp_path).examples[3])["audio"]
    assert isinstance(audio, Spectrogram)
    assert audio.bands.dtype == np.float32
    np.testing.assert_allclose(audio.bands, bands[3].reshape(12, 7), rtol=1e-6)
    assert not audio.bands.flags.writeable


@pytest.mark.parametrize("shape", [(N, 8, 10), (N, 8, 10, 1), (N, 8, 10, 3), (N, 8, 10, 4)])
def test_pictures_as_fractions(shape: tuple[int, ...], tmp_path: Path) -> None:
    save(tmp_path, images=np.ones(shape, dtype=np.float64), labels=np.arange(N))
    image = read_sample(read_dataset(tmp_path).examples[0])["image"]
    assert image is not None
    assert image.pixels.shape == (8, 10, 3)
    assert (image.pixels == 255).all()


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (np.array([0, 1, 2]), ["0", "1", "2"]),
        (np.array([[0], [1], [2]]), ["0", "1", "2"]),
        (np.array([0.0, 1.0, 2.0]), ["0", "1", "2"]),
        (np.eye(3), ["0", "1", "2"]),
        (np.array(["cat", "狗", " owl "]), ["cat", "狗", "owl"]),
        (np.array([b"cat", "狗".encode(), b"owl"]), ["cat", "狗", "owl"]),
        (np.array([True, False, True]), ["1", "0", "1"]),
    ],
)
def test_labels_of_every_kind(labels: np.ndarray, names: list[str], tmp_path: Path) -> None:
    save(tmp_path, texts=np.array(["a", "b", "c"]), labels=labels)
    assert [example.label for example in read_dataset(tmp_path).examples] == names


@pytest.mark.parametrize(
    "labels", [np.array([0.5, 1, 2]), np.ones((3, 3)), np.array([np.nan, 1, 2]), np.zeros((3, 2, 2)), np.array(3)]
)
def test_labels_that_are_none(labels: np.ndarray, tmp_path: Path, refused) -> None:
    save(tmp_path, texts=np.array(["a", "b", "c"]), labels=labels)
    with refused(DatasetError, "train_labels.npy"):
        read_dataset(tmp_path)


@pytest.mark.parametrize(
    ("part", "array"),
    [
        ("images", pictures(N - 1)),
        ("images", np.zeros((N, 8))),
        ("images", np.full((N, 8, 8), "a")),
        ("audios", np.zeros(N)),
        ("texts", np.zeros((N, 4))),
        ("texts", np.zeros((N, 4, 4), dtype=int)),
        ("texts", np.array([b"\xff"] * N)),
    ],
)
def test_arrays_that_do_not_fit(part: str, array: np.ndarray, tmp_path: Path, refused) -> None:
    save(tmp_path, labels=np.arange(N), **{part: array})
    with refused(DatasetError, f"train_{part}.npy"):
        read_dataset(tmp_path)


def test_missing_arrays(tmp_path: Path, refused) -> None:
    save(tmp_path, images=pictures())
    with refused(DatasetError, "train_labels.npy", "is missing"):
        read_dataset(tmp_path)
    (tmp_path / "train_images.npy").unlink()
    save(tmp_path, labels=np.arange(N))
    with refused(DatasetError, "train_labels.npy", "stands alone"):
        read_dataset(tmp_path)


def test_no_rows(tmp_path: Path, refused) -> None:
    save(tmp_path, texts=np.array([], dtype="U4"), labels=np.array([], dtype=int))
    with refused(DatasetError, tmp_path.name, "no rows"):
        read_dataset(tmp_path)


@pytest.mark.parametrize("size", [0, 5, 100, 400])
def test_truncated_arrays(size: int, tmp_path: Path, refused) -> None:
    save(tmp_path, images=pictures(), labels=np.arange(N))
    data = (tmp_path / "train_images.npy").read_bytes()
    (tmp_path / "train_images.npy").write_bytes(data[:size])
    with refused(DatasetError, "train_images.npy", "not an array"):
        read_dataset(tmp_path)


def test_bad_rows_are_named(tmp_path: Path, refused) -> None:
    audios, images = waves(), pictures().astype(np.float32) / 255
    audios[1] = 0
    audios[2, 5] = np.nan
    images[3] = np.nan
    save(tmp_path, images=images, audios=audios, labels=np.arange(N))
    examples = read_dataset(tmp_path).examples
    for row, name, word in (
        (1, "train_audios.npy[1]", "silent"),
        (2, "train_audios.npy[2]", "numbers"),
        (3, "train_images.npy[3]", "numbers"),
    ):
        with refused(MediaError, name, word):
            read_sample(examples[row])


def test_an_array_that_has_gone(tmp_path: Path, refused) -> None:
    save(tmp_path, images=pictures(), labels=np.arange(N))
    example = read_dataset(tmp_path).examples[2]
    (tmp_path / "train_images.npy").unlink()
    with refused(MediaError, "Row 3", "train_images.npy"):
        read_sample(example)


def test_equal_rows_share_a_split(tmp_path: Path) -> None:
    images = np.concatenate([pictures(N)] * 20)  # so many that some are set aside
    save(tmp_path, images=images, labels=np.arange(20 * N) % N % 2)
    examples = with_splits(read_dataset(tmp_path)).examples
    assert {example.split for example in examples} == {"train", "val"}
    for number in range(N):
        assert len({examples[number + N * turn].split for turn in range(20)}) == 1
