"""Which encoder of `timm` or `transformers` a folder holds: told by its settings, of which nothing is run."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError, Names
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.other_backbones import (
    CONFIG,
    FAMILIES,
    HUB_NAME,
    MAX_FILE,
    MAX_TITLE,
    TIMM,
    TRANSFORMERS,
    OtherBackbone,
    modality_of,
    settings_of,
)

SETTINGS = (
    CONFIG,
    "preprocessor_config.json",
    "processor_config.json",
    "tokenizer_config.json",
    "sentence_bert_config.json",
    "1_Pooling/config.json",
)
"""What is read of a folder beside its weights and words, and what a model file keeps."""
TOKENIZER = "tokenizer.json"
WEIGHTS, WEIGHTS_INDEX = "model.safetensors", "model.safetensors.index.json"
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
CODE = "auto_map"
"""What settings call the program code that they bring along."""
MAX_DEPTH = 100
"""Settings in settings; those of known networks go 4 deep, and how deep Python itself can go differs between its releases."""
WITHOUT_USE = ("id2label", "label2id", "label_names", "label_descriptions", "_name_or_path", "transformers_version")
"""Of the settings: classes that nobody asks for, and what says nothing of the network."""
VISION_OF_CLIP = "clip_vision_model"
"""With the projection into the space that it shares with words, or without: that is told by the name of the class alone."""
MAX_READ = 16 << 20
"""Letters of a file of settings with all that has no use; a longer one is cut short, and so is none."""
LICENCE = re.compile(r"^license:[ \t]*[\"']?([\w.+ -]+?)[\"']?[ \t]*$", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in a folder.

    Attributes:
        backbone: the encoder, whose weights nobody has looked at yet
        weights: the files that hold them
    """

    backbone: OtherBackbone
    weights: tuple[Path, ...]


def found_in(folder: Path, modality: Modality, title: str = "") -> Found:
    """The encoder in a folder, which is to serve a modality.

    Args:
        title: its name on the hub that it came from, if it came from one

    Raises:
        ModelFileError: if there is none, another modality's, one that brings code, or one whose weights are a pickle
    """
    if not os.path.isdir(folder):
        raise ModelFileError(
            QT_TRANSLATE_NOOP("errors", "There is no folder {folder}. Choose one that holds an encoder."), folder=folder
        )
    config = _settings(folder / CONFIG)
    if config is None:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{folder} has no config.json, by which timm and transformers tell what a network is. Choose another folder."
        )
        raise ModelFileError(sentence, folder=folder)
    _refuse_code(folder, config)
    library, family = _kind(folder, config)
    if modality_of(library, family) != modality:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "The encoder in {folder} is for {taken}, not for {wanted}. Choose it there, or another folder here."
        )
        taken = MODALITIES[modality_of(library, family) or modality].phrase
        raise ModelFileError(sentence, folder=folder, taken=taken, wanted=MODALITIES[modality].phrase)
    weights = tuple(_weights(folder))
    files = tuple((name, text) for name in SETTINGS if (text := _text_of(folder / name, name)))
    own = (title or _title(folder, config, library))[:MAX_TITLE]
    return Found(OtherBackbone(library, own, family, _licence(folder, config), 0, "", files, folder), weights)


def _settings(path: Path) -> dict[str, Any] | None:
    """What a file of settings holds; None if there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return settings_of(file.read(MAX_READ))
    except FileNotFoundError:
        return None
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{path} cannot be read: {reason}. Make it readable, or choose another folder.")
        raise ModelFileError(sentence, path=path, reason=error.strerror or error) from error
    except ValueError as error:
        raise _damaged(path) from error


def _text_of(path: Path, name: str) -> str:
    """The settings in a file without what has no use, as text; empty if there is no such file."""
    found = _settings(path)
    if found is None:
        return ""
    if name == "tokenizer_config.json":
        found = {key: value for key, value in found.items() if key == "model_max_length"}
    try:
        text = json.dumps(_without(found), sort_keys=True)
    except RecursionError:
        text = ""
    if not 0 < len(text) <= MAX_FILE:
        raise _damaged(path)
    return text


def _damaged(path: Path) -> ModelFileError:
    return ModelFileError(QT_TRANSLATE_NOOP("errors", "{path} is damaged. Copy it again, or choose another folder."), path=path)


def _without(value: Any, depth: int = MAX_DEPTH) -> Any:
    if not depth:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _without(part, depth - 1) for key, part in value.items() if key not in WITHOUT_USE}
    return value


def _refuse_code(folder: Path, config: dict[str, Any]) -> None:
    programs = sorted(path.name for path in folder.glob("*.py"))
    if programs or CODE in config:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{folder} brings program code of its own along ({files}), which mmdesk does not run. Choose an encoder that timm or"
            " transformers know by themselves.",
        )
        raise ModelFileError(sentence, folder=folder, files=Names(programs or [CONFIG], 3))


def _kind(folder: Path, config: dict[str, Any]) -> tuple[str, str]:
    """Library and family of a network."""
    architecture = config.get("architecture")
    if isinstance(architecture, str) and re.fullmatch(r"\w+", architecture):
        return TIMM, architecture
    family = config.get("model_type")
    if family == VISION_OF_CLIP and config.get("architectures") == [FAMILIES["clip"].network]:
        return TRANSFORMERS, "clip"
    if isinstance(family, str) and family in FAMILIES:
        return TRANSFORMERS, family
    sentence = QT_TRANSLATE_NOOP(
        "errors", "{folder} holds a network of the kind {family}, which cannot be an encoder here. Those that can: {known}."
    )
    told = family if isinstance(family, str) and family else "?"
    raise ModelFileError(sentence, folder=folder, family=told[:MAX_TITLE], known=Names((*FAMILIES, TIMM)))


def _weights(folder: Path) -> Iterator[Path]:
    """The files of its weights."""
    whole, index = folder / WEIGHTS, folder / WEIGHTS_INDEX
    if whole.exists():
        yield whole
        return
    parts = (_settings(index) or {}).get("weight_map", {})
    names = sorted({str(name) for name in parts.values()}) if isinstance(parts, dict) else []
    for name in names:
        path = folder / name
        if path.parent != folder or path.suffix != whole.suffix or not path.exists():
            sentence = QT_TRANSLATE_NOOP("errors", "{folder} lacks {file}, a part of its weights. Copy the folder again.")
            raise ModelFileError(sentence, folder=folder, file=shown(path))
        yield path
    if names:
        return
    others = sorted(folder.glob(f"*{whole.suffix}"))
    if len(others) == 1:
        yield others[0]
        return
    pickles = sorted(path.name for path in folder.iterdir() if path.suffix in PICKLES)
    if pickles:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{folder} has its weights only as a pickle ({files}), which could run code, and is not read. Take a copy with"
            " model.safetensors.",
        )
        raise ModelFileError(sentence, folder=folder, files=Names(pickles, 3))
    sentence = QT_TRANSLATE_NOOP("errors", "{folder} has no weights (model.safetensors). Copy the folder again, or choose another.")
    raise ModelFileError(sentence, folder=folder)


def _title(folder: Path, config: dict[str, Any], library: str) -> str:
    """What its makers call it, if they tell, else the name of the folder."""
    told = str(config.get("_name_or_path", ""))
    if library == TIMM:
        tag = config.get("pretrained_cfg", {}).get("tag") if isinstance(config.get("pretrained_cfg"), dict) else None
        return f"{config['architecture']}.{tag}" if isinstance(tag, str) and re.fullmatch(r"\w+", tag) else shown(folder.resolve())
    return told if HUB_NAME.fullmatch(told) else shown(folder.resolve())


def _licence(folder: Path, config: dict[str, Any]) -> str:
    """What the folder tells of the licence, in the head of its README or among its settings."""
    try:
        with open(folder / "README.md", encoding="utf-8", errors="replace") as file:
            head = FRONT_MATTER.match(file.read(MAX_FILE))
    except OSError:
        head = None
    named = LICENCE.search(head[1]) if head else None
    pretrained = config.get("pretrained_cfg")
    told = named[1] if named else config.get("license") or (pretrained.get("license") if isinstance(pretrained, dict) else "")
    return told[:MAX_TITLE] if isinstance(told, str) else ""
