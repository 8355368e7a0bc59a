"""What the starter model says about itself: in its file, and as text beside it."""

from typing import Any

from judge import Figures

TITLE = "Digits"
ABOUT = "A handwritten digit or a hand that shows one, a sentence that names a number, a spoken English digit: 0 to 9."
DATA = (
    {
        "name": "MNIST",
        "by": "Yann LeCun, Corinna Cortes, Christopher J.C. Burges",
        "licence": "CC BY-SA 3.0",
        "use": "handwritten digits; enlarged, coloured, laid on drawn papers",
    },
    {
        "name": "Sign Language Digits",
        "by": "Arda Mavi, Zeynep Dikle, Turkey Ankara Ayranci Anadolu High School (arXiv:2011.08927)",
        "licence": "Apache-2.0",
        "use": "photographs of hands; mirrored, recoloured, laid on other grounds",
    },
    {
        "name": "Free Spoken Digit Dataset",
        "by": "Zohar Jackson and others",
        "licence": "CC BY-SA 4.0",
        "use": "spoken digits; at other pitches, in simulated rooms, with noise",
    },
    {
        "name": "COCO captions (val2017), NLVR, NLVR2, GoEmotions",
        "by": "COCO Consortium; Alane Suhr and others; Google",
        "licence": "CC BY 4.0",
        "use": "sentences that name one number",
    },
    {
        "name": "made by scripts in build/starter",
        "by": "the authors of mmdesk; words spoken by espeak-ng and flite",
        "licence": "MIT",
        "use": "drawn and printed digits, sentences in English and Chinese, spoken words",
    },
)
LIMITS = (
    "It knows the numbers 0 to 9. It refuses nearly all music, noises and other languages, and 60 of 100 photographs.",
    "It understands one English digit at a time; six people and many synthetic voices taught it.",
    "Its hands show the digits of Turkish sign language as students of one school do: upright, the arm from below.",
    "Its sentences name one number, in English or Chinese.",
)

JUDGED = "right answers to what it has not learned from"
TWIN = "right answers of a twin that has never heard these speakers"
NOTHING = "mean score of the answer where a part says nothing"


def made_card(judged: Figures, strangers: Figures, nothing: Figures) -> dict[str, Any]:
    """The card for `ModelSpec.card`."""
    figures = {JUDGED: rounded(judged), TWIN: rounded(strangers), NOTHING: rounded(nothing)}
    return {"title": TITLE, "about": ABOUT, "data": list(DATA), "limits": list(LIMITS), "figures": figures}


def rounded(values: Figures) -> Figures:
    return {name: round(value, 4) for name, value in values.items()}


def as_markdown(figures: dict[str, Figures], file: str) -> str:
    """The same card as a page to read."""
    lines = [
        "# The starter model",
        "",
        f"`{file}`, titled {TITLE}. {ABOUT} mmdesk opens it when no other model is named.",
        "`build/starter/make_data.py` and `build/starter/make_model.py` make it; `measure_doubt.py` measures its doubt.",
        "",
        "## What it learned from",
        "",
        "| data | by | licence | use |",
        "|---|---|---|---|",
        *(f"| {source['name']} | {source['by']} | {source['licence']} | {source['use']} |" for source in DATA),
        "",
        "The model file is shared under CC BY-SA 4.0, as some of these data ask of what is made from them.",
        "",
        "## How well it does",
        "",
        "Test pictures come from writers, hands and fonts that it has not seen, laid on papers and grounds as for the training;",
        "*scanned* ones are bare. Test sounds are new recordings of the six people that it knows, and synthetic voices that it",
        "does not, in rooms with noise. *real* sentences were written by people, *made* ones follow the templates of the training,",
        "*own* ones do not. How it fares with strangers was measured on a twin that learned without two of the six.",
    ]
    for title, values in figures.items():
        lines += ["", f"| {title} | |", "|---|--:|", *(f"| {name} | {100 * value:.1f} % |" for name, value in values.items())]
    return "\n".join([*lines, "", "## Its limits", "", *(f"- {limit}" for limit in LIMITS), ""])
