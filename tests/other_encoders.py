"""Folders with tiny encoders of `transformers` and `timm`, of random numbers, as those libraries themselves write them."""

import json
from pathlib import Path
from typing import Any

import tokenizers
import torch
from tokenizers import models, pre_tokenizers, processors

from mmdesk.engine.modalities.others.libraries import library

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "this", "one", "is", "red", "green", "蓝", ",", "number", *"0123456789"]
SMALL = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 2}
VISION = {**SMALL, "image_size": 32, "patch_size": 8}
TEXT = {**SMALL, "vocab_size": len(WORDS), "max_position_embeddings": 40}
WAVES = {
    **SMALL,
    "conv_dim": (16, 16),
    "conv_stride": (10, 8),
    "conv_kernel": (10, 8),
    "num_feat_extract_layers": 2,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 2,
}
CONVOLUTIONAL = {"hidden_sizes": [8, 16, 16, 24], "depths": [1, 1, 1, 1]}
NETWORKS: dict[str, tuple[str, dict[str, Any]]] = {
    "clip": ("CLIPVisionModelWithProjection", {**VISION, "projection_dim": 24}),
    "clip_vision_model": ("CLIPVisionModel", VISION),
    "siglip_vision_model": ("SiglipVisionModel", VISION),
    "vit": ("ViTModel", VISION),
    "deit": ("DeiTModel", VISION),
    "dinov2": ("Dinov2Model", {**VISION, "mlp_ratio": 2}),
    "dinov2_with_registers": ("Dinov2WithRegistersModel", {**VISION, "mlp_ratio": 2}),
    "convnext": ("ConvNextModel", CONVOLUTIONAL),
    "convnextv2": ("ConvNextV2Model", CONVOLUTIONAL),
    "swin": (
        "SwinModel",
        {"image_size": 32, "patch_size": 4, "embed_dim": 8, "depths": [1, 1], "num_heads": [1, 2], "window_size": 4},
    ),
    "resnet": ("ResNetModel", {**CONVOLUTIONAL, "embedding_size": 8, "layer_type": "basic"}),
    "bert": ("BertModel", TEXT),
    "roberta": ("RobertaModel", TEXT),
    "xlm-roberta": ("XLMRobertaModel", TEXT),
    "camembert": ("CamembertModel", TEXT),
    "distilbert": ("DistilBertModel", {**TEXT, "dim": 32, "hidden_dim": 48, "n_layers": 2, "n_heads": 2}),
    "mpnet": ("MPNetModel", TEXT),
    "electra": ("ElectraModel", {**TEXT, "embedding_size": 16}),
    "wav2vec2": ("Wav2Vec2Model", WAVES),
    "hubert": ("HubertModel", WAVES),
    "wavlm": ("WavLMModel", {**WAVES, "num_buckets": 32}),
    "audio-spectrogram-transformer": ("ASTModel", {**SMALL, "patch_size": 16, "num_mel_bins": 32, "max_length": 64}),
}
"""Class and settings of each family that can be chosen."""


def write_transformers(folder: Path, family: str, seed: int = 0, **changes: Any) -> Path:
    """A folder as `save_pretrained` writes it."""
    name, settings = NETWORKS[family]
    transformers = library("transformers", family)
    kind = getattr(transformers, name)
    torch.manual_seed(seed)
    kind(kind.config_class(**{**settings, **changes})).save_pretrained(folder)
    if "vocab_size" in settings:
        words().save(str(folder / "tokenizer.json"))
    return folder


def write_clip(folder: Path) -> Path:
    """A whole CLIP, with its encoder of words beside that of pictures."""
    transformers = library("transformers", "clip")
    config = transformers.CLIPConfig(
        text_config={**SMALL, "vocab_size": 50, "max_position_embeddings": 16}, vision_config=dict(VISION), projection_dim=24
    )
    torch.manual_seed(0)
    transformers.CLIPModel(config).save_pretrained(folder)
    return folder


def write_timm(folder: Path, architecture: str = "test_resnet.r160_in1k") -> Path:
    """A folder as timm's `save_for_hf` writes it, and as it lies on the hub."""
    timm = library("timm", architecture)
    from safetensors.torch import save_file

    name = architecture.partition(".")[0]
    torch.manual_seed(0)
    network = timm.create_model(name, pretrained=False)
    folder.mkdir(parents=True)
    save_file(network.state_dict(), folder / "model.safetensors")
    cfg = {"tag": "r160_in1k", "input_size": [3, 64, 64], "mean": [0.5] * 3, "std": [0.25] * 3, "license": "apache-2.0"}
    config = {"architecture": name, "num_classes": 1000, "num_features": network.num_features, "pretrained_cfg": cfg}
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def words() -> tokenizers.Tokenizer:
    """A tokenizer of whole words, which fills up as those of `sentence-transformers` do."""
    tokenizer = tokenizers.Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.enable_padding(length=30)
    return tokenizer
