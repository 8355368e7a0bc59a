"""Ready models: those that come with the program, by name."""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.language import ENGLISH, LANGUAGES
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.paths import resources


@dataclass(frozen=True, slots=True)
class ReadyModel:
    """One of them.

    Attributes:
        name: as the command line calls it, and its file
        title, knows: as the window calls it, and what it can tell in which language; both to be told in the person's
        modalities: what it takes
        samples: folder of samples to try it with, below `resources`
        languages: codes of those in which the window offers it, because people read its labels there
    """

    name: str
    title: str
    knows: str
    modalities: tuple[Modality, ...]
    samples: str
    languages: Collection[str] = tuple(LANGUAGES)

    @property
    def path(self) -> Path:
        return resources() / "models" / f"{self.name}.safetensors"

    def takes(self, present: Iterable[Modality]) -> bool:
        """Whether it looks at all of these."""
        return set(present) <= set(self.modalities)


DIGITS = ReadyModel(
    name="digits",
    title=QT_TRANSLATE_NOOP("ready", "Digits"),
    knows=QT_TRANSLATE_NOOP("ready", "0 to 9 in pictures, words and sounds; words in English and Chinese"),
    modalities=("image", "text", "audio"),
    samples="samples",
)
EVERYDAY = ReadyModel(
    name="everyday",
    title=QT_TRANSLATE_NOOP("ready", "Everyday things"),
    knows=QT_TRANSLATE_NOOP("ready", "1,000 kinds of things and animals in photographs, named in English"),
    modalities=("image",),
    samples="samples/everyday",
    languages=(ENGLISH,),
)
EVERYDAY_ZH = ReadyModel(
    name="everyday-zh",
    title=EVERYDAY.title,
    knows=QT_TRANSLATE_NOOP("ready", "1,000 kinds of things and animals in photographs, named in Chinese"),
    modalities=EVERYDAY.modalities,
    samples=EVERYDAY.samples,
    languages=("zh_CN",),
)
READY = {ready.name: ready for ready in (DIGITS, EVERYDAY, EVERYDAY_ZH)}
"""By name, from what tells little to what tells much."""


def offered(language: str) -> list[ReadyModel]:
    """Those for people who read this language."""
    return [ready for ready in READY.values() if language in ready.languages]


def ready_at(path: Path) -> ReadyModel | None:
    """The ready model whose file this is; None if it is a person's own."""
    return next((ready for ready in READY.values() if ready.path == path), None)


def located(model: Path) -> Path:
    """The file of a model that is given as a file, which goes first, or by the name of a ready one; a folder is no model."""
    ready = READY.get(str(model))
    return ready.path if ready and not os.path.isfile(model) else model


def alternative(opened: Path, language: str, present: Collection[Modality], sure: bool) -> ReadyModel | None:
    """Which ready model to ask instead of the one that is open about a sample with these modalities.

    Where the open one takes nothing of it, any that takes it all; where it is not sure, one that tells more. A model of a
    person's own is what that person wants to ask.
    """
    asked = ready_at(opened)
    if asked is None or not present:
        return None
    others = [ready for ready in offered(language) if ready.takes(present)]
    names = list(READY)
    if set(present) & set(asked.modalities):
        others = [] if sure else [ready for ready in others if names.index(ready.name) > names.index(asked.name)]
    return next((ready for ready in others if ready.title != asked.title), None)
