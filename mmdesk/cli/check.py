"""``mmdesk check``: what is wrong with a dataset, before it is trained on."""

import argparse

from mmdesk.cli.options import (
    EngineFactory,
    Parser,
    Subparsers,
    add_command,
    add_dataset,
    add_decisions,
    add_json,
    dataset_of,
    decisions_of,
)
from mmdesk.cli.output import emit, emit_json, printable, progress
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names
from mmdesk.core.language import localize, translate
from mmdesk.core.numerals import filled
from mmdesk.core.problems.findings import Problem, Remedy, Suspect
from mmdesk.core.progress import CancelToken, Note

SUMMARY = QT_TRANSLATE_NOOP(
    "cli", "find problems in a dataset before training: unreadable, silent, copied, leaking, wrongly labelled and others"
)
SHOWN = 12
REMEDIES = {
    Remedy.REMOVE: QT_TRANSLATE_NOOP("cli", "{count:Remove it, or mend it|Remove them, or mend them}."),
    Remedy.KEEP_ONE: QT_TRANSLATE_NOOP("cli", "Keep one of each."),
    Remedy.RELABEL: QT_TRANSLATE_NOOP("cli", "Spell {count:it|them} like the others."),
    Remedy.TRAIN: QT_TRANSLATE_NOOP("cli", "Move {count:it|them} to the training split."),
    Remedy.READ: QT_TRANSLATE_NOOP("cli", "If that is right, give --encoding {encoding}."),
}


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "check", SUMMARY, QT_TRANSLATE_NOOP("cli", "Nothing is changed."))
    add_dataset(parser)
    add_decisions(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, _engine_factory: EngineFactory) -> int:
    """Print the problems; to have some is a finding, not a failure.

    Raises:
        InputError: if there is no dataset
    """
    # Here, because the help of all commands should not wait for numpy.
    from mmdesk.core.datasets.read import check_labelled, labelled, read_dataset
    from mmdesk.core.datasets.splits import with_splits
    from mmdesk.core.datasets.understood import remarks, understood
    from mmdesk.core.problems.scan import find_problems
    from mmdesk.core.tasks.registry import likely_task

    dataset = read_dataset(dataset_of(args), decisions_of(args))
    check_labelled(dataset)
    told = [understood(dataset), *remarks(dataset), *dataset.notes]
    dataset = labelled(dataset)
    dataset = with_splits(dataset, likely_task(dataset.labels))
    problems: list[Problem] = []
    with progress() as shown:
        for report in find_problems(dataset, CancelToken()):
            if isinstance(report, Note):
                shown.show(report)
            else:
                problems.append(report)
    total = len(dataset.examples) + len(dataset.skipped)
    if args.json:
        emit_json({"layout": " ".join(told), "rows": total, "problems": [problem.to_json() for problem in problems]})
    else:
        text = translate("cli", "{total:# row|# rows}, {count:# kind of problem|# kinds of problems}.")
        end = filled(text, total=total, count=len(problems))
        emit("\n".join([*map(_line, told), *map(described, problems), end]))
    return 0


def described(problem: Problem) -> str:
    """One problem for people."""
    sentence = _line(problem.sentence)
    where = f" ({problem.modality})" if problem.modality else ""
    remedy = translate("cli", REMEDIES[problem.remedy]) if problem.remedy else ""
    remedy = filled(remedy, count=len(problem.suspects), **problem.values)
    first = translate("cli", "{sentence}{where} {remedy}").format(sentence=sentence, where=where, remedy=remedy).rstrip()
    rows = localize(Names(map(_row, problem.suspects), SHOWN))
    reasons = [f"\n    {suspect.row}: {_line(suspect.reason)}" for suspect in problem.suspects[:SHOWN] if suspect.reason]
    told_rows = filled(translate("cli", "{count:row|rows} {rows}"), count=len(problem.suspects), rows=rows)
    return "".join((f"{first}\n    {told_rows}", *reasons))


def _line(text: str) -> str:
    """A sentence in the person's language, on one line: names of files and classes may hold anything."""
    return printable(localize(text))


def _row(suspect: Suspect) -> str:
    twin = translate("cli", " like {row}").format(row=suspect.twin) if suspect.twin else ""
    label = translate("cli", " as {label}").format(label=printable(suspect.label)) if suspect.label else ""
    return f"{suspect.row}{twin}{label}"
