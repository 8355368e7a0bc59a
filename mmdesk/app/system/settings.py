"""What the window remembers from one start to the next."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from mmdesk.core.language import LANGUAGES
from mmdesk.core.models.coverage import COVERAGES, USUAL_COVERAGE, key_of
from mmdesk.core.paths import settings_dir

Appearance = Literal["system", "light", "dark"]
APPEARANCES: tuple[Appearance, ...] = get_args(Appearance)
SYSTEM = "system"
"""In place of a language's code: the one that the system asks for."""
MAX_RECENT = 8
TEXT_SIZES = (85, 100, 115, 130, 150, 175, 200)
"""Sizes of all words, in percent of the system's own."""


class Settings:
    """Typed access to one INI file in the person's configuration folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._store = QSettings(str((folder or settings_dir()) / "mmdesk.ini"), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray:
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def appearance(self) -> Appearance:
        value = self._text("window/appearance")
        return next((appearance for appearance in APPEARANCES if appearance == value), "system")

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._store.setValue("window/appearance", value)

    @property
    def language(self) -> str:
        """The code of the language that was chosen, or `SYSTEM`."""
        value = self._text("window/language")
        return value if value in LANGUAGES else SYSTEM

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("window/language", value)

    @property
    def text_size(self) -> int:
        """One of `TEXT_SIZES`."""
        value = self._text("window/text_size")
        return next((size for size in TEXT_SIZES if str(size) == value), 100)

    @text_size.setter
    def text_size(self, value: int) -> None:
        self._store.setValue("window/text_size", value)

    @property
    def folder(self) -> str:
        """Where files were last chosen; at first the person's home, wherever the program was started."""
        return self._text("files/folder") or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)

    @folder.setter
    def folder(self, value: str) -> None:
        self._store.setValue("files/folder", value)

    @property
    def place(self) -> int:
        """Number of the place that was shown last."""
        value = self._text("window/place")
        return int(value) if value.isdecimal() else 0

    @place.setter
    def place(self, value: int) -> None:
        self._store.setValue("window/place", value)

    @property
    def welcomed(self) -> bool:
        """Whether the first page was read."""
        return self._text("window/welcomed") == "true"

    @welcomed.setter
    def welcomed(self, value: bool) -> None:
        self._store.setValue("window/welcomed", "true" if value else "false")

    @property
    def private(self) -> bool:
        """Whether no answers are kept."""
        return self._text("earlier/private") == "true"

    @private.setter
    def private(self, value: bool) -> None:
        self._store.setValue("earlier/private", "true" if value else "false")

    @property
    def count_down(self) -> bool:
        """Whether to count down before recording."""
        return self._text("sound/count_down") == "true"

    @count_down.setter
    def count_down(self, value: bool) -> None:
        self._store.setValue("sound/count_down", "true" if value else "false")

    @property
    def show_why(self) -> bool:
        """Whether it is shown what in each part mattered."""
        return self._text("classify/why") != "false"

    @show_why.setter
    def show_why(self, value: bool) -> None:
        self._store.setValue("classify/why", "true" if value else "false")

    @property
    def coverage(self) -> float:
        """How often the sets of classes that are shown hold the right one; one of `COVERAGES`."""
        value = self._text("classify/coverage")
        return next((coverage for coverage in COVERAGES if key_of(coverage) == value), USUAL_COVERAGE)

    @coverage.setter
    def coverage(self, value: float) -> None:
        self._store.setValue("classify/coverage", key_of(value))

    @property
    def model(self) -> Path | None:
        """The model that was open last, a file or the name of a ready one; None is the starter model."""
        value = self._text("model/last")
        return Path(value) if value else None

    @model.setter
    def model(self, value: Path | None) -> None:
        self._store.setValue("model/last", str(value) if value else "")

    @property
    def recent_models(self) -> tuple[Path, ...]:
        """Model files opened before, the newest first; those that have gone or are out of reach are left out."""
        return self._recent("model/recent")

    def remember_model(self, path: Path) -> None:
        """Put `path` first among the recent models."""
        self._remember("model/recent", path)

    def forget_models(self) -> None:
        self._store.remove("model/recent")

    @property
    def recent_projects(self) -> tuple[Path, ...]:
        """Folders and tables opened before, the newest first; those that have gone or are out of reach are left out."""
        return self._recent("project/recent")

    def remember_project(self, path: Path) -> None:
        """Put `path` first among the recent projects."""
        self._remember("project/recent", path)

    @property
    def project(self) -> Path | None:
        """The folder or table that was open last; None if none was."""
        value = self._text("project/last")
        return Path(value) if value else None

    @project.setter
    def project(self, value: Path | None) -> None:
        self._store.setValue("project/last", str(value) if value else "")

    @property
    def grid(self) -> bool:
        """Whether Data shows pictures in place of the table."""
        return self._text("data/grid") == "true"

    @grid.setter
    def grid(self, value: bool) -> None:
        self._store.setValue("data/grid", "true" if value else "false")

    @property
    def grid_side(self) -> int:
        """Of the pictures there, in pixels; 0 if none was chosen."""
        value = self._text("data/side")
        return int(value) if value.isdecimal() else 0

    @grid_side.setter
    def grid_side(self, value: int) -> None:
        self._store.setValue("data/side", value)

    def sync(self) -> None:
        """Write now."""
        self._store.sync()

    def _recent(self, key: str) -> tuple[Path, ...]:
        lines = self._text(key).split("\n")
        return tuple(Path(line) for line in lines if line and os.path.exists(line))

    def _remember(self, key: str, path: Path) -> None:
        others = [other for other in self._recent(key) if other != path]
        self._store.setValue(key, "\n".join(map(str, [path, *others][:MAX_RECENT])))

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return ", ".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)
