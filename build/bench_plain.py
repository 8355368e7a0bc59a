"""The loop that a person writes first: files decoded by a Dataset, a DataLoader, float32, one optimizer."""

import time
from collections.abc import Sequence

import numpy as np
import soundfile
import torch
from bench_rows import Settings
from PIL import Image
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from mmdesk.core.datasets.example import Example, Item
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.modalities.registry import front_end_of
from mmdesk.engine.model.fused_model import build

Decoded = tuple[Tensor, Tensor, Tensor, int]


class Files(Dataset[Decoded]):
    """Decodes its samples whenever they are asked for. The examples have all modalities of the spec as files."""

    def __init__(self, examples: Sequence[Example], spec: ModelSpec) -> None:
        self._examples = examples
        self._labels = {label: number for number, label in enumerate(spec.labels)}
        self._spec = spec
        self._front_ends = {modality: front_end_of(spec, modality) for modality in spec.modalities}

    def __len__(self) -> int:
        return len(self._examples)

    def __getitem__(self, index: int) -> Decoded:
        example, spec = self._examples[index], self._spec
        image, text, audio = torch.zeros(0), torch.zeros(0, dtype=torch.long), torch.zeros(0)
        if isinstance(item := example["image"], Item):
            with Image.open(item.path) as picture:
                pixels = np.array(picture.convert("RGB").resize((spec.front_end("image").size, spec.front_end("image").size)))
            image = torch.from_numpy(pixels).permute(2, 0, 1).contiguous()
        if words := example["text"]:
            text = torch.from_numpy(self._front_ends["text"].features(words)).long()
        if isinstance(item := example["audio"], Item):
            samples, rate = soundfile.read(item.path, dtype="float32")
            audio = torch.from_numpy(self._front_ends["audio"].prepare(Sound(samples, rate)).astype(np.float32))
        return image, text, audio, self._labels[example.label]


def samples_per_second(settings: Settings, examples: Sequence[Example], spec: ModelSpec, batch_size: int) -> list[float]:
    """Of each epoch after the first, with the number of loading processes that is best."""
    return max((timed(examples, spec, batch_size, workers, settings.epochs) for workers in settings.workers), key=max)


def timed(examples: Sequence[Example], spec: ModelSpec, batch_size: int, workers: int, epochs: int) -> list[float]:
    torch.manual_seed(0)
    loader = DataLoader(Files(examples, spec), batch_size, shuffle=True, num_workers=workers, persistent_workers=workers > 0)
    model = build(spec).to(memory_format=torch.contiguous_format).train()
    optimizer = torch.optim.AdamW(model.parameters(), 1e-3)
    one_epoch(model, optimizer, loader, spec)
    rates = []
    for _ in range(epochs):
        start = time.perf_counter()
        one_epoch(model, optimizer, loader, spec)
        rates.append(len(examples) / (time.perf_counter() - start))
    return rates


def one_epoch(model: nn.Module, optimizer: torch.optim.Optimizer, loader: DataLoader[Item], spec: ModelSpec) -> None:
    for *parts, labels in loader:
        inputs = dict(zip(("image", "text", "audio"), parts, strict=True))
        inputs = {name: value for name, value in inputs.items() if name in spec.modalities}
        mask = torch.ones(len(labels), len(spec.modalities), dtype=torch.bool)
        loss = nn.functional.cross_entropy(model(inputs, mask).logits, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
