"""What has to be right before Qt and PyTorch are loaded: streams, crash log, traps of the platform.

Knows only the standard library, so that it works where nothing else does; ``dev.py`` uses its list of libraries too.
"""

import _imp
import contextlib
import ctypes
import faulthandler
import gc
import importlib.util
import io
import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

WINDOW_LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",  # which brings a font along
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""What Qt loads for a window on X11 and does not bring along: library to Debian package."""
WAYLAND_LIBRARIES: Mapping[str, str] = {"libwayland-cursor.so.0": "libwayland-cursor0"}
"""What it loads on Wayland besides."""

MESSAGES: tuple[tuple[str, ...], ...] = (
    ("zenity", "--error", "--title=mmdesk", "--no-markup", "--text={text}"),
    ("kdialog", "--title", "mmdesk", "--error", "{text}"),
    ("xmessage", "-center", "{text}"),
    ("notify-send", "--app-name=mmdesk", "mmdesk", "{text}"),
)
"""Programs of Linux desktops that show a message, the first that is there counts; none of them needs what we may lack."""

_crash_log: int | None = None
_reasons, _counting = Counter[str](), threading.Lock()
"""Why Python is to collect nothing by itself: how often for each reason."""


def mend_streams() -> None:
    """Give a program without a console streams to write to, and let no character stop a message."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - lives as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def keep_numpy_to_one_thread() -> None:
    """Let numpy's products of matrices compute on the thread that asks for them, unless the person chose a number.

    The threads of its own wait for work by spinning, beside workers that use all cores already: what explains an answer, where each
    of two workers multiplies small matrices, took 101 ms with them and 70 without.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def log_crashes(file: Path) -> None:
    """Append a native crash, such as a segmentation fault, to `file` with the place in the Python code.

    Raises:
        OSError: if the file cannot be written
    """
    global _crash_log  # the handler writes to the descriptor until the process ends
    earlier, _crash_log = _crash_log, os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    faulthandler.enable(_crash_log)
    if earlier is not None:
        os.close(earlier)


def load_c10_before_qt() -> None:
    """On Windows, load PyTorch's c10.dll now: after Qt it can fail with WinError 1114."""
    if sys.platform == "win32" and (library := _library_of_torch("c10.dll")):
        ctypes.CDLL(str(library))


@contextlib.contextmanager
def without_stops() -> Iterator[None]:
    """Import PyTorch in this block, and no other thread, such as the window's, stops for long.

    Its largest library takes half a second to load: done by ``import``, all threads wait for it; done by a foreign function, as
    here, none. The garbage collector, for which all threads wait too, lets the objects of the import alone, now and later: they
    stay until the program ends.
    """
    if "torch" in sys.modules:
        yield
        return
    if sys.platform == "linux" and (library := _library_of_torch("libtorch_cpu.so")):
        load = ctypes.CDLL(None).dlopen
        load.restype = ctypes.c_void_p
        load.argtypes = [ctypes.c_char_p, ctypes.c_int]
        # Libraries are loaded one at a time: an import in another thread would wait for its turn, and all threads for it.
        _imp.acquire_lock()
        try:
            load(os.fsencode(library), os.RTLD_NOW)  # if it fails, the import says why
        finally:
            _imp.release_lock()
    with without_collecting():
        yield
        gc.freeze()


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Make many objects without cycles in this block, and nothing looks for any, for which all threads would wait."""
    with _not_by_itself("making"):
        yield


@contextlib.contextmanager
def collecting_by_hand() -> Iterator[Callable[[], None]]:
    """Nothing is collected by itself in this block, in no thread; what it gives, called now and then, does it where it is called.

    Qt's objects may end in the thread of the window alone: found in a cycle by another thread, they crash the program.
    """
    with _not_by_itself("by hand"):
        yield _collect


def _collect() -> None:
    """Collect as Python would by itself, unless a thread makes objects among which nothing is to be looked for."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [generation for generation, (count, limit) in enumerate(zip(counts, limits, strict=True)) if count > limit]
    if due and not _reasons["making"]:
        gc.collect(due[-1])


@contextlib.contextmanager
def _not_by_itself(reason: str) -> Iterator[None]:
    """Several threads may be in it, each for its own reason."""
    with _counting:
        _reasons[reason] += 1
        gc.disable()
    try:
        yield
    finally:
        with _counting:
            _reasons[reason] -= 1
            if not _reasons.total():
                gc.enable()


def _library_of_torch(name: str) -> Path | None:
    spec = importlib.util.find_spec("torch")
    library = Path(spec.origin).parent / "lib" / name if spec and spec.origin else None
    return library if library and library.exists() else None


def needed_libraries() -> Mapping[str, str]:
    """What a window needs here and now: X11's part of `WINDOW_LIBRARIES` on X11, `WAYLAND_LIBRARIES` on Wayland."""
    if not sys.platform.startswith("linux"):
        return {}
    if _platform() == "xcb" and not os.environ.get("WAYLAND_DISPLAY"):
        return WINDOW_LIBRARIES
    without_x11 = {
        library: package for library, package in WINDOW_LIBRARIES.items() if "xcb" not in library and "x11" not in library
    }
    return {**without_x11, **WAYLAND_LIBRARIES} if os.environ.get("WAYLAND_DISPLAY") else without_x11


def missing(libraries: Mapping[str, str]) -> tuple[str, ...]:
    """Of these libraries the packages whose library the system cannot load."""
    return tuple(package for library, package in libraries.items() if not _loads(library))


def has_display() -> bool:
    """Whether a window can be shown; Qt itself would abort the process without one."""
    if not sys.platform.startswith("linux"):
        return True
    if _platform() not in {"xcb", "wayland"}:
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or bool(os.environ.get("DISPLAY") and _x_server_answers())


def is_standalone() -> bool:
    """Whether this is the packaged program."""
    return bool(getattr(sys, "frozen", False))


def started_by_desktop() -> bool:
    """Whether a menu or a file manager of Linux started the program (startup notification, xdg-activation)."""
    return any(os.environ.get(name) for name in ("DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN"))


def show_message(text: str) -> None:
    """Show a message as the desktop does it, without Qt; where the desktop has no means for it, nothing happens."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, text, "mmdesk", 0x10)  # with the sign of an error
    elif sys.platform == "darwin":
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        _start(["osascript", "-e", f'display alert "mmdesk" message "{quoted}" as critical'])
    elif command := next((command for command in MESSAGES if shutil.which(command[0])), None):
        _start([part.format(text=text) for part in command])


def _start(command: list[str]) -> None:
    with contextlib.suppress(OSError):
        # By the shell, which does not wait for it, so that nobody has to.
        quoted = shlex.join(command)
        subprocess.run(["/bin/sh", "-c", f"{quoted} >/dev/null 2>&1 &"], start_new_session=True, check=False)  # noqa: S603


def _platform() -> str:
    """Qt's platform plugin: the one asked for, or X11's, which every Linux desktop has."""
    return os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0]


def _x_server_answers() -> bool:
    """Whether the X server of DISPLAY lets us in, asked in the way Qt asks it."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # without it the libraries below are missing too, and those are named
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
