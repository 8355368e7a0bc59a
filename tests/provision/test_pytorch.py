"""PyTorch is installed by the real pip from made indexes, once, and changed only if somebody asks."""

import zipfile

import pytest
from provision import pytorch
from provision.environment import Environment
from provision.installer import Installer
from provision.torch_build import Choice

VERSION = "2.13.0"


@pytest.fixture
def install(project, settings):
    """Installs by a choice; returns what was told and what is there then."""
    environment = Environment(project)
    installer = Installer(environment.virtual, project)

    def run(build, asked=None):
        told = []
        if source := pytorch.decide(environment.virtual.site, VERSION, Choice(build, "of this"), asked, told.append):
            pytorch.install(installer, environment.virtual.site, source)
        return "\n".join(told), environment.torch().build

    run.installer = installer
    return run


def test_the_processor_only_build_comes_from_its_index_alone(install, index):
    told, there = install("cpu")
    assert there == "cpu"
    assert told.startswith("PyTorch: the processor-only build, about ")
    assert index.fetched("cpu/torch-") == 1
    assert index.fetched("usual") == 0


def test_where_that_is_not_reached_the_usual_one_is_asked(install, index, settings):
    settings.setenv("MMDESK_TORCH_INDEX", "http://127.0.0.1:9")
    told, there = install("cpu")
    assert there == "cuda"
    assert "cannot be used: " in told
    assert index.fetched("usual/torch-") == 1


def test_the_folder_of_wheels_that_pip_is_set_to_counts_too(install, index, settings):
    """Where pip knows a processor-only wheel by itself, as in a house with its own, the fall-back takes that."""
    settings.setenv("MMDESK_TORCH_INDEX", "http://127.0.0.1:9")
    settings.setenv("PIP_FIND_LINKS", str(index.folder / "cpu"))
    assert install("cpu")[1] == "cpu"
    assert index.fetched(".whl") == 0


def test_with_cuda_asked_for_such_a_folder_does_not_step_in(install, index, settings):
    settings.setenv("PIP_FIND_LINKS", str(index.folder / "cpu"))
    assert install("cuda")[1] == "cuda"


def test_what_is_there_stays_and_the_right_one_is_named(install, index):
    install("cuda")
    told, there = install("cpu")
    assert there == "cuda"
    assert "the CUDA build is there and stays, though the processor-only build would be right, because of this." in told
    assert "python3 dev.py setup --torch cpu" in told
    assert index.fetched("torch-") == 1
    assert install("cuda") == ("", "cuda")


def test_who_asks_gets_the_other_and_what_only_cuda_needs_goes(install, index):
    install("cuda")
    site = install.installer.environment.site
    zipfile.ZipFile(index.folder / "usual" / "nvidia_made-13.0-py3-none-any.whl").extractall(site)
    assert install("cpu", "cpu")[1] == "cpu"
    assert not (site / "nvidia_made.py").exists()


def test_the_same_is_not_downloaded_again_if_the_other_is_not_reached(install, index, settings):
    install("cuda")
    settings.setenv("MMDESK_TORCH_INDEX", "http://127.0.0.1:9")
    told, there = install("cpu", "cpu")
    assert there == "cuda"
    assert told.endswith("PyTorch: the same is there, so it stays.")
    assert index.fetched("torch-") == 1
