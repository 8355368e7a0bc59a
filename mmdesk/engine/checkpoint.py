"""Model files: one .safetensors with the whole spec in its header. Opening one runs no code and unpickles nothing."""

from collections.abc import Mapping
from pathlib import Path

import safetensors
from safetensors.torch import save_file
from torch import Tensor

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.paths import written_safely
from mmdesk.core.spec import FORMAT, ModelSpec
from mmdesk.engine.model import FusedModel, build

MAGIC_PICKLES = (b"PK\x03\x04", b"\x80")
"""How PyTorch's own files begin: a zip archive or a bare pickle."""


def save_model(path: Path, model: FusedModel, spec: ModelSpec) -> None:
    """Write the model file safely: the old one stays until the new one is whole.

    Raises:
        InputError: if the folder is missing or read-only, or the disk is full
    """
    save_tensors(path, model.state_dict(), {"mmdesk.format": str(FORMAT), "mmdesk.spec": spec.to_json()})


def save_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: dict[str, str]) -> None:
    """Write tensors and metadata as a .safetensors file, safely."""
    contiguous = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    with written_safely(path) as temporary:
        try:
            save_file(contiguous, temporary, metadata)
        except safetensors.SafetensorError as error:
            raise OSError(*_os_error(error)) from error


def load_model(path: Path) -> tuple[FusedModel, ModelSpec]:
    """Open a model file; the model is in evaluation mode on the CPU.

    Raises:
        ModelFileError: if it is missing, empty, not a model file, truncated, newer than this program, or its
            weights do not fit its description
    """
    tensors, metadata = load_tensors(path)
    spec = ModelSpec.from_json(_current(metadata, path), path.name)
    try:
        model = build(spec)
        model.load_state_dict(tensors)
    except (RuntimeError, KeyError, ValueError, TypeError, AttributeError) as error:
        sentence = QT_TRANSLATE_NOOP("errors", "The weights in {name} do not fit its description. Ask for the file again.")
        raise ModelFileError(sentence, name=path.name) from error
    return model.eval(), spec


def load_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Read the tensors and metadata of a .safetensors file.

    Raises:
        ModelFileError: if it cannot be read as one
    """
    _refuse_what_is_no_file(path)
    try:
        with safetensors.safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, file.metadata() or {}  # noqa: SIM118
    except (safetensors.SafetensorError, OSError) as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is damaged or not a model file of mmdesk. Copy it again or choose another.")
        raise ModelFileError(sentence, name=path.name) from error


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.exists():
        raise ModelFileError(QT_TRANSLATE_NOOP("errors", "The model file {name} does not exist. Check the path."), name=path)
    if path.is_dir():
        raise ModelFileError(QT_TRANSLATE_NOOP("errors", "{name} is a folder. Choose a model file (.safetensors)."), name=path)
    try:
        with open(path, "rb") as file:
            start = file.read(4)
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} cannot be read. Check its permissions.")
        raise ModelFileError(sentence, name=path) from error
    if not start:
        raise ModelFileError(QT_TRANSLATE_NOOP("errors", "{name} is empty. Copy it again or choose another."), name=path.name)
    if start.startswith(MAGIC_PICKLES) and not _has_header(path):
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} is a pickle, which could run code, and is not opened. Choose a .safetensors file of mmdesk."
        )
        raise ModelFileError(sentence, name=path.name)


def _has_header(path: Path) -> bool:
    """Whether a JSON header follows the eight bytes of its length, as in a .safetensors file."""
    with open(path, "rb") as file:
        return file.read(9)[8:] == b"{"


def _current(metadata: Mapping[str, str], path: Path) -> str:
    """The spec's JSON in today's format."""
    if "mmdesk.spec" not in metadata:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} was not made by mmdesk. Choose a model file that was.")
        raise ModelFileError(sentence, name=path.name)
    try:
        number = int(metadata.get("mmdesk.format", ""))
    except ValueError:
        number = 0
    if number > FORMAT:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} was made by a newer mmdesk (format {number}). Update mmdesk to open it.")
        raise ModelFileError(sentence, name=path.name, number=number)
    if number < 1:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} does not say its format. Ask for the file again.")
        raise ModelFileError(sentence, name=path.name)
    return metadata["mmdesk.spec"]


def _os_error(error: safetensors.SafetensorError) -> tuple[int, str]:
    """The number and words of the system's error inside safetensors' own, which gives them as text alone."""
    text = str(error)
    number = text.partition("os error ")[2].partition(")")[0]
    return (int(number) if number.isdigit() else 0), text
