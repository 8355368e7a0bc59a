"""The language of the window, and sentences that come from below it."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from mmdesk.app.system.options import spelled
from mmdesk.app.system.settings import SYSTEM
from mmdesk.core import errors, numerals
from mmdesk.core.language import best_language
from mmdesk.core.paths import resources


class Language:
    """What the window is written in, and after which customs it writes numbers and dates.

    Attributes:
        code: the language's, one of `mmdesk.core.language.LANGUAGES`
    """

    def __init__(self, app: QCoreApplication, choice: str = SYSTEM) -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        self.set(choice)

    def set(self, choice: str) -> None:
        """Speak the language of this code or, for `SYSTEM`, the one that the system asks for; windows made from now on do."""
        system = QLocale.system()
        self.code = language_of(choice)
        # The customs of the person's own region, unless they belong to another language than the one that was chosen.
        own = QLocale(self.code)
        QLocale.setDefault(system if choice == SYSTEM or system.language() == own.language() else own)
        numerals.write_with(QLocale().decimalPoint(), QLocale().groupSeparator())
        while self._translators:
            self._app.removeTranslator(self._translators.pop())
        places = (("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), ("mmdesk", str(resources() / "i18n")))
        for name, folder in places:
            translator = QTranslator(self._app)
            if translator.load(f"{name}_{self.code}", folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)


def language_of(choice: str) -> str:
    """The code of the language that the settings choose."""
    return best_language(QLocale.system().uiLanguages()) if choice == SYSTEM else choice


def translated(context: str, text: str) -> str:
    """A text that was marked by `QT_TRANSLATE_NOOP` in this context."""
    return QCoreApplication.translate(context, text)


def listed(names: Iterable[str], most: int | None = None) -> str:
    """Names as the language of the window joins them, at most so many."""
    return sentence(errors.Names(names, most))


def sentence(text: str | errors.MmdeskError) -> str:
    """A sentence of `mmdesk.core` or of the engine, or an error's, in the language of the window; other texts as they are."""
    return errors.localize(text, QCoreApplication.translate, spelled)
