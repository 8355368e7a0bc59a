"""Descriptions of older model files, brought to today's format by named functions."""

from collections.abc import Callable
from typing import Any

from mmdesk.core.modalities.limits import check

Description = dict[str, Any]


def unchanged(old: Description) -> Description:
    """From format 1, whose weights were others."""
    return old


def encoders_by_modality(old: Description) -> Description:
    """From format 2, which had a list of modalities, and a front end of each beside it, present or not."""
    name = "classic" if old.get("preset") == "classic" else "fresh"
    check(isinstance(old["modalities"], list))
    encoders = {modality: {"name": name, "front_end": old[modality]} for modality in old["modalities"]}
    return {**{key: old[key] for key in old.keys() - {"modalities", "image", "text", "audio"}}, "encoders": encoders}


MIGRATIONS: dict[int, Callable[[Description], Description]] = {1: unchanged, 2: encoders_by_modality}
"""For each older format, what brings a description to the next one."""
