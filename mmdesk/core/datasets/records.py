"""Tables as JSON: a list of records, or one in each line (JSON Lines), as Hugging Face and Label Studio write them."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError

ENDINGS = (".json", ".jsonl", ".ndjson")
Record = dict[str, Any]


def parse_records(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of all fields in their order, and of each record its number (in JSON Lines its line) and its cells.

    Raises:
        DatasetError: if it is no list of records; `name` is what the sentence calls it
    """
    records = list(_records(text, name))
    fields = list(dict.fromkeys(field for _, record in records for field in record))
    return fields, [(number, [_cell(record.get(field)) for field in fields]) for number, record in records]


def _records(text: str, name: str) -> Iterator[tuple[int, Record]]:
    if text.lstrip()[:1] == "[":
        document = _loaded(text, name, 1)
    else:
        try:
            document = _listed(json.loads(text))
        except (ValueError, RecursionError):  # JSON Lines, of which each is one
            document = None
    if document is not None:
        for number, record in enumerate(document, 1):
            yield number, _flat(record, name, number)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, _flat(_loaded(line, name, number), name, number)


def _listed(document: Any) -> list[Any] | None:
    """The records of a whole file that is no list: the only list in it, or one for each place of its columns (pandas)."""
    if not isinstance(document, dict) or isinstance(document.get("annotations"), list):
        return None
    values = list(document.values())
    lists = [value for value in values if isinstance(value, list) and value and all(isinstance(one, dict) for one in value)]
    if len(lists) == 1:
        return lists[0]
    if all(isinstance(value, dict) for value in values) and len({tuple(value) for value in values}) == 1:
        values = [list(value.values()) for value in values]
    sizes = {len(value) if isinstance(value, list) else 1 for value in values}
    if len(values) < 2 or len(sizes) > 1 or sizes == {1}:
        return None
    return [dict(zip(document, cells, strict=True)) for cells in zip(*values, strict=True)]


def _loaded(text: str, name: str, line: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not JSON in line {line}. Export it again.")
        raise DatasetError(sentence, name=name, line=line + getattr(error, "lineno", 1) - 1) from error


def _flat(record: Any, name: str, number: int) -> Record:
    """A record with its fields side by side; of a task of Label Studio its data and what was chosen first."""
    if not isinstance(record, dict):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is no list of records: number {number} is something else. Give a table.")
        raise DatasetError(sentence, name=name, number=number)
    data, annotations = record.get("data"), record.get("annotations")
    if isinstance(data, dict) and isinstance(annotations, list):
        return {**data, **({"choice": choices} if (choices := _choices(annotations)) else {})}
    return record


def _choices(annotations: Sequence[Any]) -> list[Any]:
    """What was chosen in the first annotation that has a choice."""
    for annotation in annotations:
        for result in (annotation.get("result") or ()) if isinstance(annotation, dict) else ():
            value = result.get("value") if isinstance(result, dict) else None
            if isinstance(value, dict) and isinstance(value.get("choices"), list):
                return list(value["choices"])
    return []


def _cell(value: Any) -> str:
    """What a cell of a table would say; several values with semicolons between them."""
    if value is None:
        return ""
    if isinstance(value, dict) and isinstance(value.get("choices"), list):
        value = value["choices"]
    if isinstance(value, list):
        return ";".join(map(_cell, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
