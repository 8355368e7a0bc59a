"""What is wrong with single contents, such as blank pictures, silent sounds and texts without words."""

from collections.abc import Iterator, Mapping, Sequence

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.fingerprint import Fingerprint
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.problems.findings import Kind, Problem, Suspect


def find_part_problems(
    examples: Sequence[Example], fingerprints: Mapping[Modality, Sequence[Fingerprint | None]]
) -> Iterator[Problem]:
    """A problem for each modality and what is wrong with it; there is one fingerprint for each example, None where it is absent."""
    for modality, seen in fingerprints.items():
        for kind, places in MODALITIES[modality].flawed(seen).items():
            yield Problem(Kind(kind), tuple(Suspect(examples[place].row) for place in places), modality)
