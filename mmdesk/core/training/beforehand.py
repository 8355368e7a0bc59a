"""What a training would be refused for whatever its data are (fail fast): told before PyTorch is imported and anything is read."""

import os
from importlib.util import find_spec
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Option, OptionError
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.backbone_folder import found_in
from mmdesk.core.models.header import read_spec
from mmdesk.core.models.hub import folder_of, refused
from mmdesk.core.models.other_backbones import check_library, library_of
from mmdesk.core.paths import check_writable
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.start import check_beginning
from mmdesk.core.training.unfinished import interrupted


def check_plan(plan: TrainPlan) -> None:
    """Find out before the training what no training by this plan could do.

    Raises:
        InputError: if the model file cannot be written
        ModelFileError: if the model that it should begin with, or an encoder of the person's own, cannot be opened
        OptionError: if there is nothing to begin with or to resume, an encoder is neither there nor may be downloaded, or
            TensorBoard is not installed
    """
    _check_out(plan.out)
    if plan.resume:
        interrupted(plan.out)
    if plan.start_from is not None:
        check_beginning(read_spec(plan.start_from), plan.start_from)
        if os.path.exists(plan.out) and plan.out.samefile(plan.start_from):
            sentence = QT_TRANSLATE_NOOP("errors", "{file} is what the training begins with. Give another file for {option}.")
            raise OptionError(sentence, file=shown(plan.out), option=Option("out"))
    other_folders(plan)
    if plan.tensorboard is not None and find_spec("tensorboard") is None:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "The curves need TensorBoard, which is not installed. Type pip install tensorboard, or train without them."
        )
        raise OptionError(sentence)


def other_folders(plan: TrainPlan) -> dict[Modality, Path | None]:
    """Where the encoders lie that the plan names and that are none of ours; None for what is to be downloaded.

    Raises:
        OptionError: if one is neither there nor may be downloaded
        ModelFileError: if a folder holds none that can serve its modality, or the library for it is missing
    """
    folders: dict[Modality, Path | None] = {}
    for modality, name in plan.others_by_modality.items():
        if modality not in plan.modalities:
            continue
        folder = folders[modality] = folder_of(name)
        if folder is not None:
            backbone = found_in(folder, modality).backbone
            check_library(backbone.library, backbone.title)
        elif plan.allow_download:
            check_library(library_of(name), name)
        else:
            raise refused(name)
    return folders


def _check_out(out: Path) -> None:
    if os.path.isdir(out):
        raise InputError(QT_TRANSLATE_NOOP("errors", "{path} is a folder. Give a file name that ends in .safetensors."), path=out)
    if out.suffix != ".safetensors":
        raise InputError(QT_TRANSLATE_NOOP("errors", "{path} must end in .safetensors. Give such a name."), path=out)
    check_writable(out)
