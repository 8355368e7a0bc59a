"""An answer in words, as the shell tells it."""

from mmdesk.cli.output import percent, printable, table
from mmdesk.core.answers.explanation import Explanation
from mmdesk.core.answers.neighbours import Neighbours
from mmdesk.core.answers.points import point_of, points_of
from mmdesk.core.answers.prediction import Prediction, unlike
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.language import localize, translate
from mmdesk.core.models.coverage import USUAL_COVERAGE
from mmdesk.core.tasks.registry import task_named

BEST, STRONGEST = 5, 8
"""Most classes, and most regions of the parts, that are shown."""
DECIMALS = 1
"""Of points of per cent, as many as scores have."""
COUNTED = (
    QT_TRANSLATE_NOOP("cli", "modality"),
    QT_TRANSLATE_NOOP("cli", "contribution"),
    QT_TRANSLATE_NOOP("cli", "weight"),
    QT_TRANSLATE_NOOP("cli", "alone"),
    "",
)
REGIONS = (QT_TRANSLATE_NOOP("cli", "modality"), QT_TRANSLATE_NOOP("cli", "region"), QT_TRANSLATE_NOOP("cli", "contribution"))
ALIKE = (
    QT_TRANSLATE_NOOP("cli", "most like"),
    QT_TRANSLATE_NOOP("cli", "label"),
    QT_TRANSLATE_NOOP("cli", "similarity"),
    QT_TRANSLATE_NOOP("cli", "row"),
)
ON_ANY_CONSOLE = str.maketrans("\N{MINUS SIGN}\N{NO-BREAK SPACE}", "- ")


def described(prediction: Prediction, coverage: float = USUAL_COVERAGE) -> str:
    """The answer for people, with the set of this coverage."""
    best = [(label, percent(score)) for label, score in sorted(prediction.scores.items(), key=lambda score: -score[1])[:BEST]]
    task = task_named(prediction.task)
    points = points_of(prediction, DECIMALS)
    counted = [
        (
            modality,
            points.added(modality).translate(ON_ANY_CONSOLE),
            f"{own.weight:.2f}",
            own.label,
            *((percent(own.score),) if task.has_classes else ()),
        )
        for modality, own in prediction.modalities.items()
    ]
    contradicted = translate("cli", "The parts contradict each other, so the answer is unsure: {sides}")
    contradiction = [printable(contradicted.format(sides=localize(prediction.sides)))] if prediction.conflict else []
    found = None if prediction.unknown else prediction.set_at(coverage)  # which promises nothing of none of the classes
    possible = [printable(localize(found.words))] if found and found.words else []
    heads = [translate("cli", head) for head in (COUNTED if task.has_classes else COUNTED[:-1])]
    unknown = [printable(none_of_these(prediction))] if prediction.unknown else []
    return "\n\n".join(
        [
            *unknown,
            table(best or [(prediction.label,)]),
            *possible,
            table(counted, header=heads),
            localize(points.told).translate(ON_ANY_CONSOLE),
            *contradiction,
            translate("cli", "{time:.0f} ms on {device}").format(time=prediction.milliseconds, device=prediction.device),
        ]
    )


def none_of_these(prediction: Prediction) -> str:
    """That it is none of the classes, why, and what it would be otherwise."""
    if prediction.other:
        return translate("cli", "None of these: {label} is a class of other things.").format(label=prediction.label)
    text = translate("cli", "None of these ({why}); otherwise {label}. Teach it by a class of its own, such as “background”.")
    return text.format(why=localize(unlike(prediction)), label=prediction.label)


def why(explanation: Explanation, prediction: Prediction) -> str:
    """The regions that count most, for people."""
    found = [
        (modality, ", ".join(f"{key} {told(value)}" for key, value in region.items() if key != "value"), region["value"])
        for modality, regions in explanation.to_json()["regions"].items()
        for region in regions
    ]
    strongest = sorted(found, key=lambda region: -abs(region[2]))[:STRONGEST]
    heads = [translate("cli", head) for head in REGIONS]
    lines = [
        (modality, printable(place), point_of(prediction, value, DECIMALS).translate(ON_ANY_CONSOLE))
        for modality, place, value in strongest
    ]
    title = translate("cli", "What counts for {label}:").format(label=printable(explanation.label))
    return title + "\n" + table(lines, header=heads)


def told(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def alike(near: Neighbours) -> str:
    """The nearest examples for people: by all modalities together, then by each alone."""
    head = [translate("cli", name) for name in ALIKE]
    by = [(translate("cli", "all"), near.together), *near.modalities.items()]
    spaces = by if len(near.modalities) > 1 else by[:1]
    rows = [(name, one.label, f"{one.similarity:.2f}", str(one.row)) for name, found in spaces for one in found.found]
    return table(rows, header=head) if rows else translate("cli", "No example is like it: none has a label and a part that it has.")
