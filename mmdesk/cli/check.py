"""``mmdesk check``: what is wrong with a dataset, before it is trained on."""

import argparse

from mmdesk.cli.options import EngineFactory, Parser, Subparsers, add_dataset, add_json
from mmdesk.cli.output import emit, emit_json, progress
from mmdesk.core.dataset import read_dataset, with_splits
from mmdesk.core.problems.report import Problem, Remedy
from mmdesk.core.problems.search import find_problems
from mmdesk.core.protocol import Token
from mmdesk.core.report import Note

SUMMARY = "find problems in a dataset before training: unreadable, silent, copied, leaking, wrongly labelled and others"
SHOWN = 12
REMEDIES = {
    Remedy.REMOVE: "Remove them, or mend them.",
    Remedy.KEEP_ONE: "Keep one of each.",
    Remedy.TRAIN: "Move them to the training split.",
}


def add_parser(subparsers: Subparsers) -> Parser:
    parser = subparsers.add_parser("check", help=SUMMARY, description=f"{SUMMARY.capitalize()}. Nothing is changed.")
    add_dataset(parser)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, _engine_factory: EngineFactory) -> int:
    """Print the problems; to have some is a finding, not a failure.

    Raises:
        InputError: if there is no dataset
    """
    dataset = with_splits(read_dataset(args.dataset))
    problems: list[Problem] = []
    with progress() as shown:
        for report in find_problems(dataset, Token()):
            if isinstance(report, Note):
                shown.show(report)
            else:
                problems.append(report)
    total = len(dataset.examples) + len(dataset.skipped)
    if args.json:
        emit_json({"rows": total, "problems": [problem.to_json() for problem in problems]})
    else:
        emit("\n".join([*map(described, problems), f"{total} rows, {len(problems)} kinds of problems."]))
    return 0


def described(problem: Problem) -> str:
    """One problem for people."""
    where = f" ({problem.modality})" if problem.modality else ""
    rows = ", ".join(
        f"{suspect.row}" + (f" like {suspect.twin}" if suspect.twin else "") + (f" as {suspect.label}" if suspect.label else "")
        for suspect in problem.suspects[:SHOWN]
    )
    more = ", …" if len(problem.suspects) > SHOWN else ""
    remedy = f" {REMEDIES[problem.remedy]}" if problem.remedy else ""
    reasons = [f"\n    {suspect.row}: {suspect.reason}" for suspect in problem.suspects[:SHOWN] if suspect.reason]
    return f"{problem.sentence}{where}{remedy}\n    rows {rows}{more}{''.join(reasons)}"
