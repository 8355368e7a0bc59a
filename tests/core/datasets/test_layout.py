"""What a folder or a file is as a dataset: one answer for the shell, for drops and for the Data page."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mmdesk.core.answers.batch import gathered
from mmdesk.core.datasets.example import Decisions
from mmdesk.core.datasets.layout import Kind, dropped_dataset, recognise
from mmdesk.core.datasets.read import check_trainable, read_dataset, with_targets
from mmdesk.core.datasets.understood import remarks, understood
from mmdesk.core.errors import DatasetError, InputError
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.project import Project


def fill(root: Path, *names: str) -> None:
    """Make files of these names, of which texts hold words of their own and others nothing that could be read."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"words of {name}", encoding="utf-8")


def test_arrays_of_one_split_are_the_same_for_all_who_ask(tmp_path: Path) -> None:
    np.save(tmp_path / "val_images.npy", np.zeros((3, 8, 8), dtype=np.uint8))
    np.save(tmp_path / "val_labels.npy", np.array([0, 1, 0]))
    assert recognise(tmp_path).kind is Kind.ARRAYS
    assert len(read_dataset(tmp_path).examples) == 3
    dropped = gathered([tmp_path], CancelToken())
    assert len(dropped.examples) == 3
    assert len(Project.open(tmp_path).view.content.rows) == 3


def test_a_folder_of_loose_files_is_no_dataset_for_a_drop_but_can_be_answered(tmp_path: Path) -> None:
    fill(tmp_path / "cat", "1.txt", "2.txt", "README.md")
    assert recognise(tmp_path / "cat").kind is Kind.FILES
    assert dropped_dataset(tmp_path / "cat") is None
    assert [example.label for example in read_dataset(tmp_path / "cat").examples] == ["", ""]


def test_what_is_none(tmp_path: Path, refused) -> None:
    fill(tmp_path, "model.bin")
    with refused(DatasetError, "model.bin", "not a dataset"):
        recognise(tmp_path / "model.bin")
    with refused(InputError, "gone.csv", "does not exist"):
        recognise(tmp_path / "gone.csv")
    with refused(DatasetError, tmp_path.name, "not a dataset"):
        recognise(tmp_path)
    assert dropped_dataset(tmp_path / "model.bin") is None


def write(root: Path, name: str, *lines: str) -> None:
    """Write a file of lines."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def classes(root: Path, *folders: str, ending: str = ".png", count: int = 2) -> None:
    """Folders of files."""
    for folder in folders:
        fill(root, *(f"{folder}/{number}{ending}" for number in range(count)))


Make = Callable[[Path], None]
FOLDERS = "labels from the names of folders"
LAYOUTS: list[tuple[str, Make, str]] = []
"""A name, what makes it, and what is understood or why nothing is learned from it."""


def layout(name: str, understood_as: str) -> Callable[[Make], Make]:
    def register(make: Make) -> Make:
        LAYOUTS.append((name, make, understood_as))
        return make

    return register


@layout("scikit-learn load_files", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "comp.graphics", "sci.space", ending=".txt")


@layout("torchvision ImageFolder", f"3 classes; 6 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "cat", "dog", "_other")


@layout("torchvision in splits", f"2 classes; train 4, val 4, test 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"{split}/{label}" for split in ("train", "val", "test") for label in ("ant", "bee")))


@layout("Keras flow_from_directory", f"2 classes; train 4, val 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"{split}/{label}" for split in ("train", "validation") for label in ("cats", "dogs")))
    write(root, "vectorize.py", "import os")


@layout("a wrapper, as in PetImages", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "PetImages/Cat", "PetImages/Dog")
    write(root, "readme[1].txt", "about it")
    fill(root, "__MACOSX/PetImages/Cat/._0.png")


@layout("two wrappers around splits", f"2 classes; train 4, test 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"archive/data/{split}/{label}" for split in ("Training", "Testing") for label in ("glioma", "none")))


@layout(
    "splits in other words, and what is to be predicted", f"2 classes; train 4, val 4, test 4; {FOLDERS} + The folder images to"
)
def _(root: Path) -> None:
    classes(root, *(f"{split}/{label}" for split in ("train", "valid", "test") for label in ("cat", "dog")))
    classes(root, "images to predict")


@layout("classes beside a test without any", f"2 classes; 4 samples; {FOLDERS} + The folder test is left out")
def _(root: Path) -> None:
    classes(root, "cat", "dog", "test")


@layout("classes for training beside a test with the same", f"2 classes; train 4, test 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "cat", "dog", "test/cat", "test/dog")


@layout("training in classes, a flat test (Kaggle)", f"2 classes; train 4; {FOLDERS} + The folder test is left out")
def _(root: Path) -> None:
    classes(root, "train/cat", "train/dog", "test")
    write(root, "sample_submission.csv", "id,label", "0,0", "1,0")


@layout("a class called train", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "plane", "train")


@layout("splits without classes", "refused: Nothing in")
def _(root: Path) -> None:
    classes(root, "train", "test")


@layout("a container for each modality", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "images/cat", "images/dog")
    classes(root, "sounds/cat", "sounds/dog", ending=".wav")


@layout("containers without classes", "refused: Nothing in")
def _(root: Path) -> None:
    classes(root, "images")
    classes(root, "labels", ending=".txt")


@layout("classes of pictures in a folder called images", f"2 classes; train 4, val 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"images/{split}/{label}" for split in ("train", "val") for label in ("a", "b")))


@layout("an empty class", f"2 classes; 4 samples; {FOLDERS} + The folder owl is empty")
def _(root: Path) -> None:
    classes(root, "cat", "dog")
    (root / "owl").mkdir()


@layout("labelme beside classes", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "cat", "dog")
    for place in ("cat/0.json", "dog/1.json"):
        write(root, place, json.dumps({"version": "5", "flags": {}, "shapes": [], "imagePath": "0.png"}))


@layout("labelme without classes", "refused: Nothing in")
def _(root: Path) -> None:
    fill(root, "0.png", "1.png")
    write(root, "0.json", json.dumps({"version": "5", "flags": {"cat": True}, "shapes": [], "imagePath": "0.png"}))


@layout("Teachable Machine's samples", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "Class 1-samples", "Class 2-samples", ending=".jpg")
    write(root, "labels.txt", "0 Class 1", "1 Class 2")


@layout("Lobe's folders of labels", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "My Project/Rock", "My Project/Paper", ending=".jpg")
    write(root, "My Project/signature.json", "{}")


@layout("mmdesk's own manifest", "2 classes; train 1, val 1; labels from manifest.csv, column label + The class")
def _(root: Path) -> None:
    fill(root, "1.png", "2.png")
    write(root, "manifest.csv", "image,label,split", "1.png,cat,train", "2.png,dog,val")


@layout("the manifest in capitals", "2 classes; 2 samples; labels from Manifest.CSV, column Label")
def _(root: Path) -> None:
    fill(root, "1.png", "2.png")
    write(root, "Manifest.CSV", "Image;Label", "1.png;cat", "2.png;dog")


@layout("Hugging Face's metadata.csv", "2 classes; 2 samples; labels from metadata.csv, column label")
def _(root: Path) -> None:
    fill(root, "0001.png", "0002.png")
    write(root, "metadata.csv", "file_name,label", "0001.png,cat", "0002.png,dog")


@layout(
    "Hugging Face's metadata.jsonl in splits",
    "2 classes; train 2, test 1; labels from metadata.jsonl, column label",
)
def _(root: Path) -> None:
    fill(root, "train/1.wav", "train/2.wav", "test/1.wav")
    write(root, "train/metadata.jsonl", '{"file_name": "1.wav", "label": "yes"}', '{"file_name": "2.wav", "label": "no"}')
    write(root, "test/metadata.jsonl", '{"file_name": "1.wav", "label": "no"}')


@layout("train.csv and test.csv of texts", "2 classes; train 2, test 1; labels from train.csv, test.csv, column sentiment")
def _(root: Path) -> None:
    write(root, "train.csv", "review,sentiment", "good,1", "bad,0")
    write(root, "test.csv", "review,sentiment", "fine,1")


@layout("a test.csv without labels", "2 classes; train 2; labels from train.csv, column label + test.csv tells no labels")
def _(root: Path) -> None:
    write(root, "train.csv", "text,label", "good,1", "bad,0")
    write(root, "test.csv", "text", "fine")


@layout("captions in metadata.csv beside classes", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "cat", "dog")
    write(root, "metadata.csv", "file_name,text", "cat/0.png,a cat")


@layout("a table beside files of its folder", "2 classes; 2 samples; labels from labels.csv, column target")
def _(root: Path) -> None:
    fill(root, "1.png", "2.png")
    write(root, "labels.csv", "id,target", "1,cat", "2,dog")


@layout("Kaggle's train_images, test_images and train.csv", "refused: train.csv, folders")
def _(root: Path) -> None:
    classes(root, "train_images", "test_images", count=3)
    write(root, "train.csv", "image_id,label", "0.png,cat", "1.png,dog", "2.png,dog")


@layout("images and sounds beside labels.csv", "refused: labels.csv, folders")
def _(root: Path) -> None:
    classes(root, "images")
    classes(root, "sounds", ending=".wav")
    write(root, "labels.csv", "image,audio,class", "images/0.png,sounds/0.wav,cat", "images/1.png,sounds/1.wav,dog")


@layout("fastai's MNIST_SAMPLE", f"2 classes; train 4, val 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"{split}/{label}" for split in ("train", "valid") for label in "37"))
    rows = [f"{split}/{label}/{n}.png,{int(label == '7')}" for split in ("train", "valid") for label in "37" for n in range(2)]
    write(root, "labels.csv", "name,label", *rows)


@layout("ESC-50", "refused: esc50.csv, folders")
def _(root: Path) -> None:
    fill(root, "audio/1-100032-A-0.wav", "audio/1-100038-A-14.wav")
    rows = ("1-100032-A-0.wav,1,0,dog", "1-100038-A-14.wav,1,14,birds")
    write(root, "meta/esc50.csv", "filename,fold,target,category", *rows)


@layout("Label Studio's CSV", "2 classes; 2 samples; labels from project-1.csv, column choice")
def _(root: Path) -> None:
    fill(root, "3f2a-1.png", "9c1b-2.png")
    header = "annotation_id,annotator,choice,created_at,id,image,lead_time,updated_at"
    rows = ("1,1,cat,now,1,/data/upload/1/3f2a-1.png,2.1,now", "2,1,dog,now,2,/data/upload/1/9c1b-2.png,2.1,now")
    write(root, "project-1.csv", header, *rows)


@layout("Label Studio's JSON", "2 classes; 2 samples; labels from project-1.json, column choice")
def _(root: Path) -> None:
    fill(root, "3f2a-1.png", "9c1b-2.png")
    tasks = [
        {"data": {"image": f"/data/upload/1/{name}"}, "annotations": [{"result": [{"value": {"choices": [label]}}]}]}
        for name, label in (("3f2a-1.png", "cat"), ("9c1b-2.png", "dog"))
    ]
    write(root, "project-1.json", json.dumps(tasks))


@layout("arrays", "2 classes; train 2, val 2; labels from train_labels.npy, val_labels.npy")
def _(root: Path) -> None:
    for split in ("train", "val"):
        np.save(root / f"{split}_images.npy", np.zeros((2, 8, 8), dtype=np.uint8))
        np.save(root / f"{split}_labels.npy", np.array([0, 1]))


@layout("splits in Chinese", f"2 classes; train 4, val 4, test 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"{split}/{label}" for split in ("训练集", "验证集", "测试集") for label in ("猫", "狗")))


@layout("splits in Spanish", f"2 classes; train 4, test 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"{split}/{label}" for split in ("Entrenamiento", "prueba") for label in ("gato", "perro")))


@layout("splits called eval and holdout", f"2 classes; train 4, val 4, test 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"{split}/{label}" for split in ("Training Data", "Eval", "Holdout") for label in ("cat", "dog")))


@layout("splits within the classes", f"2 classes; train 4, test 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"{label}/{split}" for split in ("train", "test") for label in ("cat", "dog")))


@layout("classes in folds", f"2 classes; 12 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"fold{fold}/{label}" for fold in range(3) for label in ("cat", "dog")))


@layout("folds of files", "refused: Nothing in")
def _(root: Path) -> None:
    classes(root, "fold1", "fold2", "fold3")


@layout("numbered parts that are classes", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "part 1", "part 2")


@layout("the same folders in each class", f"2 classes; 8 samples; {FOLDERS} + monday, tuesday are taken for the classes")
def _(root: Path) -> None:
    classes(root, *(f"{day}/{label}" for day in ("monday", "tuesday") for label in ("cat", "dog")))


@layout("pictures and sounds in each class", f"2 classes; 8 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "cat/images", "dog/images")
    classes(root, "cat/sounds", "dog/sounds", ending=".m4a")
    for path in root.rglob("*.m4a"):
        path.rename(path.with_stem(f"sound{path.stem}"))


@layout("the reviews of aclImdb", f"2 classes; train 4, test 4; {FOLDERS} + The folder unsup is left out")
def _(root: Path) -> None:
    classes(root, *(f"aclImdb/{split}/{label}" for split in ("train", "test") for label in ("pos", "neg")), ending=".txt")
    classes(root, "aclImdb/train/unsup", ending=".txt")
    write(root, "aclImdb/README", "about it")


@layout("masks beside pictures", f"2 classes; 4 samples; {FOLDERS} + The folder masks is left out: what is in it marks places")
def _(root: Path) -> None:
    classes(root, *(f"{kind}/{label}" for kind in ("images", "masks") for label in ("cat", "dog")))


@layout("fastai's is_valid", "2 classes; train 1, val 1; labels from train.csv, column label + The class dog")
def _(root: Path) -> None:
    write(root, "train.csv", "fname,label,is_valid", "1.png,cat,False", "2.png,dog,True")
    fill(root, "1.png", "2.png")


@layout("headings in Chinese", "2 classes; train 1, test 1; labels from 数据.csv, column 标签 + The class 狗")
def _(root: Path) -> None:
    write(root, "数据.csv", "图片,文本,标签,划分", "1.png,喵,猫,训练", "2.png,汪,狗,测试")
    fill(root, "1.png", "2.png")


@layout("bars between cells", "2 classes; 2 samples; labels from d.csv, column Klasse")
def _(root: Path) -> None:
    write(root, "d.csv", "Text|Klasse", "one, two|a", "three; four|b")


@layout("columns of pandas", "2 classes; 2 samples; labels from data.json, column label")
def _(root: Path) -> None:
    write(root, "data.json", json.dumps({"text": {"0": "meow", "1": "woof"}, "label": {"0": "cat", "1": "dog"}}))


@layout("a table of texts without labels", "refused: No column of d.csv tells the labels")
def _(root: Path) -> None:
    write(root, "d.csv", "text", "meow", "woof")


@layout("Tiny ImageNet, which lists the boxes beside its classes", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "cat/images", "dog/images")
    write(root, "cat/cat_boxes.txt", "0.png\t0\t0\t62\t62", "1.png\t1\t2\t62\t62")


@layout("ImageNet, whose names stand beside a wrapper", f"2 classes; train 4, val 4; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, *(f"ILSVRC/Data/CLS-LOC/{split}/{label}" for split in ("train", "val") for label in ("n01", "n02")))
    write(root, "LOC_synset_mapping.txt", "n01 tench", "n02 goldfish")


@layout("faces with a mask and without", f"2 classes; 4 samples; {FOLDERS}")
def _(root: Path) -> None:
    classes(root, "mask", "no mask")


@layout("a class that nothing teaches", f"3 classes; train 4, val 4; {FOLDERS} + The class owl is only in validation")
def _(root: Path) -> None:
    classes(root, "train/cat", "train/dog", "val/cat", "val/owl")


@layout("a table whose column is called otherwise", "refused: No column of reviews.csv tells the labels. It has: Id, Score, Text.")
def _(root: Path) -> None:
    write(root, "reviews.csv", "Id,Score,Text", "1,5,nice", "2,1,bad")


@layout(
    "files beside the classes",
    f"2 classes; 4 samples; {FOLDERS} + 7.png, 8.png, 9.png and 1 more lie beside the folders of classes",
)
def _(root: Path) -> None:
    classes(root, "cat", "dog")
    fill(root, "9.png", "8.png", "7.png", "10.png", "notes.txt", "README.txt")


@layout("loose files", "refused: Nothing in")
def _(root: Path) -> None:
    fill(root, "1.png", "2.png", "3.png")


@pytest.mark.parametrize(("make", "wanted"), [pytest.param(make, wanted, id=name) for name, make, wanted in LAYOUTS])
def test_layouts_as_people_have_them(tmp_path: Path, make: Make, wanted: str) -> None:
    make(tmp_path)
    dataset = read_dataset(tmp_path)
    assert not dataset.skipped
    if wanted.startswith("refused: "):
        with pytest.raises(DatasetError) as told:
            check_trainable(with_targets(dataset, "classification"), accept_unreadable=True)
        assert wanted.removeprefix("refused: ") in str(told.value)
        return
    line, _, remark = wanted.partition(" + ")
    assert understood(dataset) == line
    told_too = " ".join(remarks(dataset))
    assert remark in told_too
    assert bool(told_too) == bool(remark)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("d.csv", b"one,two\n1,2\n", "d.csv needs a first line with the column names"),
        ("d.csv", b"PK\x03\x04...", "d.csv is a workbook"),
        ("d.csv", b"text,label\n\xff\x00,1\n", "d.csv is no table"),
        ("d.xls", b"text\tlabel\nmeow\tcat\n", "d.xls is no workbook, but text"),
    ],
)
def test_why_a_table_is_none_is_told(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    for path in (tmp_path, tmp_path / name):
        with pytest.raises(DatasetError, match=re.escape(words)):
            read_dataset(path)


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [("labels.csv", "2 classes; 2 samples; labels from labels.csv, column class"), ("folders", "refused: Nothing in")],
)
def test_where_the_labels_are_may_be_told(tmp_path: Path, choice: str, wanted: str) -> None:
    next(make for name, make, _ in LAYOUTS if name == "images and sounds beside labels.csv")(tmp_path)
    dataset = read_dataset(tmp_path, Decisions(choice))
    if wanted.startswith("refused"):
        with pytest.raises(DatasetError, match="Nothing in"):
            with_targets(dataset, "classification")
    else:
        assert understood(dataset) == wanted
        assert remarks(dataset) == ()


def test_a_table_that_is_not_there_is_told(tmp_path: Path, refused) -> None:
    classes(tmp_path, "cat", "dog")
    with refused(DatasetError, tmp_path.name, "gone.csv"):
        read_dataset(tmp_path, Decisions("gone.csv"))


def test_an_image_by_its_id_is_that_of_its_split(tmp_path: Path) -> None:
    next(make for name, make, _ in LAYOUTS if name.startswith("Kaggle's train_images"))(tmp_path)
    examples = read_dataset(tmp_path, Decisions("train.csv")).examples
    assert [example["image"].path.parent.name for example in examples] == ["train_images"] * 3
    assert {example.split for example in examples} == {"train"}
