"""Loose files on their way into a project's folder."""

from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path

from mmdesk.core.datasets.example import Dataset, Example, Item, Part
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.projects.assets import take_in

STEP = 20
"""So many examples are copied between two reports."""


def copied(found: Dataset, folder: Path, token: CancelToken) -> Generator[Note, None, Dataset]:
    """Copy the files of examples into a project's folder; those that lie in it stay where they are.

    If it is stopped or fails, no copy stays behind.

    Yields:
        how many examples of all are there
    Returns:
        the same examples, with their files in the folder
    Raises:
        InputError: if a file cannot be read or written
    """
    copies: list[Path] = []
    examples: list[Example] = []
    try:
        for number, example in enumerate(found.examples):
            token.check()
            if number % STEP == 0:
                yield Note("files", number, len(found.examples))
            parts = {m: _inside(folder, part, MODALITIES[m].folder, copies) for m, part in example.parts.items()}
            examples.append(replace(example, parts=parts, original=_other_names(example, parts)))
    except BaseException:
        for copy in copies:
            copy.unlink(missing_ok=True)
        raise
    return replace(found, root=folder, examples=tuple(examples))


def _other_names(example: Example, parts: Mapping[Modality, Part]) -> str:
    """What the files of an example were called, if one of its copies is called otherwise."""
    names = [part.path.name for part in example.parts.values() if isinstance(part, Item)]
    return ", ".join(names) if names != [part.path.name for part in parts.values() if isinstance(part, Item)] else ""


def _inside(folder: Path, part: Part, place: str, copies: list[Path]) -> Part:
    if isinstance(part, str):
        return part
    path = folder / take_in(folder, part.path, place)
    if path != part.path.absolute():
        copies.append(path)
    return Item(path)
