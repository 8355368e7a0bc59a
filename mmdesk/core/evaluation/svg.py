"""Charts as SVG, the same for the window, the report and the files that people save. Sizes are in pixels."""

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from mmdesk.core import numerals
from mmdesk.core.palette import Palette

FONT = 12
LETTER = 0.58
"""Width of a letter, as a share of the font's size; on average, a little too much."""
SLANT = 0.71
"""Width and height of words that are slanted by 45°, as a share of their length."""
MARK = 2.5
LEGEND_LINE, LEGEND_GAP = 22, 14
MOST_FOR_NAMES = 0.25
"""Share of a heat map that names may take where there is no more room."""
MAX_CELL_NUMBERS = 30
"""A heat map with more rows than this has no numbers in its cells."""
Cell = tuple[float, float, str]
"""A mean from -1 to 1, the mean of the same without signs, and the words of the first."""


@dataclass(frozen=True, slots=True)
class Series:
    """One curve. `colour` is a name that `Palette.of` knows; `dash` is SVG's, so that colour is never alone."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: str = ""
    dash: str = ""
    width: float = 2.0
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from 0 to 1 with its words, and an interval or none."""

    name: str
    value: float
    label: str
    colour: str = ""
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis says, and its range; None follows the curves. One that counts has whole numbers only."""

    title: str
    range: tuple[float, float] | None = None
    percent: bool = False
    counts: bool = False


def line_chart(size: tuple[int, int], ink: Palette, x: Axis, y: Axis, series: Sequence[Series]) -> str:
    """Curves over two axes, with a legend above them."""
    width, height = size
    x_ticks, y_ticks = (_ticks(axis, [p[i] for s in series for p in s.points]) for i, axis in enumerate((x, y)))
    y_words = [_number(tick, y.percent) for tick in y_ticks]
    left = max(map(_width, y_words)) + FONT * 2.2
    legend, top = _legend(ink, series, left, width)
    right, bottom = width - FONT * 2, height - FONT * 3
    across = _scale((x_ticks[0], x_ticks[-1]), (left, right))
    up = _scale((y_ticks[0], y_ticks[-1]), (bottom, top + FONT / 2))
    parts = [legend]
    for tick, word in zip(y_ticks, y_words, strict=True):
        parts.append(_line(left, up(tick), right, up(tick), ink.line))
        parts.append(_text(left - 6, up(tick) + FONT * 0.35, word, ink.soft, "end"))
    parts += [_text(across(tick), bottom + FONT * 1.3, _number(tick, x.percent), ink.soft, "middle") for tick in x_ticks]
    parts.append(_text((left + right) / 2, height - 4, x.title, ink.soft, "middle"))
    middle = (top + bottom) / 2
    parts.append(f'<g transform="translate({FONT},{middle:.1f}) rotate(-90)">{_text(0, 0, y.title, ink.soft, "middle")}</g>')
    for one in series:
        points = [(across(a), up(min(max(b, y_ticks[0]), y_ticks[-1]))) for a, b in one.points if math.isfinite(b)]
        parts.append(_curve(points, one, ink))
    return _svg(size, ink, parts)


def bar_chart(size: tuple[int, int], ink: Palette, bars: Sequence[Bar]) -> str:
    """Horizontal bars from 0 to 1, with names before and words after them."""
    width, height = size
    names = min(max(_width(bar.name) for bar in bars) + 10, width * 0.4)
    words = max(_width(bar.label) for bar in bars) + 10
    row = height / len(bars)
    parts = []
    for number, bar in enumerate(bars):
        middle, thick = (number + 0.5) * row, min(row * 0.6, 14)
        room = max(width - names - words, 1)
        parts.append(_text(names - 8, middle + FONT * 0.35, _short(bar.name, names - 8), ink.strong, "end"))
        parts.append(_rect(names, middle - thick / 2, room, thick, ink.line, 3))
        parts.append(_rect(names, middle - thick / 2, room * bar.value, thick, ink.of(bar.colour) if bar.colour else ink.soft, 3))
        if bar.interval:
            low, high = (names + room * min(max(end, 0), 1) for end in bar.interval)
            parts.append(_line(low, middle, high, middle, ink.strong, 1.5))
            parts += [_line(end, middle - 4, end, middle + 4, ink.strong, 1.5) for end in (low, high)]
        parts.append(_text(width - 4, middle + FONT * 0.35, bar.label, ink.soft, "end"))
    return _svg(size, ink, parts)


def cell_chart(
    size: tuple[int, int], ink: Palette, columns: Mapping[str, str], rows: Sequence[tuple[str, Mapping[str, Cell]]]
) -> str:
    """Names, and a bar in each column of a row: its absolute mean pale, its mean full; the columns' keys are names of colours."""
    width, height = size
    names = min(max(_width(name) for name, _ in rows) + 10, width * 0.3)
    means, absolutes, labels = zip(*(cell for _, row in rows for cell in row.values()), strict=True)
    least, most = max(0.0, -min(means)), max(absolutes) or 1.0
    column, line = (width - names) / len(columns), height / (len(rows) + 1)
    room = max(column - max(map(_width, labels)) - 20, 1) / (least + most)
    thick = min(line * 0.6, 12)
    parts = [
        _text(names + place * column + least * room, line * 0.5 + FONT * 0.35, _short(title, column), ink.strong)
        for place, title in enumerate(columns.values())
    ]
    for number, (name, row) in enumerate(rows, 1):
        middle = (number + 0.5) * line
        parts.append(_text(names - 8, middle + FONT * 0.35, _short(name, names - 8), ink.strong, "end"))
        for place, key in enumerate(columns):
            mean, absolute, label = row.get(key, (0.0, 0.0, ""))
            zero, y = names + place * column + least * room, middle - thick / 2
            full = _rect(zero + min(mean, 0) * room, y, abs(mean) * room, thick, ink.of(key), 2)
            parts += [f'<g opacity="0.3">{_rect(zero, y, absolute * room, thick, ink.of(key), 2)}</g>', full]
            parts.append(_line(zero, middle - line / 2, zero, middle + line / 2, ink.line))
            parts.append(_text(zero + most * room + 6, middle + FONT * 0.35, label, ink.soft))
    return _svg(size, ink, parts)


def heat_map(
    size: tuple[int, int],
    ink: Palette,
    labels: Sequence[str],
    shares: Sequence[Sequence[float]],
    words: Sequence[str],
    most: float = MOST_FOR_NAMES,
) -> str:
    """A square table of shares from 0 to 1, darker for more, with rows and columns of the same labels.

    Args:
        words: what the cells say, one row after the other
        most: share of the width that the names of the rows may take; longer ones are cut
    """
    width, height = size
    count = len(labels)
    room = min(max(_width(label) for label in labels) + 10, width * most)
    top = FONT * 2.0
    cell = min((width - room - 4) / count, (height - top - 4) / count)
    slanted = any(_width(label) > cell for label in labels)
    if slanted:
        top = room * SLANT + FONT
        cell = min((width - room - 4 - room * SLANT) / count, (height - top - 4) / count)
    parts = []
    numbers = count <= MAX_CELL_NUMBERS
    for row, label in enumerate(labels):
        y = top + row * cell
        if numbers or row % (count // MAX_CELL_NUMBERS + 1) == 0:
            parts.append(_text(room - 6, y + cell / 2 + FONT * 0.35, _short(label, room - 6), ink.strong, "end"))
            x = room + (row + 0.5) * cell
            if slanted:
                parts.append(_slanted(_text(x, top - 6, _short(label, room - 6), ink.strong), x, top - 6))
            else:
                parts.append(_text(x, top - 6, label, ink.strong, "middle"))
        said = words[row * count : (row + 1) * count] if numbers else [""] * count
        parts += _cells((room, y), cell, ink, shares[row], said)
    return _svg(size, ink, parts)


def _cells(corner: tuple[float, float], side: float, ink: Palette, shares: Sequence[float], words: Sequence[str]) -> Iterator[str]:
    """A row of a heat map."""
    left, y = corner
    for column, (share, said) in enumerate(zip(shares, words, strict=True)):
        x = left + column * side
        yield (
            f'<rect x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" width="{side - 1:.1f}" height="{side - 1:.1f}" fill="{ink.accent}" '
            f'fill-opacity="{0.05 + 0.85 * share:.2f}"/>'
        )
        if said:
            colour = ink.card if share > 0.55 else ink.strong
            yield _text(x + side / 2, y + side / 2 + FONT * 0.35, said, colour, "middle")


def heat_map_size(labels: Sequence[str], cell: int) -> tuple[int, int, float]:
    """Width and height of a heat map with cells of this side that has room for all names, and the share that these take."""
    room = max(map(_width, labels)) + 10
    slanted = any(_width(label) > cell for label in labels)
    aside, above = (room * SLANT, room * SLANT + FONT) if slanted else (0, FONT * 2)
    width = math.ceil(room + cell * len(labels) + aside + 4)
    return width, math.ceil(above + cell * len(labels) + 4), room / width + 1e-6


def _svg(size: tuple[int, int], ink: Palette, parts: Sequence[str]) -> str:
    width, height = size
    ground = f'<rect width="{width}" height="{height}" fill="{ink.card}"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'{head} font-family="sans-serif" font-size="{FONT}">{ground}{"".join(parts)}</svg>'


def _legend(ink: Palette, series: Sequence[Series], left: float, width: float) -> tuple[str, float]:
    """The names of the curves in as many lines as they need, and the height below which the curves begin."""
    x, y, parts = left, FONT * 1.2, []
    for one in series:
        if not one.name:
            continue
        needed = LEGEND_LINE + 6 + _width(one.name)
        if x > left and x + needed > width:
            x, y = left, y + FONT * 1.5
        sample = Series("", (), one.colour, one.dash, one.width, one.marks)
        ends = (x, x + LEGEND_LINE) if one.width else (x + LEGEND_LINE / 2,)
        parts.append(_curve([(end, y - FONT * 0.35) for end in ends], sample, ink))
        parts.append(_text(x + LEGEND_LINE + 6, y, one.name, ink.strong))
        x += needed + LEGEND_GAP
    return "".join(parts), (y + FONT * 0.6 if parts else FONT)


def _curve(points: Sequence[tuple[float, float]], series: Series, ink: Palette) -> str:
    colour = ink.of(series.colour)
    dash = f' stroke-dasharray="{series.dash}"' if series.dash else ""
    marks = points if series.marks or len(points) == 1 else ()
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{MARK}" fill="{colour}"/>' for x, y in marks)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{series.width}"{dash}/>{dots}' if points else ""


def _line(x: float, y: float, x2: float, y2: float, colour: str, width: float = 1.0) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def _rect(x: float, y: float, width: float, height: float, colour: str, radius: float) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius}" fill="{colour}"/>'


def _text(x: float, y: float, words: str, colour: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{escape(words)}</text>'


def _slanted(text: str, x: float, y: float) -> str:
    return f'<g transform="rotate(-45 {x:.1f} {y:.1f})">{text}</g>'


def _short(words: str, room: float) -> str:
    """The words, or as many letters as there is room for."""
    if _width(words) <= room:
        return words
    while len(words) > 1 and _width(words + "…") > room:
        words = words[:-1]
    return words + "…"


def _width(words: str) -> float:
    """About how wide words are drawn; a wide character, such as a Chinese one, is as wide as it is high."""
    return FONT * sum(1 if unicodedata.east_asian_width(letter) in "WF" else LETTER for letter in words)


def _scale(of: tuple[float, float], to: tuple[float, float]) -> "_Scale":
    return _Scale(of[0], (of[1] - of[0]) or 1.0, to[0], to[1] - to[0])


@dataclass(frozen=True, slots=True)
class _Scale:
    start: float
    length: float
    place: float
    room: float

    def __call__(self, value: float) -> float:
        return self.place + (value - self.start) / self.length * self.room


def _range(axis: Axis, values: Sequence[float]) -> tuple[float, float]:
    if axis.range:
        return axis.range
    finite = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(0.0, *finite), max(finite)
    return low, high if high > low else low + 1


def _ticks(axis: Axis, values: Sequence[float]) -> list[float]:
    """Three to seven round numbers that hold the range."""
    low, high = _range(axis, values)
    rough = (high - low) / 5
    power = 10 ** math.floor(math.log10(rough))
    factors = (1, 2, 5, 10) if axis.counts else (1, 2, 2.5, 5, 10)
    step = next(power * factor for factor in factors if power * factor >= rough * 0.999)
    if axis.counts:
        step = max(step, 1)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def _number(value: float, percent: bool) -> str:
    return numerals.percent(value, "g") if percent else numerals.number(value, ".10g")
