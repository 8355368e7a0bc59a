"""Training: its throughput, its data, and a plain loop over the same network."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bench_plain
import torch
from bench_data import finished
from bench_rows import Row, Settings
from torch.utils.flop_counter import FlopCounterMode

from mmdesk.core.datasets.example import Dataset, Example
from mmdesk.core.datasets.read import read_dataset, read_sample
from mmdesk.core.datasets.splits import with_splits
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.data.batches import NO_DRAWS, Batch, Table
from mmdesk.engine.data.feature_cache import Features, extract
from mmdesk.engine.device import all_threads, choose_device
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.model.fused_model import FusedModel, build
from mmdesk.engine.training.loop import Run
from mmdesk.engine.training.optimization import suitable_batch
from mmdesk.engine.training.spec_from_data import fitted_spec


@dataclass(frozen=True, slots=True)
class Material:
    """What a training is made of."""

    dataset: Dataset
    examples: Sequence[Example]
    plan: TrainPlan
    spec: ModelSpec

    @property
    def training(self) -> list[Example]:
        return [example for example in self.examples if example.split == "train"]

    @property
    def batch_size(self) -> int:
        return suitable_batch(self.plan, len(self.training))


def training_rows(settings: Settings, dataset: Path, scratch: Path) -> list[Row]:
    """All rows of training; features are cached under `scratch` by the environment that the caller has set."""
    torch.set_num_threads(all_threads())
    material = prepared(settings, dataset, scratch)
    built, features = cache_row(material)
    ours, waits, augments = epochs(settings, material, features)
    ceiling = [products(settings.matrix) for _ in range(3 + settings.epochs)]
    flops = flops_of_sample(material, features)
    plain = bench_plain.samples_per_second(settings, material.training, material.spec, material.batch_size)
    best = max(ceiling)
    return [
        Row(
            "training_ceiling",
            f"training, share of the matrix products' ceiling ({flops / 1e6:.0f} Mflop a sample)",
            "%",
            [100 * rate * flops / best for rate in ours],
            [100.0],
            f"products of {settings.matrix} x {settings.matrix}: {best / 1e9:.0f} Gflop/s",
            goal=50.0,
            at_least=True,
        ),
        Row(
            "training_throughput",
            "training, samples per second",
            "1/s",
            ours,
            plain,
            "a plain float32 loop with DataLoader",
            goal=3 * max(plain),
            at_least=True,
        ),
        built,
        Row("data_wait", "batches but for augmentation, share of a later epoch", "%", waits, goal=2.0),
        Row("augmentation", "augmentation, share of an epoch", "%", augments),
    ]


def prepared(settings: Settings, dataset: Path, scratch: Path) -> Material:
    found = with_splits(read_dataset(dataset))
    plan = TrainPlan(out=scratch / "model.safetensors", epochs=settings.epochs + 1, device="cpu")
    examples = [example for example in found.examples if example.split in ("train", "val")]
    return Material(found, examples, plan, fitted_spec(found, plan))


def cache_row(material: Material) -> tuple[Row, Features]:
    """Build the feature cache; its floor is decoding alone, on one thread."""
    start = time.perf_counter()
    features = finished(extract(material.examples, material.spec, CancelToken()))
    seconds = time.perf_counter() - start
    some = material.examples[:: max(1, len(material.examples) // 100)]
    start = time.perf_counter()
    for example in some:
        read_sample(example, side=2 * material.spec.front_end("image").size)
    floor = len(some) / (time.perf_counter() - start)
    rate = len(material.examples) / seconds / all_threads()
    name = "feature cache, samples per second and core"
    return Row("feature_cache", name, "1/s", [rate], [floor], "decoding alone, on one thread"), features


class TimedTable(Table):
    """Adds up the time in which batches are made, by whichever worker, and the part of it that is augmentation."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.seconds = self.reading = 0.0

    def batch(self, chosen: torch.Tensor, draws: Mapping[Modality, Draws] = NO_DRAWS) -> Batch:
        start = time.perf_counter()
        try:
            return super().batch(chosen, draws)
        finally:
            self.seconds += time.perf_counter() - start

    def values(self, modality: Modality, chosen: torch.Tensor) -> torch.Tensor:
        start = time.perf_counter()
        try:
            return super().values(modality, chosen)
        finally:
            self.reading += time.perf_counter() - start


def epochs(settings: Settings, material: Material, features: Features) -> Iterator[list[float]]:
    """Samples per second, and the percentages of other work for batches and of augmentation, of each epoch after the first."""
    torch.set_num_threads(choose_device("cpu").operation_threads)
    table = TimedTable(material.examples, features, material.spec, "train")
    val = Table(material.examples, features, material.spec, "val")
    run = Run(material.spec, material.plan, table, val, choose_device("cpu"))
    run.epoch(CancelToken())
    found = []
    for _ in range(settings.epochs):
        table.seconds = table.reading = 0.0
        rate = run.epoch(CancelToken()).samples_per_second
        whole = len(table) / rate
        found.append((rate, 100 * table.reading / whole, 100 * (table.seconds - table.reading) / whole))
    torch.set_num_threads(all_threads())
    return map(list, zip(*found, strict=True))


def flops_of_sample(material: Material, features: Features) -> float:
    """Operations of a training step by sample: forward and backward, a multiplication and an addition counting two."""
    table = Table(material.examples, features, material.spec, "train")
    batch = table.batch(torch.arange(min(len(table), material.batch_size)))
    model = build(material.spec).train()
    with FlopCounterMode(display=False) as counter:
        output = model(batch.inputs, batch.mask)
        (output.logits.sum() + output.unimodal.sum()).backward()
    return (counter.get_total_flops() + lstm_flops(model, batch)) / len(batch.labels)


def lstm_flops(model: FusedModel, batch: Batch) -> float:
    """Of the LSTMs, which PyTorch's counter does not see where one kernel does all: backward counts twice forward."""
    tokens = batch.inputs["text"].numel() if "text" in batch.inputs else 0
    lstms = [module for module in model.modules() if isinstance(module, torch.nn.LSTM)]
    return sum(3 * 2 * tokens * 4 * lstm.hidden_size * (lstm.input_size + lstm.hidden_size) for lstm in lstms)


def products(side: int) -> float:
    """Operations per second of large matrix products, in the type that training uses."""
    kind = torch.bfloat16 if choose_device("cpu").bfloat16 else torch.float32
    one = torch.randn(side, side).to(kind)
    one @ one
    start = time.perf_counter()
    for _ in range(4):
        one @ one
    return 4 * 2 * side**3 / (time.perf_counter() - start)
