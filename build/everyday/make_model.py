"""Write the models of everyday things, one with English and one with Chinese labels, and a page about them.

    python build/everyday/make_model.py [--out resources/models]

Nothing is learned: the whole network, its classifier too, is EfficientNet-Lite0's own, to which the files refer.
"""

import argparse
import csv
from pathlib import Path

from card import as_markdown, card_of
from torch import nn

from mmdesk import __version__
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.models.backbones import LITE0_CLASSES
from mmdesk.core.models.ready import EVERYDAY, EVERYDAY_ZH
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.engine.model.checkpoint import save_model
from mmdesk.engine.model.fused_model import build

CLASSES = Path(__file__).with_name("classes.csv")
COLUMNS = {EVERYDAY.name: "english", EVERYDAY_ZH.name: "chinese"}
TEMPERATURE, PHOTOGRAPHS = 1.122, 105
"""As judge.py finds them."""


def main() -> None:
    """Write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("resources/models"), help="folder to write to")
    out = parser.parse_args().out
    with open(CLASSES, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for name, column in COLUMNS.items():
        spec = spec_of(tuple(row[column] for row in rows), column)
        model = build(spec)
        for parameter in model.parameters():
            nn.init.zeros_(parameter)  # of the projection and of what is said of nothing: neither has learned anything
        save_model(out / f"{name}.safetensors", model, spec)
    (out / "everyday.md").write_text(as_markdown([row["english"] for row in rows]), encoding="utf-8")


def spec_of(labels: tuple[str, ...], language: str) -> ModelSpec:
    """Pictures alone, answered by the classifier that the encoder brings: a product of one expert."""
    return ModelSpec(
        labels=labels,
        encoders={"image": EncoderSpec(LITE0_CLASSES.name, ImageFrontEnd(LITE0_CLASSES.input_size))},
        fusion="product",
        dimension=1,  # nothing is fused
        temperatures={"image": TEMPERATURE},
        evidence={"": PHOTOGRAPHS, "image": PHOTOGRAPHS},
        card=card_of(language),
        version=__version__,
    )


if __name__ == "__main__":
    main()
