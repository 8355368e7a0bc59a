"""Loose files on their way into a project's folder."""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from mmdesk.core.datasets.example import Dataset, Example, Item, Part
from mmdesk.core.modalities.registry import MODALITIES
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
            examples.append(replace(example, parts=parts))
    except BaseException:
        for copy in copies:
            copy.unlink(missing_ok=True)
        raise
    return replace(found, root=folder, examples=tuple(examples))


def _inside(folder: Path, part: Part, place: str, copies: list[Path]) -> Part:
    if isinstance(part, str):
        return part
    path = folder / take_in(folder, part.path, place)
    if path != part.path.absolute():
        copies.append(path)
    return Item(path)
