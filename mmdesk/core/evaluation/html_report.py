"""A judgement as one HTML page that needs no network."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from mmdesk.core.datasets.example import Example, Skipped, visible_part, words_of
from mmdesk.core.datasets.read import read_part
from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.evaluation.charts import Chart, Say, charts_of, confusion_chart, number_charts
from mmdesk.core.evaluation.metrics import class_scores, doubtful_labels, reliability, worst_errors, worst_mistakes
from mmdesk.core.evaluation.results import NumberAnswers, SampleAnswers
from mmdesk.core.evaluation.summary import Evaluation, NumberEvaluation
from mmdesk.core.evaluation.svg import Ink
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.numerals import number, percent, whole
from mmdesk.core.paths import write_spelled
from mmdesk.core.training.reports import trained_words

CHART = 640, 320
CELL, MAX_SIDE = 44, 1400
MAX_SAMPLES = 20
THUMBNAIL = 96
"""Longer side of a small picture, in pixels."""
INTERVAL = QT_TRANSLATE_NOOP("judge", "{value} (95 % interval {low} to {high})")
WORST = QT_TRANSLATE_NOOP("judge", "Worst mistakes")
STYLE = """body { font: 15px/1.5 sans-serif; color: #1B1F24; background: #F5F6F8; margin: 0; }
main { max-width: 980px; margin: 0 auto; padding: 24px; }
section { background: #FFF; border: 1px solid #E2E5EA; border-radius: 10px; padding: 16px 20px; margin: 16px 0; overflow-x: auto; }
h1 { font-size: 24px; } h2 { font-size: 17px; margin: 0 0 8px; } p { margin: 4px 0 8px; color: #5C6672; }
table { border-collapse: collapse; } th, td { text-align: left; padding: 3px 16px 3px 0; border-bottom: 1px solid #E2E5EA; }
strong { color: #1B1F24; } td img { display: block; border-radius: 4px; } svg { max-width: 100%; height: auto; }"""


class Markup(str):
    """Part of a page that is written in its language already."""

    __slots__ = ()


def write_report(path: Path, evaluation: Evaluation, answers: SampleAnswers, translate: Say = str) -> None:
    """Write the page.

    Raises:
        InputError: if it cannot be written
    """
    write_spelled(path, page(evaluation, answers, translate))


def page(evaluation: Evaluation, answers: SampleAnswers, translate: Say = str) -> str:
    """The whole page; its words come from `say`."""
    title = translate(QT_TRANSLATE_NOOP("judge", "How good is {model}?")).format(model=answers.model.stem)
    side = min(CELL * len(answers.labels) + 140, MAX_SIDE)
    confusion = confusion_chart(answers, translate)
    sections = [
        *_begin(translate(evaluation.sentence), headline(evaluation, answers, translate), charts_of(answers, translate)),
        _section(confusion.title, [confusion.drawing((side, side), Ink())]),
        _section(translate(QT_TRANSLATE_NOOP("judge", "Classes")), [_table(class_rows(answers, translate), head=True)]),
        *_samples(answers, translate),
        _left_out(evaluation.skipped, translate),
    ]
    return _document(title, sections)


def write_number_report(path: Path, evaluation: NumberEvaluation, answers: NumberAnswers, translate: Say = str) -> None:
    """Write the page of a regression.

    Raises:
        InputError: if it cannot be written
    """
    title = translate(QT_TRANSLATE_NOOP("judge", "How good is {model}?")).format(model=answers.model.stem)
    worst = worst_errors(answers.truth, answers.predicted)[:MAX_SAMPLES].tolist()
    sections = [
        *_begin(translate(evaluation.sentence), number_headline(evaluation, answers, translate), number_charts(answers, translate)),
        _listed(
            translate(WORST),
            _with_pictures(error_rows(answers, worst, translate), [answers.examples[place] for place in worst], translate),
        ),
        _left_out(evaluation.skipped, translate),
    ]
    write_spelled(path, _document(title, sections))


def _begin(sentence: str, figures: Sequence[tuple[str, str]], charts: Sequence[Chart]) -> Iterable[str]:
    yield _section("", [f"<p><strong>{escape(sentence)}</strong></p>", _table(figures)])
    for chart in charts:
        yield _section(chart.title, [f"<p>{escape(chart.words)}</p>", chart.drawing(CHART, Ink())])


def _left_out(skipped: Sequence[Skipped], translate: Say) -> str:
    return _section(
        translate(QT_TRANSLATE_NOOP("judge", "Left out")), [_table([(str(s.row), translate(s.reason)) for s in skipped])]
    )


def _document(title: str, sections: Sequence[str]) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    body = f"<main><h1>{escape(title)}</h1>{''.join(sections)}</main>"
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>\n"


def headline(evaluation: Evaluation, answers: SampleAnswers, translate: Say) -> list[tuple[str, str]]:
    """The figures that sum a judgement up, with their names."""
    low, high = answers.share(answers.predicted)[1]
    right = translate(INTERVAL).format(value=percent(evaluation.accuracy), low=percent(low), high=percent(high))
    before = reliability(answers.uncalibrated, answers.truth).ece
    ece = translate(QT_TRANSLATE_NOOP("judge", "{value} (before calibration {before})"))
    ece = ece.format(value=percent(evaluation.ece), before=percent(before))
    return [
        (translate(QT_TRANSLATE_NOOP("judge", "Accuracy")), right),
        (translate(QT_TRANSLATE_NOOP("judge", "Balanced accuracy")), percent(evaluation.balanced_accuracy)),
        (translate(QT_TRANSLATE_NOOP("judge", "Macro F1")), percent(evaluation.macro_f1)),
        (translate(QT_TRANSLATE_NOOP("judge", "Calibration error")), ece),
        *_origin(evaluation, answers, translate),
    ]


def number_headline(evaluation: NumberEvaluation, answers: NumberAnswers, translate: Say) -> list[tuple[str, str]]:
    """The same of a regression."""
    low, high = answers.error_interval
    error = translate(INTERVAL).format(value=number(evaluation.mae), low=number(low), high=number(high))
    return [
        (translate(QT_TRANSLATE_NOOP("judge", "Mean error (MAE)")), error),
        (translate(QT_TRANSLATE_NOOP("judge", "Root of the mean squared error (RMSE)")), number(evaluation.rmse)),
        (translate(QT_TRANSLATE_NOOP("judge", "Share of the variance explained (R2)")), number(evaluation.r2, ".3f")),
        *_origin(evaluation, answers, translate),
    ]


def _origin(
    evaluation: Evaluation | NumberEvaluation, answers: SampleAnswers | NumberAnswers, translate: Say
) -> Iterable[tuple[str, str]]:
    yield translate(QT_TRANSLATE_NOOP("judge", "Samples")), f"{whole(evaluation.samples)} ({evaluation.split})"
    yield translate(QT_TRANSLATE_NOOP("judge", "Data")), str(answers.dataset)
    if trained := trained_words(answers.training, translate):
        yield translate(QT_TRANSLATE_NOOP("judge", "Training")), trained


def class_rows(answers: SampleAnswers, translate: Say) -> list[tuple[str, ...]]:
    """A head and a row of figures for each class."""
    scores = class_scores(answers.confusion)
    names = (
        QT_TRANSLATE_NOOP("judge", "Class"),
        QT_TRANSLATE_NOOP("judge", "Precision"),
        QT_TRANSLATE_NOOP("judge", "Recall"),
        QT_TRANSLATE_NOOP("judge", "F1"),
        QT_TRANSLATE_NOOP("judge", "Samples"),
    )
    figures = zip(answers.labels, scores.precision, scores.recall, scores.f1, scores.support, strict=True)
    return [
        tuple(map(translate, names)),
        *((label, percent(p), percent(r), percent(f1), whole(support)) for label, p, r, f1, support in figures),
    ]


def error_rows(answers: NumberAnswers, numbers: Sequence[int], translate: Say) -> list[tuple[str, ...]]:
    """A head and a row of words for each of these samples of a regression."""
    names = (
        QT_TRANSLATE_NOOP("judge", "Row"),
        QT_TRANSLATE_NOOP("judge", "Label"),
        QT_TRANSLATE_NOOP("judge", "Answer"),
        QT_TRANSLATE_NOOP("judge", "Error"),
        QT_TRANSLATE_NOOP("judge", "Sample"),
    )
    rows, shown = [tuple(map(translate, names))], answers.shown
    for place in numbers:
        example, predicted = answers.examples[place], float(answers.predicted[place])
        error = predicted - float(answers.truth[place])
        rows.append(
            (str(example.row), example.label, shown(predicted), ("+" if error > 0 else "") + shown(error), words_of(example))
        )
    return rows


def _samples(answers: SampleAnswers, translate: Say) -> Iterable[str]:
    names = (
        QT_TRANSLATE_NOOP("judge", "Row"),
        QT_TRANSLATE_NOOP("judge", "Label"),
        QT_TRANSLATE_NOOP("judge", "Answer"),
        QT_TRANSLATE_NOOP("judge", "Score"),
        QT_TRANSLATE_NOOP("judge", "Sample"),
    )
    head = tuple(map(translate, names))
    mistakes = worst_mistakes(answers.probabilities, answers.truth)[:MAX_SAMPLES].tolist()
    doubtful = doubtful_labels(answers.probabilities, answers.truth)[:MAX_SAMPLES].tolist()
    rows = [head, *(_sample(answers, place) for place in mistakes)]
    yield _listed(translate(WORST), _with_pictures(rows, [answers.examples[place] for place in mistakes], translate))
    rows = [head, *(_sample(answers, place) for place in doubtful)]
    yield _listed(translate(QT_TRANSLATE_NOOP("judge", "Most doubtful labels")), rows)


def _listed(title: str, rows: Sequence[tuple[str, ...]]) -> str:
    """A section with a table whose first row is its head."""
    return _section(title, [_table(rows, head=True)] if len(rows) > 1 else ["<p>—</p>"])


def _with_pictures(rows: Sequence[tuple[str, ...]], examples: Sequence[Example], translate: Say) -> Sequence[tuple[str, ...]]:
    """The same rows under their head, led by the pictures of their examples if there are any."""
    pictures = [_thumbnail(example) for example in examples]
    if not any(pictures):
        return rows
    column = translate(QT_TRANSLATE_NOOP("judge", "Picture")), *pictures
    return [(picture, *row) for picture, row in zip(column, rows, strict=True)]


def _sample(answers: SampleAnswers, place: int) -> tuple[str, ...]:
    example, predicted = answers.examples[place], answers.predicted[place]
    score = percent(answers.probabilities[place, predicted])
    return str(example.row), example.label, answers.labels[predicted], score, words_of(example)


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
