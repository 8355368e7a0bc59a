"""Made parts for the set-up: wheels, an index that serves them over HTTP, an environment, a project to install."""

import base64
import hashlib
import http.server
import shutil
import socketserver
import sys
import threading
import zipfile
from urllib.parse import unquote

import pytest
from provision.virtual_environment import VirtualEnvironment

VERSION = "2.13.0"

BACKEND = """
import zipfile
from pathlib import Path

def get_requires_for_build_editable(settings=None):
    return []

def build_editable(folder, settings=None, metadata=None):
    name = "made-1.0-py3-none-any.whl"
    info = "made-1.0.dist-info"
    files = {
        "made.pth": str(Path.cwd()),
        f"{info}/METADATA": "Metadata-Version: 2.1\\nName: made\\nVersion: 1.0\\nRequires-Dist: torch\\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nGenerator: made\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(f"{file},,\\n" for file in files) + f"{info}/RECORD,,\\n"
    with zipfile.ZipFile(Path(folder) / name, "w") as wheel:
        for file, text in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(file, text)
    return name
"""
"""A build backend that needs nothing."""


def make_wheel(folder, name, version, files, requires=()):
    """Write a wheel of these files for every Python and system."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {requirement}\n" for requirement in requires)
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: made\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = []
    for file, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        rows.append(f"{file},sha256={digest},{len(text.encode())}\n")
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, text in {**files, f"{info}/RECORD": "".join(rows) + f"{info}/RECORD,,\n"}.items():
            archive.writestr(file, text)
    return wheel


def make_torch(folder, build, version=VERSION):
    """A torch that says of which build it is, as the real one does, and needs what the real one needs for CUDA."""
    cuda = "'13.0'" if build == "cuda" else "None"
    text = f"from typing import Optional\n__version__ = '{version}'\ncuda: Optional[str] = {cuda}\nhip: Optional[str] = None\n"
    requires = ["nvidia-made"] if build == "cuda" else []
    return make_wheel(folder, "torch", version, {"torch/__init__.py": "", "torch/version.py": text}, requires)


class Index(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """A simple index (PEP 503) over a folder: /FOLDER/NAME/ lists the wheels of FOLDER. It can be made to hang."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), Pages)
        self.folder = folder
        self.asked = []
        self.hangs_at = None
        self.goes_on = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def fetched(self, part):
        """How often a file whose name has this part was sent."""
        return sum(method == "GET" and part in path for method, path in self.asked)

    def handle_error(self, request, client_address):
        """Whoever asked may be gone: it was killed."""


class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.server.asked.append((self.command, self.path))
        if self.server.hangs_at and self.server.hangs_at in f"{self.command} {self.path}":
            self.server.goes_on.wait(30)
        place, _, name = unquote(self.path.strip("/")).partition("/")
        folder = self.server.folder / place
        if name.endswith(".whl"):
            self.send(200, (folder / name).read_bytes(), "application/octet-stream")
            return
        wheels = sorted(folder.glob(f"{name.replace('-', '_')}-*.whl"))
        links = "".join(f'<a href="/{place}/{wheel.name.replace("+", "%2B")}#sha256=">{wheel.name}</a>' for wheel in wheels)
        self.send(200 if wheels else 404, links.replace("#sha256=", "").encode(), "text/html")

    def send(self, code, body, kind):
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def index(tmp_path):
    """PyTorch's own index (/cpu, /cu130) and the usual one (/usual), over HTTP on this machine."""
    wheels = tmp_path / "wheels"
    make_torch(wheels / "cpu", "cpu", f"{VERSION}+cpu")
    make_torch(wheels / "usual", "cuda")
    for name, version in (("torchaudio", "2.11.0"), ("nvidia_made", "13.0"), ("tool", "1.0")):
        make_wheel(wheels / "usual", name, version, {f"{name}.py": "x = 1\n" * 2000})
    server = Index(wheels)
    serving = threading.Thread(target=server.serve_forever, args=(0.02,))
    serving.start()
    yield server
    server.goes_on.set()
    server.shutdown()
    server.server_close()
    serving.join()


@pytest.fixture(scope="session")
def made_environment(tmp_path_factory):
    """A real environment, made once to be copied."""
    environment = VirtualEnvironment(tmp_path_factory.mktemp("made") / ".venv")
    environment.make(print)
    return environment.folder


@pytest.fixture
def project(tmp_path, made_environment):
    """A folder like this source, with an environment that has only its pip, as after the first step of a set-up."""
    root = tmp_path / "Größe und Maß"
    (root / "build").mkdir(parents=True)
    (root / "build" / "constraints.txt").write_text(f"torch=={VERSION}\ntorchaudio==2.11.0\ntool==1.0\n")
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "made"\nversion = "1.0"\ndependencies = ["torch"]\n[dependency-groups]\ndev = ["tool"]\n'
    )
    shutil.copytree(made_environment, root / ".venv", symlinks=True)
    return root


@pytest.fixture
def settings(monkeypatch, index, tmp_path):
    """pip is set to the made index, and PyTorch's own is one too; no driver is found; what is made is small."""
    for name in ("environment.REST_INSTALLED", "environment.REST_DOWNLOAD"):
        monkeypatch.setattr(f"provision.{name}", 1e6)
    for name in ("INSTALLED", "DOWNLOAD"):
        monkeypatch.setattr(f"provision.torch_build.{name}", {})
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")
    monkeypatch.setenv("PIP_INDEX_URL", f"{index.url}/usual")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("MMDESK_TORCH_INDEX", index.url)
    return monkeypatch
