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
from mmdesk.core.datasets.tree import Tree, is_beside, is_notice
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
MARKS = {"mask", "masks", "segmentation", "segmentations", "groundtruth", "ground_truth"}
"""Names of folders of pictures that mark places in those of other folders."""
UNLABELLED = {"unsup", "unlabeled", "unlabelled", "unsupervised"}
"""Folders, beside those of classes, of what nobody has labelled, as in the reviews of aclImdb."""
_PIECE = re.compile(r"(?:fold|part|batch|chunk|shard)[\s_\-]*[0-9]+", re.IGNORECASE)
"""Names of folders into which a dataset is cut, each with all classes in it."""
_FOLD = re.compile(r"fold[\s_\-]*[0-9]+", re.IGNORECASE)
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
        marks: folders of what marks places in other samples
        stray: files beside folders of classes that hold such files
        inner: names of folders that each of the class folders has, and that could be the classes as well
    """

    folders: tuple[ClassFolder, ...] = ()
    empty: tuple[Path, ...] = ()
    aside: tuple[Path, ...] = ()
    marks: tuple[Path, ...] = ()
    stray: tuple[Path, ...] = ()
    inner: tuple[str, ...] = ()

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
    return replace(found, folders=labelled, aside=(*found.aside, *unlabelled))


def _found(tree: Tree, split: str) -> Found:
    found = _of_folders(tree, split)
    own = [path for name in tree.files if not is_notice(name) and modality_of_ending(path := tree.path / name)]
    kinds = {modality_of_ending(path) for folder in found.folders for path in folder.tree.walk()} if own else set()
    return replace(found, stray=(*found.stray, *(path for path in own if modality_of_ending(path) in kinds)))


def _of_folders(tree: Tree, split: str) -> Found:
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
    marks = tuple(folder.path for folder in filled if folder.name.lower() in MARKS)
    others = [folder for folder in filled if folder.path not in marks]
    if marks and others and all(map(_is_container, others)):  # beside classes, a mask is one too
        found = _of_folders(Tree(tree.path, (), tuple(folder for folder in tree.folders if folder.path not in marks)), split)
        return replace(found, marks=(*found.marks, *marks))
    inner = _inner_names(filled)
    if filled and (all(map(_is_container, filled)) or _are_pieces(filled, inner)):
        return _joined([_inside(folder, split) for folder in filled], ())
    empty = tuple(folder.path for folder in tree.folders if folder.empty)
    labelled = [folder for folder in filled if folder.name.lower() not in UNLABELLED]
    if len(labelled) < 2:
        labelled = filled
    aside = tuple(folder.path for folder in filled if folder not in labelled)
    return Found(tuple(one for folder in labelled for one in _class(folder, split)), empty, aside, inner=inner)


def _are_pieces(folders: Sequence[Tree], inner: Sequence[str]) -> bool:
    """Whether a dataset was cut into these: numbered ones with the same classes in each, or folds whatever they hold."""
    names = [folder.name for folder in folders]
    return all(map(_FOLD.fullmatch, names)) or (bool(inner) and all(map(_PIECE.fullmatch, names)))


def _class(folder: Tree, split: str) -> Iterator[ClassFolder]:
    """The folder of a class; its splits, where they lie in it."""
    splits = {inner.name: split_of(inner.name) for inner in folder.folders if inner.has_samples}
    if split or folder.has_own_samples or len(set(splits.values())) < 2 or not all(splits.values()):
        yield ClassFolder(folder, folder.name, split)
    else:
        yield from (ClassFolder(inner, folder.name, splits[inner.name]) for inner in folder.folders if inner.name in splits)


def _inner_names(folders: Sequence[Tree]) -> tuple[str, ...]:
    """The names of folders that all of several folders have, and nothing else, if they may be classes."""
    every = {tuple(inner.name for inner in folder.folders if inner.has_samples) for folder in folders}
    names = next(iter(every), ())
    may_be = not any(folder.has_own_samples for folder in folders) and not any(map(split_of, names))
    containers = all(_is_container(inner) for folder in folders for inner in folder.folders)
    return names if len(folders) > 1 and len(every) == 1 and len(names) > 1 and may_be and not containers else ()


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
        tuple(path for one in every for path in one.marks),
        tuple(path for one in every for path in one.stray),
        next((one.inner for one in every if one.inner), ()),
    )


def read_class_folders(root: Path, folders: Sequence[ClassFolder], encoding: str = "") -> Dataset:
    """The samples of class folders; what annotation tools put beside them is passed over. `encoding` as in `grouped`."""
    return _without_annotations(grouped(root, (placed for folder in folders for placed in _placed(folder)), _modality_of, encoding))


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


def _without_annotations(dataset: Dataset) -> Dataset:
    """The dataset without texts that only mark places in what lies beside them, or list it: they would give the answer away."""
    marked = {example.row for example in dataset.examples if len(example.parts) > 1 and any(map(_is_boxes, example.parts.values()))}
    lists = {example.row for example in dataset.examples if len(example.parts) == 1 and all(map(_is_list, example.parts.values()))}
    if len(lists) == len(dataset.examples):
        lists = set()
    boxes_left = QT_TRANSLATE_NOOP(
        "errors", "{count:# text is an annotation of boxes and is|# texts are annotations of boxes and are} left out."
    )
    lists_left = QT_TRANSLATE_NOOP(
        "errors", "{count:# text is a list of files and is|# texts are lists of files and are} left out."
    )
    notes = [Sentence(text, count=len(rows)) for text, rows in ((boxes_left, marked), (lists_left, lists)) if rows]
    if not notes:
        return dataset
    kept = (
        replace(e, parts={m: part for m, part in e.parts.items() if not _is_boxes(part)}) if e.row in marked else e
        for e in dataset.examples
        if e.row not in lists
    )
    return replace(dataset, examples=tuple(kept), notes=(*dataset.notes, *notes))


def _is_boxes(part: Part) -> bool:
    return isinstance(part, str) and _BOXES.fullmatch(part) is not None


def _is_list(part: Part) -> bool:
    """Whether each line begins with the name of a file."""
    names = [line.split(maxsplit=1)[0] for line in part.splitlines() if line.strip()] if isinstance(part, str) else []
    return bool(names) and all(modality_of_ending(Path(name)) for name in names)
