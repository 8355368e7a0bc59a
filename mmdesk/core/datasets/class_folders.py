"""Datasets as a folder for each class (scikit-learn's load_files, torchvision's ImageFolder), in splits or not.

A level of folders is one of splits, one of containers such as images and sounds, or one of classes. What is below a class
belongs to it; files of different modalities at the same place in it, with the same stem, are one sample.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mmdesk.core.datasets.example import SPLIT_WORDS, SPLITS, Dataset, Part
from mmdesk.core.datasets.grouping import Placed, grouped
from mmdesk.core.datasets.tree import Tree, is_beside
from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError, Sentence
from mmdesk.core.modalities.detect import modality_of_ending
from mmdesk.core.modalities.registry import Modality

CONTAINERS = {
    "image", "images", "img", "imgs", "picture", "pictures", "photo", "photos", "jpg", "jpeg", "png", "pics",
    "audio", "audios", "sound", "sounds", "wav", "wavs", "clips", "recordings", "waveforms",
    "text", "texts", "txt", "words", "captions",
    "data", "dataset", "files", "samples", "raw", "labels", "annotations", "masks",
}  # fmt: skip
"""Names of folders that tell what is in them, and not of which class."""
CLASSES = "classes.txt"
"""Where YOLO's tools write the names of the classes, in a folder with pictures."""
_BOXES = re.compile(r"(?:[0-9]+(?: [0-9.]+){4,}\s*)+")
"""What YOLO writes beside a picture: in each line a class and where its box is."""
_BETWEEN = re.compile(r"[\s_\-.]+")


@dataclass(frozen=True, slots=True)
class ClassFolder:
    """A folder whose samples are of one class and one split; either is empty where nothing tells it."""

    tree: Tree
    label: str
    split: str


@dataclass(frozen=True, slots=True)
class Found:
    """Class folders, and what was left aside.

    Attributes:
        empty: folders of classes without a file
        aside: folders of which nothing tells the class, beside others of which something does
    """

    folders: tuple[ClassFolder, ...] = ()
    empty: tuple[Path, ...] = ()
    aside: tuple[Path, ...] = ()

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(folder.label for folder in self.folders) - {""}


def split_of(name: str) -> str:
    """The split that a folder or a table is for: train, test_images and "Validation set" are; empty for others."""
    words = _BETWEEN.split(name.lower())
    splits = [word for word in words if word in SPLIT_WORDS]
    others = {word for word in words if word not in SPLIT_WORDS} - CONTAINERS - {"set", ""}
    return SPLIT_WORDS[splits[0]] if len(splits) == 1 and not others else ""


def find_class_folders(tree: Tree) -> Found:
    """The folders of classes below a folder; without any, those of samples whose class nothing tells."""
    found = _found(tree, "")
    if not found.labels:
        return found
    # In the order of the splits, those without one first, whatever their folders are called.
    order = ("", *SPLITS).index
    found = replace(found, folders=tuple(sorted(found.folders, key=lambda folder: order(folder.split))))
    unlabelled = tuple(folder.tree.path for folder in found.folders if not folder.label)
    labelled = tuple(folder for folder in found.folders if folder.label)
    return Found(labelled, found.empty, (*found.aside, *unlabelled))


def _found(tree: Tree, split: str) -> Found:
    filled = [folder for folder in tree.folders if not folder.empty]
    splits = {} if split else _splits(filled)
    if splits:
        others = [folder for folder in filled if folder.name not in splits and folder.has_samples]
        below = [_inside(folder, splits[folder.name]) for folder in filled if folder.name in splits]
        if "train" in splits.values():
            return _joined(below, tuple(folder.path for folder in others))
        # Beside classes for validation or test alone, the other ones are those to learn from.
        rest = "train" if any(found.labels for found in below) else ""
        return _joined([Found(tuple(ClassFolder(folder, folder.name, rest) for folder in others)), *below], ())
    if filled and all(_is_container(folder) for folder in filled):
        return _joined([_inside(folder, split) for folder in filled], ())
    empty = tuple(folder.path for folder in tree.folders if folder.empty)
    return Found(tuple(ClassFolder(folder, folder.name, split) for folder in filled), empty)


def _inside(folder: Tree, split: str) -> Found:
    """What a folder of a split, or a container, holds: classes, or samples of which nothing tells the class."""
    if folder.has_folders_of_samples:
        return _found(folder, split)
    return Found((ClassFolder(folder, "", split),)) if folder.has_samples else Found()


def _splits(folders: Sequence[Tree]) -> dict[str, str]:
    """The split of each folder that is for one, by its name; a class may be called so, such as a train beside a plane."""
    named = {folder.name: split for folder in folders if (split := split_of(folder.name))}
    classes = max((sum(inner.has_samples for inner in folder.folders) for folder in folders if folder.name in named), default=0)
    if len(named) == len(folders) or len(set(named.values())) > 1 or classes > 1:
        return named
    return {name: split for name, split in named.items() if split != "train"}


def _is_container(folder: Tree) -> bool:
    return set(_BETWEEN.split(folder.name.lower())) <= CONTAINERS


def _joined(every: Sequence[Found], aside: tuple[Path, ...]) -> Found:
    return Found(
        tuple(folder for one in every for folder in one.folders),
        tuple(path for one in every for path in one.empty),
        (*aside, *(path for one in every for path in one.aside)),
    )


def read_class_folders(root: Path, folders: Sequence[ClassFolder]) -> Dataset:
    """The samples of class folders; what annotation tools put beside them is passed over."""
    return _without_boxes(grouped(root, (placed for folder in folders for placed in _placed(folder)), _modality_of))


def _placed(folder: ClassFolder) -> Iterator[Placed]:
    for path in folder.tree.walk():
        if not is_beside(path) and path.name.lower() != CLASSES:
            # Parts of a sample may lie in several containers, such as images/cat/1.png and sounds/cat/1.wav.
            stem = folder.split, folder.label, path.relative_to(folder.tree.path).with_suffix("")
            yield Placed(path, stem, folder.label, folder.split)


def _modality_of(path: Path) -> Modality:
    modality = modality_of_ending(path)
    if modality is None:
        sentence = QT_TRANSLATE_NOOP("errors", "{path} has an ending that is no picture's, text's or sound's.")
        raise MediaError(sentence, path=f"{path.parent.name}/{path.name}")
    return modality


def _without_boxes(dataset: Dataset) -> Dataset:
    """The dataset without texts that only mark places in what lies beside them: they would give the answer away."""
    marked = {example.row for example in dataset.examples if len(example.parts) > 1 and any(map(_is_boxes, example.parts.values()))}
    if not marked:
        return dataset
    text = QT_TRANSLATE_NOOP(
        "errors", "{count:# text is an annotation of boxes and is|# texts are annotations of boxes and are} left out."
    )
    kept = (
        replace(e, parts={m: part for m, part in e.parts.items() if not _is_boxes(part)}) if e.row in marked else e
        for e in dataset.examples
    )
    return replace(dataset, examples=tuple(kept), notes=(*dataset.notes, Sentence(text, count=len(marked))))


def _is_boxes(part: Part) -> bool:
    return isinstance(part, str) and _BOXES.fullmatch(part) is not None
