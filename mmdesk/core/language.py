"""The person's language outside the window: the catalogue that the window uses too, read without Qt."""

import functools
import os
import re
import sys
from collections.abc import Iterable, Mapping

from mmdesk.core import errors
from mmdesk.core.paths import resources

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", "zh_CN": "简体中文"}
"""Every language by its code, each in its own words."""
OTHER_SCRIPT = {"hant", "tw", "hk", "mo"}
"""What marks Chinese in the script that we do not write."""

_language = ENGLISH
_spell: errors.Spell = str


def best_language(locales: Iterable[str]) -> str:
    """The code of the first of these locales, such as "zh_CN.UTF-8" or "zh-Hans", that we speak; else English."""
    for locale in locales:
        name, *more = re.split(r"[-_.@]", locale.lower())
        for code in LANGUAGES:
            if code.partition("_")[0] == name and not OTHER_SCRIPT & set(more):
                return code
    return ENGLISH


def system_locales(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The locales that the system asks for, the dearest first, as gettext finds them."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    if locale in ("C", "POSIX") or locale.startswith("C."):
        return []
    if not locale and sys.platform == "win32":
        import ctypes
        from locale import windows_locale

        locale = windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return [*filter(None, environment.get("LANGUAGE", "").split(":")), locale]


def speak(language: str) -> None:
    """Tell everything in this language from now on."""
    global _language  # one process talks to one person
    _language = language


def spell_options(spell: errors.Spell) -> None:
    """Spell options in sentences so from now on."""
    global _spell  # one process talks to one person
    _spell = spell


def translate(context: str, text: str) -> str:
    """An English text in the language that is spoken; itself where the catalogue lacks it."""
    return _catalogue(_language).get((context, text), text)


def localize(text: "str | errors.MmdeskError") -> str:
    """A sentence, or an error's sentence, in the language that is spoken; any other text as it is."""
    return errors.localize(text, translate, _spell)


@functools.cache
def _catalogue(language: str) -> Mapping[tuple[str, str], str]:
    """Translation of each context and text, as Qt's Linguist keeps them in `resources/i18n`."""
    if language == ENGLISH:
        return {}
    from xml.etree import ElementTree

    path = resources() / "i18n" / f"mmdesk_{language}.ts"
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in ElementTree.parse(path).iter("context")  # noqa: S314 - our own file
        for message in context.iter("message")
        if message.findtext("translation")
    }
