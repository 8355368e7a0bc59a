"""How well the starter model does on what it has not learned from."""

import csv
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

import mmdesk
from mmdesk.core.evaluation.classification import ClassEvaluation
from mmdesk.core.progress import CancelToken
from mmdesk.engine.torch_engine import TorchEngine

Row = dict[str, str]
Figures = dict[str, float]

PARTS = {"image": "picture", "text": "sentence", "audio": "speaker"}
"""The column that says where each part of a row comes from."""


def rows_of(dataset: Path, split: str) -> list[Row]:
    with open(dataset / "manifest.csv", newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["split"] == split]


@contextmanager
def as_table(dataset: Path, rows: Iterable[Row], parts: Iterable[str] = PARTS) -> Iterator[Path]:
    """A table in the dataset's folder with these rows and only these parts of them."""
    with tempfile.NamedTemporaryFile("w", newline="", encoding="utf-8", dir=dataset, suffix=".csv") as file:
        writer = csv.writer(file)
        writer.writerow((*PARTS, "label", "split"))
        for row in rows:
            writer.writerow((*(row[part] if part in parts else "" for part in PARTS), row["label"], row["split"]))
        file.flush()
        yield Path(file.name)


def evaluated(model: Path, dataset: Path, rows: list[Row], parts: Iterable[str] = PARTS) -> ClassEvaluation:
    """The engine's own evaluation of some rows of the split test, with only these parts shown."""
    with as_table(dataset, rows, parts) as path:
        *_, evaluation = TorchEngine().evaluate(model, path, "test", CancelToken())
    assert isinstance(evaluation, ClassEvaluation)
    return evaluation


def figures(model: Path, dataset: Path) -> Figures:
    """Shares of right answers: for each kind of each part alone, and for the parts together."""
    rows = rows_of(dataset, "test")
    result: Figures = {}
    for part, column in PARTS.items():
        for kind in sorted({row[column] for row in rows} - {"", "none"}):
            chosen = [row for row in rows if row[column] == kind]
            result[f"{part}: {kind}"] = evaluated(model, dataset, chosen, [part]).accuracy
    result["text: own"] = own_sentences(model)
    full = [row for row in rows if all(row[column] not in ("", "none") for column in PARTS.values())]
    result |= {f"together: {name}": accuracy for name, accuracy in evaluated(model, dataset, full).subsets.items() if "+" in name}
    clouded = [row for row in rows if "none" in [row[column] for column in PARTS.values()]]
    result["together: one part says nothing"] = evaluated(model, dataset, clouded).accuracy
    return result


def own_sentences(model: Path) -> float:
    """Share of right answers to sentences that no template made."""
    sentences = tomllib.loads(Path(__file__).with_name("test_sentences.toml").read_text(encoding="utf-8"))
    opened = mmdesk.open_model(model)
    hits = [opened.predict(text=text).label == label for label, texts in sentences.items() if label != "none" for text in texts]
    return float(np.mean(hits))


def sureness_of_nothing(model: Path, dataset: Path) -> Figures:
    """The mean score of the answer to single parts that say nothing: near 0.1 for a model that knows it."""
    opened = mmdesk.open_model(model)
    rows = rows_of(dataset, "test")
    ask: dict[str, Callable[[Row], float]] = {
        "image": lambda row: opened.predict(image=dataset / row["image"]).score,
        "text": lambda row: opened.predict(text=row["text"]).score,
        "audio": lambda row: opened.predict(audio=dataset / row["audio"]).score,
    }
    return {part: float(np.mean([ask[part](row) for row in rows if row[PARTS[part]] == "none"])) for part in PARTS}
