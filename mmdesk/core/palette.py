"""The palette: every colour of the window, the charts and the page of a judgement, in light and in dark.

The modalities' own colours stand in their columns. All keep a contrast of 3 to the card, as WCAG 2.1 asks of graphics, and are
told apart by people who see no red or no green; `tests/core/test_palette.py` computes both.
"""

from dataclasses import dataclass

from mmdesk.core.modalities.registry import MODALITIES

CURVES = ("curve 1", "curve 2", "curve 3", "curve 4", "curve 5")
"""Names of the colours of curves that are no modality's."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb.

    Attributes:
        curves: those of `CURVES`
        dark: whether these are the colours on dark ground
    """

    ground: str
    card: str
    raised: str
    line: str
    strong: str
    soft: str
    accent: str
    problem: str
    on_accent: str
    curves: tuple[str, ...]
    dark: bool

    def of(self, name: str) -> str:
        """The colour of a modality, of a curve, or "accent"; that of words for anything else."""
        if name in MODALITIES:
            column = MODALITIES[name]
            return column.dark if self.dark else column.light
        if name in CURVES:
            return self.curves[CURVES.index(name)]
        return self.accent if name == "accent" else self.strong


# The curves were searched for: in a grid of hues, the five that differ most from each other for every kind of sight (Machado,
# Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113), and from the modalities for the usual one.
LIGHT = Palette(
    ground="#F5F6F8",
    card="#FFFFFF",
    raised="#EEF1F5",
    line="#E2E5EA",
    strong="#1B1F24",
    soft="#5C6672",
    accent="#0072B2",
    problem="#B3261E",
    on_accent="#FFFFFF",
    curves=("#4C0D00", "#9059FF", "#FF5500", "#639990", "#143066"),
    dark=False,
)
DARK = Palette(
    ground="#14171B",
    card="#1D2126",
    raised="#272C33",
    line="#2D333A",
    strong="#E8EAED",
    soft="#A3ADB8",
    accent="#4AA8E0",
    problem="#FF8A80",
    on_accent="#14171B",
    curves=("#806E19", "#9059FF", "#1F8599", "#FFDD33", "#A6FFD2"),
    dark=True,
)
