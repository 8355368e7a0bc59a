"""Networks of `timm` and `transformers`, built after their settings and filled with weights; what they give is pooled."""

import inspect
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError
from mmdesk.core.modalities.limits import check
from mmdesk.core.models.backbone_folder import TOKENIZER
from mmdesk.core.models.other_backbones import CONFIG, FAMILIES, TIMM, Family, OtherBackbone
from mmdesk.core.paths import cache_dir
from mmdesk.engine.modalities.others.libraries import library
from mmdesk.engine.modalities.others.weights import Tensors, read

WHOLE = "whole"
"""The pooling of a network that pools by itself."""
NEVER_USED = ("masked_spec_embed", "mask_token")
"""What only those need that train such a network from nothing."""
FOREIGN = ("auto_map", "quantization_config", "architectures", "model_type", "dtype", "torch_dtype")
"""Of the settings: code, and what tells nothing of the network."""
MAX_SETTING, MAX_LAYERS = 10_000_000, 500


class Pooled(nn.Module):
    """What one gives of a sample: (1, ...) of the inputs that it takes -> (1, features)."""

    def __init__(self, network: nn.Module, pooling: str) -> None:
        super().__init__()
        self.network, self.pooling = network, pooling

    def forward(self, **inputs: Tensor) -> Tensor:
        if self.pooling == WHOLE:
            (values,) = inputs.values()
            return self.network(values).flatten(1)
        output = self.network(**inputs)
        if self.pooling == "first":
            return output.last_hidden_state[:, 0]
        if self.pooling == "mean":
            return output.last_hidden_state.mean(1)
        return getattr(output, self.pooling).flatten(1)


def filled(other: OtherBackbone, tensors: Mapping[str, Tensor]) -> Pooled:
    """The network with these weights, ready to encode.

    Raises:
        ModelFileError: if its library cannot be had
        ValueError: if weights and settings do not fit
    """
    found = library(other.library, other.title)
    weights = {name: tensor for name, tensor in tensors.items() if name != TOKENIZER}
    try:
        check_settings(other.settings(CONFIG))
        if other.library == TIMM:
            return Pooled(_of_timm(found, other, weights), WHOLE).eval()
        family = FAMILIES[other.family]
        return Pooled(_of_transformers(found, family, other, weights), pooling_of(family, other)).eval()
    except Exception as error:
        # What does not fit, the libraries say in whatever way.
        raise ValueError(str(error)) from error


def pooling_of(family: Family, other: OtherBackbone) -> str:
    """What stands for a sample: as the family usually has it, or as a folder of `sentence-transformers` says."""
    return "first" if other.settings("1_Pooling/config.json").get("pooling_mode_cls_token") is True else family.pooling


def as_kept(other: OtherBackbone, pooled: Pooled) -> Tensors:
    """The weights of such a network by the names under which its library finds them again, in whatever version.

    Raises:
        InputError: if there is no room to write them down
    """
    if other.library == TIMM:
        return dict(pooled.network.state_dict())
    place = cache_dir()
    with tempfile.TemporaryDirectory(dir=place, prefix="encoder-") as folder:
        # Layers are called otherwise now and then; in files that the library saves, the names stay.
        try:
            pooled.network.save_pretrained(folder)  # type: ignore[operator] # a method of their classes
        except Exception as error:
            # A full disk is told by safetensors, or by the system.
            sentence = QT_TRANSLATE_NOOP(
                "errors",
                "The weights of the encoder cannot be kept in {folder}: {reason}. Make room there, or have it made writable.",
            )
            raise InputError(sentence, folder=place, reason=error) from error
        return {name: tensor.clone() for name, tensor in read(sorted(Path(folder).glob("*.safetensors"))).items()}


def check_settings(settings: Any, name: str = "") -> None:
    """Refuse settings of a network that nobody could have made, before memory is taken for it.

    Raises:
        ValueError: if they are such
    """
    if isinstance(settings, dict):
        for key, value in settings.items():
            check_settings(value, str(key))
    elif isinstance(settings, list):
        for value in settings:
            check_settings(value, name)
    elif isinstance(settings, int):
        check(abs(settings) <= (MAX_LAYERS if "layers" in name or "depth" in name else MAX_SETTING))


def _of_transformers(transformers: Any, family: Family, other: OtherBackbone, weights: Tensors) -> nn.Module:
    settings = other.settings(CONFIG)
    if family.part in settings:
        shared = {key: settings[key] for key in ("projection_dim",) if key in settings}
        settings = {**settings[family.part], **shared}
    kind = getattr(transformers, family.network)
    options = {"add_pooling_layer": False} if family.has_pooler else {}
    config = kind.config_class(
        **{key: value for key, value in settings.items() if key not in FOREIGN and "attn_implementation" not in key}
    )
    config._attn_implementation = "eager"  # no code for it is fetched from a hub, and the same numbers everywhere
    with torch.device("meta"):
        wanted = sum(parameter.numel() for parameter in kind(config, **options).parameters())
    check(wanted <= sum(tensor.numel() for tensor in weights.values()) + MAX_SETTING)
    network, told = kind.from_pretrained(
        None,
        config=config,
        state_dict=dict(weights),
        attn_implementation="eager",
        dtype=torch.float32,
        output_loading_info=True,
        local_files_only=True,
        **options,
    )
    check(not [name for name in told["missing_keys"] if not name.endswith(NEVER_USED)])
    return network


def _of_timm(timm: Any, other: OtherBackbone, weights: Tensors) -> nn.Module:
    check(timm.is_model(other.family))
    given = other.settings(CONFIG).get("model_args") or {}
    # Its own arguments would have it read files, also pickles: only the network's go through.
    own_arguments = inspect.signature(timm.create_model).parameters
    arguments = {key: value for key, value in given.items() if key not in own_arguments and not key.startswith("pretrained")}
    network: nn.Module = timm.create_model(other.family, pretrained=False, **{**arguments, "num_classes": 0})
    own = network.state_dict()
    found = {name: weights[name].to(tensor.dtype) for name, tensor in own.items()}
    network.load_state_dict(found)
    return network
