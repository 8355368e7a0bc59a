"""Files that are text to a computer and no words to a person, told for what they are (file type detection)."""

from pathlib import Path

from mmdesk.core.errors import QT_TRANSLATE_NOOP

DRAWING = QT_TRANSLATE_NOOP("errors", "{name} is a drawing of lines (SVG). Save it as PNG, then take that.")
PAGE = QT_TRANSLATE_NOOP("errors", "{name} is a web page. Copy the words in it, or save them as a text.")
TABLE = QT_TRANSLATE_NOOP("errors", "{name} is a table, not one sample. Drop it alone: its rows are answered as a batch.")
DATA = QT_TRANSLATE_NOOP("errors", "{name} holds data of another program, not words. Choose a picture, a text or a sound.")
CODE = QT_TRANSLATE_NOOP("errors", "{name} is a program, not words. Choose a picture, a text or a sound.")
DOCUMENT = QT_TRANSLATE_NOOP("errors", "{name} is a document. Copy the words in it, or save them as a text.")
CAMERA = QT_TRANSLATE_NOOP("errors", "{name} is a camera's raw picture. Save it as JPEG or PNG, then take that.")
MEDICAL = QT_TRANSLATE_NOOP("errors", "{name} is a medical picture (DICOM). Save it as PNG or TIFF, then take that.")
NOTES = QT_TRANSLATE_NOOP("errors", "{name} holds notes to be played (MIDI), and no sound. Record what it sounds like.")
ARCHIVE = QT_TRANSLATE_NOOP("errors", "{name} is an archive. Unpack it; on Data, a ZIP archive can be dropped as it is.")

ENDINGS = {
    **dict.fromkeys((".svg", ".svgz"), DRAWING),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mhtml", ".url", ".webloc"), PAGE),
    **dict.fromkeys((".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), TABLE),
    **dict.fromkeys((".json", ".xml", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".log", ".sql", ".srt", ".vtt"), DATA),
    **dict.fromkeys((".py", ".ipynb", ".js", ".css", ".c", ".h", ".cpp", ".java", ".rs", ".go", ".r", ".sh", ".bat", ".ps1"), CODE),
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".epub", ".tex"), DOCUMENT),
    **dict.fromkeys((".cr2", ".cr3", ".nef", ".arw", ".dng", ".orf", ".rw2", ".raf"), CAMERA),
    **dict.fromkeys((".dcm", ".dicom"), MEDICAL),
    **dict.fromkeys((".mid", ".midi"), NOTES),
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"), ARCHIVE),
}
STARTS = (
    (b"<svg", DRAWING), (b"<!doctype html", PAGE), (b"<html", PAGE), (b"<?xml", DATA), (b"%pdf-", DOCUMENT), (b"{\\rtf", DOCUMENT),
    (b"pk\x03\x04", ARCHIVE), (b"rar!", ARCHIVE), (b"7z\xbc\xaf", ARCHIVE), (b"\x1f\x8b", ARCHIVE), (b"#!/", CODE),
)  # fmt: skip
"""How some of them begin whatever they are called, in lower case."""


def told(path: Path, head: bytes) -> str:
    """Template of the sentence that says what a file is; empty if it may be words or is nothing known."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    return ENDINGS.get(path.suffix.lower()) or next((sentence for begin, sentence in STARTS if start.startswith(begin)), "")
