"""How honest the scores of the model of everyday things are: photographs whose answers were judged by eye.

    python build/everyday/judge.py PHOTOGRAPHS

PHOTOGRAPHS is a folder with the pictures that judged.csv names, in whatever folders: excerpts of COCO, which are scenes, and of
TrashNet, which are rubbish. An answer counts as right if the thing that it names is to be seen. Prints what make_model.py states.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from mmdesk.core.modalities.image.files import read_picture
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.engine.modalities.image.front_end import Lite0Classes
from mmdesk.engine.scoring.temperature import SPREAD_OF_TEMPERATURES, TEMPERATURES

HERE = Path(__file__).parent
ALMOST = 1e-9
"""Keeps the logarithm of a score of 1 finite."""


def main() -> None:
    """Print the temperature, and how often the answers are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photographs", type=Path, help="folder of photographs")
    places = {path.name: path for path in parser.parse_args().photographs.rglob("*.jpg")}
    with open(HERE / "judged.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    logits = logits_of([places[row["photograph"]] for row in rows])
    right = torch.tensor([row["right"] == "yes" for row in rows], dtype=torch.float64)
    temperature = fitted(logits, right)
    print(f"temperature {temperature:.3f} by {len(rows)} photographs")
    for kind in dict.fromkeys(row["kind"] for row in rows):
        chosen = torch.tensor([row["kind"] == kind for row in rows])
        score = float(best_scores(logits[chosen], temperature).mean())
        print(f"{kind}: right {int(right[chosen].sum())} of {int(chosen.sum())}, mean score {score:.3f}")


def logits_of(paths: list[Path]) -> Tensor:
    """(n, 1000) logits of photographs."""
    front_end = Lite0Classes(ImageFrontEnd())
    return torch.from_numpy(np.stack([front_end.features(front_end.prepare(read_picture(path))) for path in paths])).double()


def best_scores(logits: Tensor, temperature: float) -> Tensor:
    return (logits / temperature).softmax(-1).max(1).values


def fitted(logits: Tensor, right: Tensor) -> float:
    """The most probable temperature where it is known only whether each best answer is right, as models' own are found."""

    def loss(temperature: float) -> float:
        scores = best_scores(logits, temperature).clamp(ALMOST, 1 - ALMOST)
        prior = (np.log(temperature) / SPREAD_OF_TEMPERATURES) ** 2 / 2
        return float(prior - (right * scores.log() + (1 - right) * (1 - scores).log()).sum())

    return min(TEMPERATURES.tolist(), key=loss)


if __name__ == "__main__":
    main()
