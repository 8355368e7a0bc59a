"""What is left out of the bundle, because mmdesk does not use it."""

import re
from collections.abc import Sequence
from pathlib import Path

from bundle import libraries

MODULES = [
    "tkinter",
    "IPython",
    "_hypothesis_ftz_detector",
    "_hypothesis_globals",
    "_hypothesis_pytestplugin",
    "_pytest",
    "markdown_it",
    "pluggy",
    "pygments",
    "rich",
    "yaml",
    "matplotlib",
    "PIL.ImageFont",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL._imagingmorph",
    "pandas",
    "scipy",
    "sitecustomize",  # of the Python that Debian has, for its own crash reports
    "sklearn",
    "pytest",
    "hypothesis",
    "iniconfig",
    "setuptools",
    "pip",
    "tensorboard_data_server",
    "OpenGL",
    "pydantic",  # of the encoders of others, which are an extra, and the next ones too
    "pydantic_core",
    "regex",
    "flatbuffers",  # of exported models, which are an extra, and the next ones too: there is no room for 120 MB more
    "ml_dtypes",
    "onnx",
    "onnx_ir",
    "onnxruntime",
    "onnxscript",
    "shellingham",
    "timm",
    "torchvision",
    "transformers",
    "typer",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtTest",
    "PySide6.QtUiTools",
]
"""Python modules. Never `torch.testing`: PyTorch imports it."""

FILES = re.compile(
    r"""
      torch/(test/|include/|share/|bin/(?!torch_shm_manager$))
    | torch/lib/lib(aoti_custom_ops|backend_with_compiler|jitbackend_test|torchbind_test)\.
    | tensorboard/(webfiles\.zip|plugins/)
    | torchaudio/lib/|lib(cudart|cudart_static|nvrtc)\.so
    | PySide6/(Qt/)?translations/(?!qtbase_zh_CN)
    | PySide6/(Qt/)?plugins/platformthemes/libqgtk3
    | pillow\.libs/lib(freetype|harfbuzz|brotli\w*)-
    | lib(stdc\+\+|gcc_s|asound)\.so
    | PySide6/(Qt/)?plugins/(networkinformation|tls|egldeviceintegrations|generic|virtualkeyboard)/
    | PySide6/(Qt/)?plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vnc|vkkhrdisplay)\.
    | PySide6/(Qt/)?plugins/(imageformats/\w*qpdf|platforminputcontexts/\w*qtvirtualkeyboard)
    | (PySide6/(Qt/lib/)?)?(lib)?Qt6?(Pdf|Qml\w*|Quick\w*|VirtualKeyboard\w*|Network|OpenGLWidgets|EglF[Ss]\w*|Test)\b
    """,
    re.VERBOSE,
)
"""Files, by the beginning of their place in the bundle. A library that another one needs must stay: the checks tell.

Of Pillow, what draws letters stays out: nothing here writes into pictures. The C++ library and ALSA's are those of the system: its
graphics drivers and sound plugins would not work with older ones.
"""

OPENED_BY_NAME = ("libportaudio", "libpython")
"""Libraries of the system that no other one needs, because a module opens them while it runs."""


def is_left_out(place: str) -> bool:
    return bool(FILES.match(place.replace("\\", "/")))


def without_orphans(binaries: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Entries of PyInstaller without the system's libraries that nothing needs any more, on Linux."""
    sources = {Path(place).name: Path(source) for place, source, kind in binaries if kind != "SYMLINK"}
    modules = {Path(place).name for place, _source, kind in binaries if kind == "EXTENSION"}  # Debian keeps those there too
    waiting = [
        name
        for name, source in sources.items()
        if name in modules or not source.resolve().is_relative_to("/usr") or name.startswith(OPENED_BY_NAME)
    ]
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in kept and name in sources:
            kept.add(name)
            waiting += libraries.needed_by([sources[name].resolve()])
    return [entry for entry in binaries if entry[2] == "SYMLINK" or Path(entry[0]).name in kept]
