"""Installing by pip or uv, and what is told when it fails."""

import sys

import pytest
from provision import installer
from provision.environment import Environment
from provision.errors import SetupError
from provision.installer import Installer


@pytest.fixture
def real(project, settings):
    return Installer(Environment(project).virtual, project)


def test_what_is_asked_for_is_installed_without_byte_code(real, index):
    real.install("tool")
    site = real.environment.site
    assert (site / "tool.py").exists()
    assert not (site / "__pycache__").exists()
    assert not (real.environment.folder / "tmp").exists()
    real.remove("tool")
    assert not (site / "tool.py").exists()


def test_a_part_without_a_wheel_is_named(real):
    with pytest.raises(SetupError, match=rf"no wheel of nonsense==9 for Python 3\.{sys.version_info.minor} on this system"):
        real.install("tool", "nonsense==9")


def test_an_index_that_is_gone_is_told_as_such(real, settings):
    settings.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/usual")
    settings.setenv("PIP_RETRIES", "1")
    with pytest.raises(SetupError, match=r"The package index was not reached\. .* start dev\.py again: it goes on\."):
        real.install("tool")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n", "The disk is full. "),
        ("error: failed to write\n  Caused by: No space left on device (os error 28)\n", "The disk is full. "),
        ("  x No solution found\n  Because av==18.1.0 has no wheels with a matching Python ABI tag\n", "no wheel of av==18.1.0 "),
        ("ReadTimeoutError: HTTPSConnectionPool(host='x', port=443): Read timed out.\n", "The package index was not reached"),
        ("error: something else\n", "Installing failed with exit code 1; the lines above say why."),
    ],
)
def test_failures_have_their_sentence(told, sentence):
    assert sentence in installer.reason(told, 1)


UV = """#!/bin/sh
echo "$@" >> {log}
"""


@pytest.fixture
def uv(tmp_path, settings):
    """A made uv on the path that notes how it is called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "uv").write_text(UV.format(log=tmp_path / "uv.log"))
    (folder / "uv").chmod(0o755)
    settings.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return tmp_path / "uv.log"


@pytest.mark.skipif(sys.platform == "win32", reason="the made uv is a shell script")
def test_uv_is_used_where_pip_has_no_settings_of_its_own(project, uv, settings):
    settings.delenv("PIP_INDEX_URL")
    settings.delenv("PIP_RETRIES")
    for name in [name for name in installer.os.environ if name.startswith("PIP_") and name != "PIP_CONFIG_FILE"]:
        settings.delenv(name)
    Installer(Environment(project).virtual, project).install("tool")
    assert uv.read_text() == "pip install --no-compile --quiet --only-binary :all: tool\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the made uv is a shell script")
def test_uv_which_would_not_read_them_is_left_where_pip_has_settings(project, uv):
    """It would download from elsewhere, such as the CUDA build where pip knows a processor-only wheel."""
    real = Installer(Environment(project).virtual, project)
    real.install("tool")
    assert (real.environment.site / "tool.py").exists()
    assert not uv.exists()
