"""Which build of PyTorch a machine gets, from where, and what is told of it."""

import pytest
from provision import torch_build
from provision.errors import SetupError
from provision.graphics import Driver

NEW = Driver("580.95.05", "nvidia-smi")
OLD = Driver("535.183.01", "nvidia-smi")
FILES_ONLY = Driver(None, "/usr/lib/wsl/lib/libcuda.so.1")


@pytest.mark.parametrize("platform", ["linux", "win32"])
@pytest.mark.parametrize(("driver", "build"), [(None, "cpu"), (NEW, "cuda"), (FILES_ONLY, "cuda"), (OLD, "cpu")])
def test_the_machine_decides(platform, driver, build):
    assert torch_build.choose(None, platform, driver).build == build


def test_the_reason_is_told():
    assert "no driver of an NVIDIA card is found" in torch_build.choose(None, "linux").reason
    assert "ROCm" in torch_build.choose(None, "linux").reason
    assert torch_build.choose(None, "linux", NEW).reason == "the NVIDIA driver 580.95.05 is here"
    assert "libcuda.so.1" in torch_build.choose(None, "linux", FILES_ONLY).reason
    assert "535.183.01 is older than 580" in torch_build.choose(None, "linux", OLD).reason


@pytest.mark.parametrize("driver", [None, NEW])
@pytest.mark.parametrize("asked", ["cpu", "cuda"])
def test_who_asks_overrules(asked, driver):
    assert torch_build.choose(asked, "linux", driver).build == asked


def test_macos_has_one_only():
    assert torch_build.choose(None, "darwin", NEW).build == "cpu"
    with pytest.raises(SetupError, match="no CUDA build of PyTorch for macOS"):
        torch_build.choose("cuda", "darwin")


def source(index, platform, build, **settings):
    return torch_build.source(torch_build.Choice(build, "of this"), "2.13.0", platform, index, **settings)


def test_linux_without_a_card_takes_the_processor_only_build_from_the_index_of_pytorch(index):
    found = source(index.url, "linux", "cpu")
    assert found == torch_build.Source(
        "cpu",
        f"{index.url}/cpu",
        "torch==2.13.0",
        f"PyTorch: the processor-only build, about 0.0 GB to download, from {index.url}/cpu, because of this.",
    )


def test_linux_with_a_card_takes_the_cuda_build_from_the_usual_index_and_asks_no_other(index):
    found = source(index.url, "linux", "cuda")
    assert (found.build, found.index) == ("cuda", None)
    assert found.requirement == "torch==2.13.0,!=2.13.0+cpu"
    assert index.asked == []


def test_windows_with_a_card_takes_the_cuda_build_from_the_index_of_pytorch(index, tmp_path):
    (index.folder / "cpu").rename(index.folder / "cu130")
    found = source(index.url, "win32", "cuda")
    assert (found.build, found.index) == ("cuda", f"{index.url}/cu130")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_the_usual_index_has_the_processor_only_build(index, platform):
    found = source(index.url, platform, "cpu")
    assert (found.build, found.index) == ("cpu", None)
    assert index.asked == []


@pytest.mark.parametrize(("platform", "build", "usual"), [("linux", "cpu", "cuda"), ("win32", "cuda", "cpu")])
def test_where_that_index_is_not_reached_the_usual_one_steps_in(platform, build, usual):
    found = source("http://127.0.0.1:9", platform, build)
    assert (found.build, found.index, found.requirement) == (usual, None, "torch==2.13.0")
    assert "cannot be used: " in found.sentence
    assert f"mostly {torch_build.name(usual)}" in found.sentence


def test_nor_is_one_that_hangs_waited_for(index):
    index.hangs_at = "/torch/"
    found = source(index.url, "linux", "cpu", patience=0.3)
    assert found.index is None
    assert "0.3 seconds" in found.sentence or "timed out" in found.sentence


def test_a_mirror_can_be_named(index, monkeypatch):
    monkeypatch.setenv("MMDESK_TORCH_INDEX", f"{index.url}/")
    assert source(None, "linux", "cpu").index == f"{index.url}/cpu"


@pytest.mark.parametrize(
    ("text", "version", "build"),
    [
        ("__version__ = '2.13.0+cpu'\ncuda: Optional[str] = None\nhip: Optional[str] = None\n", "2.13.0", "cpu"),
        ("__version__ = '2.13.0'\ncuda: Optional[str] = '13.0'\nhip: Optional[str] = None\n", "2.13.0", "cuda"),
        ("__version__ = '2.13.0+rocm7.2'\ncuda: Optional[str] = None\nhip: Optional[str] = '7.2'\n", "2.13.0", "rocm"),
        ("__version__ = '2.13.0+xpu'\ncuda: Optional[str] = None\nxpu: Optional[str] = '20250'\n", "2.13.0", "xpu"),
    ],
)
def test_what_is_installed_is_read_from_its_own_account(tmp_path, text, version, build):
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "version.py").write_text(text)
    assert torch_build.installed(tmp_path) == torch_build.Installed(version, build)


def test_of_the_real_one_too():
    torch = pytest.importorskip("torch")
    from pathlib import Path

    told = torch_build.installed(Path(torch.__file__).parents[1])
    assert told.version == torch.__version__.partition("+")[0]
    assert (told.build == "cuda") == (torch.version.cuda is not None)
