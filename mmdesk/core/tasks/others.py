"""Classes of other things (background, a class for rejection): an answer with one of them is none of the classes asked for."""

ENGLISH = "background|background noise|other|others|other things|noise|none|none of these|nothing|unknown"
CHINESE = "背景|背景噪音|背景噪声|其他|其它|噪音|噪声|未知|以上都不是"
OTHERS = frozenset((*ENGLISH.split("|"), *CHINESE.split("|")))
"""Names that people give to it, such as Teachable Machine's "Background Noise"."""


def is_other(label: str) -> bool:
    """Whether a class of this name is one of other things; in any case, with blanks, "_" or "-" between the words."""
    return " ".join(label.casefold().replace("_", " ").replace("-", " ").split()) in OTHERS
