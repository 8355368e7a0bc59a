"""A judgement as one HTML page that needs no network: it shows what was judged, and computes nothing."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from mmdesk.core.datasets.example import Example, visible_part
from mmdesk.core.datasets.read import read_part
from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.evaluation.charts import Translate
from mmdesk.core.evaluation.results import Confusion, Judgement, SampleList
from mmdesk.core.evaluation.svg import heat_map_size
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.palette import LIGHT
from mmdesk.core.paths import write_spelled

CHART = 640, 320
CELL, MIN_CELL, MAX_SIDE = 44, 14, 1400
MAX_SAMPLES = 20
THUMBNAIL = 96
"""Longer side of a small picture, in pixels."""
STYLE = f"""body {{ font: 15px/1.5 sans-serif; color: {LIGHT.strong}; background: {LIGHT.ground}; margin: 0; }}
main {{ max-width: 980px; margin: 0 auto; padding: 24px; }}
section {{ background: {LIGHT.card}; border: 1px solid {LIGHT.line}; border-radius: 10px; padding: 16px 20px; margin: 16px 0; }}
section {{ overflow-x: auto; }}
h1 {{ font-size: 24px; }} h2 {{ font-size: 17px; margin: 0 0 8px; }} p {{ margin: 4px 0 8px; color: {LIGHT.soft}; }}
table {{ border-collapse: collapse; }}
th, td {{ text-align: left; padding: 3px 16px 3px 0; border-bottom: 1px solid {LIGHT.line}; }}
strong {{ color: {LIGHT.strong}; }} td img {{ display: block; border-radius: 4px; }} svg {{ max-width: 100%; height: auto; }}"""


class Markup(str):
    """Part of a page that is written in its language already."""

    __slots__ = ()


def write_report(path: Path, judgement: Judgement, translate: Translate = str) -> None:
    """Write the page.

    Raises:
        InputError: if it cannot be written
    """
    write_spelled(path, page(judgement, translate))


def page(judgement: Judgement, translate: Translate = str) -> str:
    """The whole page; words that the judgement lacks come from `translate`."""
    title = translate(QT_TRANSLATE_NOOP("judge", "How good is {model}?")).format(model=judgement.results.model.stem)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    body = f"<main><h1>{escape(title)}</h1>{''.join(_sections(judgement, translate))}</main>"
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>\n"


def _sections(judgement: Judgement, translate: Translate) -> Iterator[str]:
    verdict = f"<p><strong>{escape(judgement.sentence)}</strong></p>" if judgement.sentence else ""
    yield _section("", [verdict, _table(judgement.figures)])
    for chart in judgement.charts:
        yield _section(chart.title, [f"<p>{escape(chart.words)}</p>", chart.drawing(CHART, LIGHT)])
    if judgement.confusion:
        yield _confusion(judgement.confusion)
    if judgement.classes:
        yield _section(translate(QT_TRANSLATE_NOOP("judge", "Classes")), [_table(judgement.classes, head=True)])
    for samples in judgement.lists:
        yield _listed(samples, judgement, translate)
    left_out = [(str(skipped.row), translate(skipped.reason)) for skipped in judgement.evaluation.skipped]
    yield _section(translate(QT_TRANSLATE_NOOP("judge", "Left out")), [_table(left_out)])


def _confusion(confusion: Confusion) -> str:
    cell = min(CELL, max(MAX_SIDE // len(confusion.labels), MIN_CELL))
    width, height, names = heat_map_size(confusion.labels, cell)
    return _section(confusion.chart.title, [confusion.drawing((width, height), LIGHT, names)])


def _listed(samples: SampleList, judgement: Judgement, translate: Translate) -> str:
    """A section with the first of these samples, led by their pictures if there are any."""
    places = samples.places[:MAX_SAMPLES]
    rows = [judgement.head, *map(judgement.results.cells, places)]
    pictures = [_thumbnail(judgement.results.examples[place]) for place in places]
    if any(pictures):
        column = translate(QT_TRANSLATE_NOOP("judge", "Picture")), *pictures
        rows = [(picture, *row) for picture, row in zip(column, rows, strict=True)]
    return _section(samples.title, [_table(rows, head=True)] if places else ["<p>—</p>"])


def _thumbnail(example: Example) -> Markup:
    """A small picture whose bytes stand in the page itself; nothing where there is none, or it cannot be read any more."""
    part = visible_part(example)
    if part is None:
        return Markup()
    modality, item = part
    try:
        content = read_part(modality, item, 2 * THUMBNAIL)
    except MediaError:
        return Markup()
    data = b64encode(MODALITIES[modality].thumbnail(content, THUMBNAIL)).decode("ascii")
    return Markup(f'<img alt="{escape(shown(item.path))}" src="data:image/png;base64,{data}">')


def _section(title: str, parts: Sequence[str]) -> str:
    head = f"<h2>{escape(title)}</h2>" if title else ""
    return f"<section>{head}{''.join(parts)}</section>"


def _table(rows: Sequence[Sequence[str]], head: bool = False) -> str:
    lines = [_line(row, "th" if head and number == 0 else "td") for number, row in enumerate(rows)]
    return f"<table>{''.join(lines)}</table>" if rows else "<p>—</p>"


def _line(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell if isinstance(cell, Markup) else escape(cell)}</{tag}>' for cell in cells)}</tr>"
