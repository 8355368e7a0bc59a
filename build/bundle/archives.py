"""What is handed out of the folder: an archive for each system, and a package for Debian."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import icons, libraries, manpage

ROOT = Path(__file__).resolve().parents[2]
LINUX = Path(__file__).with_name("linux")
DESKTOP = ROOT / "resources" / "desktop"
OPENED_LATER = ["fontconfig-config", "libasound2"]
"""Packages that no library names: fonts with the list of them, and what the sound library opens when sound is asked for."""
RECOMMENDED = [
    "fonts-noto-cjk",
    "libasound2-plugins",
    "libegl1",
    "libgl1",
    "libwayland-cursor0",
    "libwayland-egl1",
    "shared-mime-info",
    "xdg-utils",
]

CONTROL = """Package: mmdesk
Version: {version}
Architecture: {architecture}
Maintainer: The mmdesk project <mmdesk@users.noreply.github.com>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Section: science
Priority: optional
Description: classify things by picture, words and sound at once
 A window into which you drop a picture, type words and record a sound, and
 which says at once what it is, how sure it is, and how much each of the three
 counted. It also trains such models from your own labelled samples.
 Nothing leaves the computer.
"""


def linux_archive(folder: Path, file: Path, epoch: int) -> Path:
    """A .tar.xz of the folder; the same contents give the same archive."""
    tar = ["tar", "--create", "--sort=name", f"--mtime=@{epoch}", "--owner=0", "--group=0", "--numeric-owner", "--mode=u+w,go=rX"]
    with open(file, "wb") as out:
        made = subprocess.Popen([*tar, "--directory", folder.parent, folder.name], stdout=subprocess.PIPE)
        subprocess.run(["xz", "-9", "--threads=0", "--stdout"], stdin=made.stdout, stdout=out, check=True)
        if made.wait():
            raise SystemExit(f"package: tar failed with {made.returncode}")
    return file


def other_archive(folder: Path, file: Path) -> Path:
    """A .zip of the folder on Windows, or of the program on macOS with the tool that keeps its signature."""
    if sys.platform == "darwin":
        program = folder.with_suffix(".app")
        subprocess.run(["ditto", "-c", "-k", "--sequesterRsrc", "--keepParent", program, file], check=True)
        return file
    return Path(shutil.make_archive(str(file.with_suffix("")), "zip", folder.parent, folder.name))


def debian_package(folder: Path, file: Path, version: str, epoch: int, scratch: Path) -> Path:
    """A .deb that puts the folder into /opt, and into the desktop's menu."""
    root = scratch / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / "mmdesk", symlinks=True, copy_function=os.link)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "mmdesk").symlink_to("/opt/mmdesk/mmdesk")
    share = root / "usr" / "share"
    place(share / "applications" / "mmdesk.desktop", (DESKTOP / "mmdesk.desktop").read_bytes())
    place(share / "mime" / "packages" / "mmdesk.xml", (DESKTOP / "mmdesk.xml").read_bytes())
    svg = ROOT / "resources" / "icons" / "mmdesk.svg"
    place(share / "icons" / "hicolor" / "scalable" / "apps" / "mmdesk.svg", svg.read_bytes())
    for side in icons.HICOLOR:
        place(share / "icons" / "hicolor" / f"{side}x{side}" / "apps" / "mmdesk.png", icons.drawn(svg, side))
    place(share / "man" / "man1" / "mmdesk.1.gz", zipped(manpage.page(epoch)))
    place(share / "doc" / "mmdesk" / "changelog.gz", zipped((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))
    place(share / "doc" / "mmdesk" / "copyright", (LINUX / "copyright").read_bytes() + licence_paragraph())
    kilobytes = sum(path.lstat().st_size for path in root.rglob("*")) // 1024
    place(root / "DEBIAN" / "control", control(folder, version, kilobytes).encode())
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", root, file]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    shutil.rmtree(root)
    return file


def control(folder: Path, version: str, kilobytes: int) -> str:
    """What Debian wants to know: the packages are those that the files of the folder need, not a list by hand."""
    glibc = libraries.newest_glibc(libraries.of_folder(folder))
    needed = libraries.packages(libraries.of_system(folder))
    depends = [f"libc6 (>= {glibc})", *(package for package in needed if package != "libc6"), *OPENED_LATER]
    recommends = [package for package in RECOMMENDED if package not in depends]
    return CONTROL.format(
        version=version,
        architecture=libraries.debian_name(),
        kilobytes=kilobytes,
        depends=", ".join(dict.fromkeys(depends)),
        recommends=", ".join(recommends),
    )


def licence_paragraph() -> bytes:
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    return "".join(f" {line or '.'}\n" for line in lines).encode()


def zipped(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


def place(file: Path, contents: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(contents)
    file.chmod(0o644)
