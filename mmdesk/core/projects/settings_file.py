"""mmdesk.json: what the program keeps beside a dataset."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.files import shown
from mmdesk.core.paths import written_safely

PROJECT_FILE = "mmdesk.json"
FORMAT = 1


def read_project_file(path: Path) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The classes in their order, and settings by their names; none if there is no such file.

    Raises:
        DatasetError: if it is not of this program, or of a newer one
    """
    if not os.path.exists(path):
        return (), {}
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        version = document.pop("format")
        classes = tuple(map(str, document.pop("classes", ())))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} cannot be understood. Mend it, or move it away: it holds settings only.")
        raise DatasetError(sentence, name=shown(path)) from error
    if version != FORMAT:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} is of another mmdesk. Install the newest one."), name=shown(path))
    return classes, document


def write_project_file(path: Path, classes: Sequence[str], settings: Mapping[str, Any]) -> None:
    """Write it anew.

    Raises:
        InputError: if the folder is read-only or the disk is full
    """
    document = {"format": FORMAT, "classes": list(classes), **settings}
    with written_safely(path) as temporary:
        temporary.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
