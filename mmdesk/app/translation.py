"""The language of the window, and sentences that come from below it."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from mmdesk.core.errors import MmdeskError
from mmdesk.core.paths import resources


def install_translators(app: QCoreApplication, locale: QLocale) -> None:
    """Load Qt's own translation and ours for `locale`, as far as there are any."""
    places = (("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), ("mmdesk", str(resources() / "i18n")))
    for name, folder in places:
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)


def translated(context: str, text: str) -> str:
    """A text that was marked by `QT_TRANSLATE_NOOP` in this context."""
    return QCoreApplication.translate(context, text)


def sentence(error: MmdeskError) -> str:
    """The error's sentence in the language of the window."""
    return QCoreApplication.translate("errors", error.template).format(**error.values)
