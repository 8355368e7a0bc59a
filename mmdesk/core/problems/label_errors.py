"""Labels that the content contradicts: single ones, single parts, and whole modalities that are mixed up."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.problems.findings import Kind, Problem, Suspect
from mmdesk.core.problems.probe import Guesses, contradicts, guess, softmax
from mmdesk.core.progress import CancelToken

MIN_ROWS, MIN_CLASS_ROWS = 40, 5
"""With fewer rows, or fewer of each class on average, a quick classifier says nothing."""
CONTRADICTED, SUPPORTED = 0.02, 0.5
"""A label is contradicted below the first probability, and supported above the second."""
UNLIKELY = 0.008
"""Below this probability of all parts together, a label is probably wrong."""
CHANCE_ERRORS = 3.0
"""Standard errors within which an accuracy is no better than chance."""
CLEARLY_BETTER = 0.5
"""The others are clearly better than chance if they come so far from it towards perfection."""


def find_label_problems(
    examples: Sequence[Example], fingerprints: Mapping[Modality, Sequence[Fingerprint | None]], token: CancelToken
) -> Iterator[Problem]:
    names = sorted({example.label for example in examples})
    if len(names) < 2 or len(examples) < max(MIN_ROWS, MIN_CLASS_ROWS * len(names)):
        return
    number = {name: index for index, name in enumerate(names)}
    labels = np.array([number[example.label] for example in examples], dtype=np.int64)
    guesses = guesses_of(fingerprints, labels, len(names), token)
    shuffled = {modality: problem for modality in guesses if (problem := _shuffled(examples, labels, guesses, modality))}
    yield from shuffled.values()
    guesses = {modality: guessed for modality, guessed in guesses.items() if modality not in shuffled}
    if guesses:
        yield from _single(examples, labels, names, guesses)


def guesses_of(
    fingerprints: Mapping[Modality, Sequence[Fingerprint | None]],
    labels: NDArray[np.int64],
    classes: int,
    token: CancelToken,
) -> dict[Modality, Guesses]:
    """What each modality tells, of those that enough rows have."""
    guesses: dict[Modality, Guesses] = {}
    for modality, seen in fingerprints.items():
        telling = [one for one in seen if one and one.tells]
        if len(telling) >= MIN_ROWS:
            present = np.array([bool(one and one.tells) for one in seen])
            guesses[modality] = guess(MODALITIES[modality].features(telling), present, labels, classes, token)
    return guesses


def _shuffled(
    examples: Sequence[Example], labels: NDArray[np.int64], guesses: Mapping[Modality, Guesses], modality: Modality
) -> Problem | None:
    """Whether a modality knows nothing of the labels while another one knows much."""
    own = guesses[modality]
    known = labels[own.present]
    chance = float(np.bincount(known).max() / len(known))
    others = max((guessed.accuracy for other, guessed in guesses.items() if other != modality), default=0.0)
    by_chance = own.accuracy <= chance + CHANCE_ERRORS * np.sqrt(chance * (1 - chance) / len(known))
    if not by_chance or others < chance + CLEARLY_BETTER * (1 - chance):
        return None
    suspects = tuple(Suspect(examples[place].row) for place in np.flatnonzero(own.present).tolist())
    values = {"own": f"{own.accuracy:.0%}", "chance": f"{chance:.0%}", "others": f"{others:.0%}"}
    return Problem(Kind.SHUFFLED, suspects, modality, values)


def _single(
    examples: Sequence[Example], labels: NDArray[np.int64], names: Sequence[str], guesses: Mapping[Modality, Guesses]
) -> Iterator[Problem]:
    """Rows whose label no part supports and most parts contradict, and parts that contradict a label which the rest supports."""
    rows = np.arange(len(labels))
    against = {
        modality: guessed.present & contradicts(guessed.probabilities, labels, CONTRADICTED)
        for modality, guessed in guesses.items()
    }
    supports = {
        modality: guessed.present & (guessed.probabilities[rows, labels] > SUPPORTED) for modality, guessed in guesses.items()
    }
    together: NDArray[np.float64] = np.sum([np.log(guessed.probabilities + 1e-9) for guessed in guesses.values()], axis=0)
    told = np.argmax(together, axis=1)
    unlikely = softmax(together)[rows, labels] < UNLIKELY
    supported = np.logical_or.reduce(list(supports.values()))
    wrong = np.logical_or.reduce(list(against.values())) & ~supported & unlikely
    agreeing = sum(guessed.present & (guessed.probabilities.argmax(1) == told) for guessed in guesses.values())
    wrong &= 2 * agreeing > sum(guessed.present.astype(np.int64) for guessed in guesses.values())
    if wrong.any():
        yield Problem(
            Kind.WRONG_LABEL,
            tuple(Suspect(examples[place].row, label=names[told[place]]) for place in np.flatnonzero(wrong).tolist()),
        )
    for modality, contradicted in against.items():
        others = [supports[other] for other in guesses if other != modality]
        if others and (mismatched := contradicted & np.logical_or.reduce(others)).any():
            likeliest = guesses[modality].probabilities.argmax(1)
            yield Problem(
                Kind.MISMATCH,
                tuple(Suspect(examples[place].row, label=names[likeliest[place]]) for place in np.flatnonzero(mismatched).tolist()),
                modality,
            )
