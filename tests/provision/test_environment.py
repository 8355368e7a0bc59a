"""The whole set-up of a made project by the real pip: once, to its end, however it was interrupted."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from patience import until
from provision.environment import Environment
from provision.errors import SetupError

BUILD = Path(__file__).resolve().parents[2] / "build"


def imports(environment, *modules):
    """Whether the environment's own Python can import these."""
    done = subprocess.run(
        [environment.virtual.python, "-c", f"import {', '.join(modules)}"], check=False, stderr=subprocess.DEVNULL
    )
    return done.returncode == 0


def test_the_program_comes_first_the_rest_when_it_is_needed_and_nothing_twice(project, settings, index, capfd):
    environment = Environment(project)
    environment.prepare([])
    assert environment.torch().build == "cpu"
    assert imports(environment, "torch", "torchaudio", "backend")
    assert not imports(environment, "tool")
    environment.prepare(["dev"])
    assert imports(environment, "tool")
    assert "is ready after 0 min" in capfd.readouterr().err
    asked = len(index.asked)
    Environment(project).prepare(["dev"])
    Environment(project).prepare([])
    assert len(index.asked) == asked
    assert index.fetched("torch-") == 1
    assert capfd.readouterr().err == ""


def test_an_index_that_is_lost_is_told_and_the_next_start_goes_on(project, settings, index):
    (index.folder / "usual" / "torchaudio-2.11.0-py3-none-any.whl").rename(index.folder / "away.whl")
    environment = Environment(project)
    with pytest.raises(SetupError):
        environment.prepare([])
    (index.folder / "away.whl").rename(index.folder / "usual" / "torchaudio-2.11.0-py3-none-any.whl")
    environment.prepare([])
    assert imports(environment, "torch", "torchaudio", "backend")
    assert index.fetched("torch-") == 1, "PyTorch was there already"


START = """
import sys
from pathlib import Path
from provision import environment, torch_build
environment.REST_INSTALLED = environment.REST_DOWNLOAD = 1e6
torch_build.INSTALLED = torch_build.DOWNLOAD = {}
environment.Environment(Path(sys.argv[1])).prepare(["dev"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups to kill")
@pytest.mark.parametrize("moment", ["/cpu/torch-", "/usual/tool-"])
def test_killed_while_it_downloads_it_goes_on_at_the_next_start(project, settings, index, moment):
    index.hangs_at = f"GET {moment}"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(BUILD)!r})\n{START}", project]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        until(lambda: index.fetched(moment), f"pip asks for {moment}")
        os.killpg(process.pid, signal.SIGKILL)
    index.hangs_at = None
    index.goes_on.set()
    environment = Environment(project)
    environment.prepare(["dev"])
    assert imports(environment, "torch", "torchaudio", "tool", "backend")
    fetched = {wheel: index.fetched(wheel) for wheel in ("/cpu/torch-", "/usual/torchaudio-", "/usual/tool-")}
    assert fetched == {wheel: 2 if wheel == moment else 1 for wheel in fetched}, "only what was cut off comes again"
    assert not (environment.virtual.folder / "tmp").exists()


def test_what_was_installed_by_half_is_installed_again_with_all_that_was_there(project, settings, index, capfd):
    environment = Environment(project)
    environment.prepare(["dev"])
    site = environment.virtual.site
    (site / "tool.py").write_text("x =")  # the disk was full
    (site / "torchaudio-2.11.0.dist-info" / "RECORD").unlink()  # it was killed
    constraints = project / "build" / "constraints.txt"
    constraints.write_text(f"{constraints.read_text()}# other versions\n")
    environment.prepare([])
    assert imports(environment, "torchaudio", "tool")
    assert "An earlier set-up was interrupted: tool-1.0, torchaudio-2.11.0 will be installed again." in capfd.readouterr().err
    assert index.fetched("torch-") == 1


def test_a_copy_of_the_folder_is_installed_from_itself(project, settings, tmp_path):
    Environment(project).prepare([])
    copy = Environment(shutil.copytree(project, tmp_path / "copy", symlinks=True))
    copy.prepare([])
    asked = [copy.virtual.python, "-I", "-c", "import backend; print(backend.__file__)"]
    told = subprocess.run(asked, cwd="/", capture_output=True, text=True, check=True)
    assert Path(told.stdout.strip()) == tmp_path / "copy" / "backend.py"


def test_too_little_space_is_told_before_anything_is_downloaded(project, settings, index, monkeypatch):
    monkeypatch.setattr("provision.environment.REST_INSTALLED", 1e18)
    with pytest.raises(SetupError, match=r"the set-up needs \d+"):
        Environment(project).prepare([])
    assert index.fetched(".whl") == 0


def test_the_build_that_is_asked_for_comes_though_all_is_there(project, settings):
    environment = Environment(project)
    environment.prepare([])
    environment.prepare([], "cuda")
    assert environment.torch().build == "cuda"
    assert imports(environment, "nvidia_made"), "what the CUDA build depends on follows"
