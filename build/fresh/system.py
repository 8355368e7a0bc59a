"""A new system in a folder: a Debian made by debootstrap, which gets its packages from where this machine does."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDED = ("python3", "git", "ca-certificates")
"""What a person has before; the certificates belong to git."""

APT = ("etc/apt/apt.conf.d", "etc/apt/apt.conf", "etc/apt/auth.conf.d")
PIP = ("etc/pip.conf", "etc/xdg/pip")
PIP_OF_A_PERSON = (".config/pip", ".pip")
CERTIFICATES = ("etc/ssl/certs/ca-certificates.crt", "usr/local/share/ca-certificates")
VARIABLES = re.compile(r"(PIP|UV|SSL_CERT|REQUESTS_CA|CURL_CA)_\w+|\w+_proxy", re.IGNORECASE)
"""What carries the settings of this machine's way to packages."""


@dataclass(frozen=True)
class Person:
    """Who types; `name` is "root" or a login of its own."""

    name: str
    home: str

    @property
    def source(self) -> str:
        """Where this person has the source."""
        return f"{self.home}/mmdesk"


ROOT_PERSON = Person("root", "/root")


class System:
    """A Debian in a folder. Whatever is run in it ends with its first process, and its mounts are seen by nobody else."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self._cache = cache

    def command(self, person: Person, words: Sequence[str], variables: Mapping[str, str]) -> list[str]:
        """The command line that runs `words` there, in the person's source once it is there."""
        environment = {
            "HOME": person.home,
            "LANG": "C.UTF-8",
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "TERM": "dumb",
            "USER": person.name,
            **{name: value for name, value in os.environ.items() if VARIABLES.fullmatch(name)},
            **variables,
        }
        settings = [f"{name}={value}" for name, value in environment.items()]
        inside = f"cd {shlex.quote(person.source)} 2>/dev/null || cd /; exec {shlex.join(words)}"
        group = self.group(person)
        become = [] if person == ROOT_PERSON else ["setpriv", f"--reuid={group}", f"--regid={group}", "--init-groups"]
        chroot = ["chroot", str(self.folder), "env", "-i", *settings, *become, "bash", "-c", inside]
        script = "; ".join([*self._mounts(person), f"exec {shlex.join(chroot)}"])
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-ec", script]

    def run(self, person: Person, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a command there to its end; all that it printed is in `stdout`."""
        command = self.command(person, words, variables)
        pipe = subprocess.PIPE
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.STDOUT, text=True, check=False)

    def administer(self, *words: str) -> str:
        """Run a command there as root, which must succeed."""
        done = self.run(ROOT_PERSON, *words, DEBIAN_FRONTEND="noninteractive")
        if done.returncode != 0:
            raise AssertionError(f"{shlex.join(words)} ended with {done.returncode}: {done.stdout[-2000:]}")
        return done.stdout

    def add(self, person: Person) -> None:
        """Make the person's login and home, and put the source into it."""
        home = self.path(person.home)
        if person != ROOT_PERSON:
            subprocess.run(["chroot", self.folder, "useradd", "-m", "-d", person.home, "-s", "/bin/bash", person.name], check=True)
        for name in PIP_OF_A_PERSON:
            copy(Path.home() / name, home / name)
        for file in source_files():
            copy(ROOT / file, self.path(person.source) / file)
        owner = f"{self.group(person)}:{self.group(person)}"
        subprocess.run(["chroot", self.folder, "chown", "-R", owner, person.home], check=True)

    def path(self, inside: str) -> Path:
        """A file of the system, seen from outside."""
        return self.folder / inside.lstrip("/")

    def group(self, person: Person) -> int:
        """The number of the person and of its own group."""
        found = re.search(rf"^{person.name}:[^:]*:(\d+):", self.path("/etc/passwd").read_text(), re.MULTILINE)
        return int(found.group(1)) if found else 0

    def _mounts(self, person: Person) -> Iterator[str]:
        """The lines of the shell that show the new system what it needs of this one."""
        yield "mount --make-rprivate /"
        yield f"mount -t proc proc {shlex.quote(str(self.path('/proc')))}"
        yield f"mount --rbind /dev {shlex.quote(str(self.path('/dev')))}"
        yield f"mount -t tmpfs -o mode=1777 tmp {shlex.quote(str(self.path('/tmp')))}"
        cache = self.path(f"{person.home}/.cache/pip")
        yield bind(self._cache, cache)
        yield f"chown {self.group(person)} {shlex.quote(str(cache))} {shlex.quote(str(cache.parent))}"
        for kept in wheel_folders():
            yield bind(kept, self.path(str(kept)))


def base(suite: str, folder: Path) -> Path:
    """A fresh Debian in `folder`/base-SUITE, made once; copies of it are the new systems."""
    made = folder / f"base-{suite}"
    if not (made / "made").exists():
        shutil.rmtree(made, ignore_errors=True)
        script = [] if Path(f"/usr/share/debootstrap/scripts/{suite}").exists() else ["/usr/share/debootstrap/scripts/sid"]
        command = ["debootstrap", "--variant=minbase", f"--include={','.join(INCLUDED)}", suite, str(made)]
        subprocess.run([*command, *filter(None, [mirror(), *script])], stdout=subprocess.DEVNULL, check=True)
        for name in (*APT, *PIP, *CERTIFICATES):
            copy(Path("/") / name, made / name)
        (made / "made").touch()
    return made


def mirror() -> str:
    """The first place from which this machine gets Debian's packages, "" if it names none."""
    lists = [*Path("/etc/apt/sources.list.d").glob("*.sources"), *Path("/etc/apt/sources.list.d").glob("*.list")]
    text = "\n".join(file.read_text() for file in [*lists, Path("/etc/apt/sources.list")] if file.exists())
    found = re.search(r"^(?:URIs:|deb(?: \[[^]]*\])?)\s+(\S+)", text, re.MULTILINE)
    return found.group(1) if found else ""


def wheel_folders() -> list[Path]:
    """The folders of this machine from which pip is told to take packages."""
    told = subprocess.run(["python3", "-m", "pip", "config", "list"], capture_output=True, text=True, check=True).stdout
    words = re.findall(r"(?:find-links|index-url)='([^']*)'", told)
    folders = {Path(word.removeprefix("file://")) for line in words for word in line.split() if word.startswith(("/", "file:"))}
    return sorted(folder.parent if folder.name == "simple" else folder for folder in folders)


def source_files() -> list[Path]:
    """The files of this source that git knows, or would."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in told.split("\0") if name and (ROOT / name).exists()]


def bind(place: Path, target: Path) -> str:
    """The shell's line that shows `place` at `target`."""
    there = shlex.quote(str(target))
    return f"mkdir -p {there}; mount --rbind {shlex.quote(str(place))} {there}"


def copy(place: Path, target: Path) -> None:
    """Copy a file or folder, with the files that links lead to; what is not there is left."""
    if place.is_dir():
        shutil.copytree(place, target, dirs_exist_ok=True, ignore_dangling_symlinks=True)
    elif place.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(place, target)
