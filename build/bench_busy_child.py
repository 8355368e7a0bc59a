"""A program whose speed on a busy machine is measured: it prepares itself, says "ready", and works once for each line it reads.

    bench_busy_child.py train DATASET N     N rounds of a training as mmdesk does it
    bench_busy_child.py threads DATASET N   the same by one worker, with PyTorch's own threads in every operation
    bench_busy_child.py answer N            the starter model's answers to N samples
    bench_busy_child.py busy                computes without end

All but the last print the seconds that each time took.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def train(dataset: str, epochs: str) -> Callable[[], object]:
    """Rounds of a training by workers, after one that is not counted."""
    import torch

    torch.set_num_threads(1)
    return rounds(dataset, int(epochs))


def threads(dataset: str, epochs: str) -> Callable[[], object]:
    """The same by one worker with an operation's work on all cores."""
    import torch

    from mmdesk.engine import device

    torch.set_num_threads(device.all_threads())
    device.all_threads = lambda: 1
    return rounds(dataset, int(epochs))


def rounds(dataset: str, epochs: int) -> Callable[[], object]:
    from bench_data import finished
    from bench_rows import Settings
    from bench_training import prepared

    from mmdesk.core.progress import CancelToken
    from mmdesk.engine.data.batches import Table
    from mmdesk.engine.data.feature_cache import extract
    from mmdesk.engine.device import choose_device
    from mmdesk.engine.training.loop import Run

    material = prepared(Settings(epochs=epochs), Path(dataset), Path(dataset))
    features = finished(extract(material.examples, material.spec, CancelToken()))
    tables = (Table(material.examples, features, material.spec, split) for split in ("train", "val"))
    run = Run(material.spec, material.plan, *tables, choose_device("cpu"))
    run.epoch(CancelToken())
    return lambda: [run.epoch(CancelToken()) for _ in range(epochs)]


def answer(count: str) -> Callable[[], object]:
    from bench_answers import whole_sample

    from mmdesk.core.paths import starter_model
    from mmdesk.core.progress import CancelToken
    from mmdesk.engine.torch_engine import TorchEngine

    sample = whole_sample()
    engine = TorchEngine("cpu")
    engine.open(starter_model())
    return lambda: [engine.predict(sample, CancelToken()) for _ in range(int(count))]


def busy() -> Callable[[], object]:
    def work() -> None:
        while True:
            pass

    return work


if __name__ == "__main__":
    PARTS: dict[str, Callable[..., Callable[[], object]]] = {"train": train, "threads": threads, "answer": answer, "busy": busy}
    work = PARTS[sys.argv[1]](*sys.argv[2:])
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        work()
        print(time.perf_counter() - start, flush=True)
