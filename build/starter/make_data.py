"""Write the dataset that the starter model learns from. Needs espeak-ng and flite, and some fonts.

    python build/starter/make_data.py DATA OUT [--samples N] [--fonts FOLDER] [--seed N]

DATA is a folder with the public data: mnist, sign_digits, number_sentences and fsdd. Pictures, sentences and sounds of
the same number are put together by chance; some samples lack a part, and of some a part says nothing. The split `test`
has other writers, hands, synthetic voices and sentences than `train`; the columns picture, sentence and speaker say
where a part comes from.
"""

import argparse
import csv
import io
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from pictures import Sources, any_picture
from PIL import Image
from scipy.signal import resample_poly
from sentences import any_sentence
from sounds import RATE, Bank, Word, nobody, recorded, synthetic_bank
from voices import PROGRAMS, Samples, require

SHARES = {"train": 1.0, "val": 0.06, "test": 0.16}
FONTS = (
    "BecauseWeBuild-Regular BecauseWeCreate-Regular BecauseWeLearn-Regular Breip DancingScript-Bold DejaVuSans DejaVuSans-Bold "
    "DejaVuSans-ExtraLight DejaVuSansMono DejaVuSerif DejaVuSerif-Italic Ecolier-court Humor-Sans KaushanScript-Regular "
    "KleeOne-Regular Kristi LeckerliOne-Regular dkg dkgBd femkeklaver NimbusSans-Regular NimbusRoman-Italic Z003-MediumItalic"
)
TEST_FONTS = "DancingScript-Regular DejaVuSansCondensed-Bold BecauseWeMentor-Regular KleeOne-SemiBold dkgIt C059-Roman"
SYNTHETIC_VOICES = {"train": 200, "val": 8, "test": 12}
LACKING = {"image": 0.06, "text": 0.35, "audio": 0.12}
"""Share of the samples that lack a part: most lack what is learned most quickly."""
SILENT = 0.18
"""Share of the samples of which a part names no number."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the samples of one split are made of.

    Attributes:
        pictures: writing, hands and fonts
        sentences: real ones for each digit
        words: spoken by people, for each digit
        bank: spoken by synthesizers, for each digit and for None
    """

    pictures: Sources
    sentences: dict[int, list[str]]
    words: dict[int, list[Word]]
    bank: Bank


def main() -> None:
    """Write the three splits and their manifest."""
    options = arguments()
    require(*PROGRAMS)
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "manifest.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("image", "text", "audio", "label", "split", "picture", "sentence", "speaker"))
        for number, (split, share) in enumerate(SHARES.items()):
            random = np.random.default_rng([options.seed, number])
            material = gathered(options.data, split, options.fonts, random)
            folder = options.out / split
            folder.mkdir(exist_ok=True)
            for index in range(round(options.samples * share)):
                random = np.random.default_rng([options.seed, number, index])
                rows.writerow(written_sample(index, folder, material, random))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="folder with mnist, sign_digits, number_sentences and fsdd")
    parser.add_argument("out", type=Path, help="folder to write the dataset to")
    parser.add_argument("--samples", type=int, default=20_000, help="training samples")
    parser.add_argument(
        "--hold-out", nargs="*", default=[], help="speakers of fsdd that are only in the split test, and alone there"
    )
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"), help="folder of the fonts")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def written_sample(index: int, folder: Path, material: Material, random: np.random.Generator) -> tuple[str, ...]:
    """Write the files of one sample; returns its row."""
    digit = index % 10
    shown: dict[str, int | None] = dict.fromkeys(LACKING, digit)
    absent = {part for part, share in LACKING.items() if random.random() < share}
    if len(absent) == len(shown):
        absent = {"text", "audio"}
    if random.random() < SILENT:
        shown[str(random.choice(list(shown)))] = None
    image = text = audio = picture = sentence = speaker = ""
    stem = folder.name + f"/{index:05d}"
    if "image" not in absent:
        pixels, picture = any_picture(shown["image"], material.pictures, random)
        image = stem + ".jpg"
        pixels.save(folder.parent / image, quality=92)
    if "text" not in absent:
        text, sentence = sentence_for(shown["text"], material, random)
    if "audio" not in absent:
        sound, speaker = sound_for(shown["audio"], material, random)
        audio = written_sound(sound, folder.parent / stem, random).relative_to(folder.parent).as_posix()
    return image, text, audio, str(digit), folder.name, picture, sentence, speaker


def sentence_for(digit: int | None, material: Material, random: np.random.Generator) -> tuple[str, str]:
    """A sentence and its kind: real or made, or none where it names no number."""
    if digit is not None and random.random() < 0.25:
        real = material.sentences[digit]
        return real[random.integers(len(real))], "real"
    return any_sentence(digit, random), "none" if digit is None else "made"


def sound_for(digit: int | None, material: Material, random: np.random.Generator) -> tuple[Samples, str]:
    """A sound and its speaker, none where nobody says a number."""
    if digit is None:
        return nobody(material.bank, random), "none"
    words = material.words[digit] if random.random() < 0.6 else material.bank[digit]
    word = words[random.integers(len(words))]
    return recorded(word.samples, random), word.speaker


def written_sound(sound: Samples, stem: Path, random: np.random.Generator) -> Path:
    """Write it as people have it: mostly clean, some as a stereo recording of 48 kHz, some compressed."""
    kind = random.choice(["flac", "stereo", "ogg"], p=[0.75, 0.07, 0.18])
    if kind == "stereo":
        fine = resample_poly(sound, 3, 1) * 0.97
        sides = np.stack([fine, fine * random.uniform(0.3, 1)], axis=1).clip(-1, 1)
        soundfile.write(stem.with_suffix(".wav"), sides, 3 * RATE, "PCM_16")
        return stem.with_suffix(".wav")
    path = stem.with_suffix("." + kind)
    soundfile.write(path, sound.clip(-1, 1), RATE)
    return path


def gathered(data: Path, split: str, fonts: Path, random: np.random.Generator) -> Material:
    """The public data of one split, and the voices of the synthesizers."""
    test = split == "test"
    return Material(
        pictures=Sources(handwriting(data, split), hands(data, split), found_fonts(fonts, TEST_FONTS if test else FONTS)),
        sentences=real_sentences(data, split),
        words=spoken_digits(data, split),
        bank=synthetic_bank(SYNTHETIC_VOICES[split], test, random),
    )


def handwriting(data: Path, split: str) -> tuple[NDArray[np.uint8], ...]:
    """MNIST by digit; its own test writers for the test, the last training pictures for validation."""
    arrays = np.load(found(data / "mnist" / "mnist.npz"))
    part = {"train": slice(0, 55_000), "val": slice(55_000, None), "test": slice(None)}[split]
    name = "test" if split == "test" else "train"
    pictures, digits = arrays[f"x_{name}"][part], arrays[f"y_{name}"][part]
    return tuple(pictures[digits == digit] for digit in range(10))


def hands(data: Path, split: str) -> tuple[NDArray[np.uint8], ...]:
    """Photographs of hands by digit, in the split of their table."""
    parts = defaultdict(list)
    with zipfile.ZipFile(data / "sign_digits" / "media.zip") as media:
        for row in table(data / "sign_digits" / "manifest.csv"):
            if row["split"] == split:
                photo = Image.open(io.BytesIO(media.read(row["path"]))).convert("RGB")
                parts[int(row["label"])].append(np.asarray(photo))
    return tuple(np.stack(parts[digit]) for digit in range(10))


def real_sentences(data: Path, split: str) -> dict[int, list[str]]:
    """Sentences by the number that they name, in the split of their table."""
    parts = defaultdict(list)
    for row in table(data / "number_sentences" / "texts.csv"):
        if row["split"] == split:
            parts[int(row["label"])].append(row["text"])
    return parts


def spoken_digits(data: Path, split: str) -> dict[int, list[Word]]:
    """Recordings of people by digit: the first five of each speaker for the test, the next five for validation."""
    parts = defaultdict(list)
    with zipfile.ZipFile(data / "fsdd" / "media.zip") as media:
        for row in table(data / "fsdd" / "manifest.csv"):
            if split == {0: "test", 1: "val"}.get(int(row["index"]) // 5, "train"):
                samples, rate = soundfile.read(io.BytesIO(media.read(row["path"])), dtype="float32")
                parts[int(row["label"])].append(Word(resample_poly(samples, RATE, rate).astype(np.float32), row["speaker"]))
    return parts


def found_fonts(folder: Path, names: str) -> tuple[Path, ...]:
    """The files of the named fonts that are installed."""
    files = {path.stem: path for path in sorted(folder.rglob("*")) if path.suffix in (".ttf", ".otf")}
    there = tuple(files[name] for name in names.split() if name in files)
    if not there:
        sys.exit(f"{folder} has none of the fonts {names}: give another folder by --fonts, or install fonts-dejavu.")
    return there


def table(path: Path) -> Iterator[dict[str, str]]:
    with open(found(path), newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def found(path: Path) -> Path:
    """The path, or the end with one sentence if nothing is there."""
    if not path.exists():
        sys.exit(f"{path} does not exist: give the folder that holds {path.parent.name}.")
    return path


if __name__ == "__main__":
    main()
