import shutil
import socket

import pytest
from finished import finished
from model_hub import REVISION, hub_with

from mmdesk.core.errors import Cancelled, OptionError
from mmdesk.core.models import hub
from mmdesk.core.models.hub import downloaded, folder_of, kept_in, listed, refused
from mmdesk.core.progress import CancelToken

NAME = "ada/tiny-bert"
FILES = {
    "config.json": b'{"model_type": "bert"}',
    "model.safetensors": b"w" * 3_000_000,
    "pytorch_model.bin": b"pickle",
    "README.md": b"# Hello",
    "modeling.py": b"print('!')",
}


@pytest.fixture(autouse=True)
def _nothing_kept():
    yield
    shutil.rmtree(kept_in(NAME), ignore_errors=True)


@pytest.fixture
def asked(monkeypatch):
    with hub_with(NAME, FILES) as (address, asked):
        monkeypatch.setenv("HF_ENDPOINT", address)
        yield asked


def test_what_comes_is_told_before_it_comes(asked):
    work = downloaded(NAME, CancelToken())
    note = next(work)
    assert len(asked) == 1
    assert note.words == (
        f"Downloading {NAME} from {hub.hub()}: config.json, README.md, model.safetensors; 3.0 MB in all, into {kept_in(NAME)}."
    )
    notes, folder = finished(work)
    assert (notes[-1].done, notes[-1].total) == (3, 3)
    assert {path.name for path in folder.iterdir()} == {"config.json", "README.md", "model.safetensors", ".whole"}
    assert (folder / "model.safetensors").read_bytes() == FILES["model.safetensors"]
    assert all(REVISION in path for path in asked[1:])


def test_what_came_once_is_there_without_a_network(asked, monkeypatch):
    assert folder_of(NAME) is None
    _, folder = finished(downloaded(f"hub:{NAME}", CancelToken()))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    assert folder_of(NAME) == folder_of(f"hub:{NAME}") == folder


def test_names_without_an_owner_are_asked_for_by_saying_so():
    assert folder_of("hub:bert-base-uncased") is None


def test_a_folder_goes_before_a_name(tmp_path, monkeypatch):
    (tmp_path / "ada" / "tiny-bert").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert str(folder_of(NAME)) == NAME
    assert folder_of(f"hub:{NAME}") is None


@pytest.mark.parametrize("name", ["/nowhere/at/all", "./nowhere", "../nowhere", "hub:a/b/c", "hub:", "hub:../x", "a/.."])
def test_what_is_neither_is_one_sentence(name):
    with pytest.raises(OptionError, match=r"There is no folder .* Give encoder one"):
        folder_of(name)


def test_nothing_comes_unasked():
    assert str(refused(f"hub:{NAME}")) == (
        f"There is no folder {NAME} here, and nothing is downloaded unasked: with allow_download, mmdesk tells the files and how"
        " large they are, and fetches them from https://huggingface.co."
    )


def test_without_a_network_it_is_one_sentence(monkeypatch):
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{nobody_listens.getsockname()[1]}")
        with pytest.raises(
            OptionError, match=r"cannot be downloaded from http://127.* Connection refused\. .*give encoder the folder of a copy"
        ):
            finished(downloaded(NAME, CancelToken()))
    assert not kept_in(NAME).exists()


def test_a_hub_that_says_nothing_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(hub, "SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(OptionError, match="timed out"):
            finished(downloaded(NAME, CancelToken()))


def test_a_name_that_the_hub_does_not_know_is_one_sentence(asked):
    with pytest.raises(OptionError, match=r"has no ada/other that anybody may download \(404\)"):
        finished(downloaded("ada/other", CancelToken()))


@pytest.mark.parametrize("told", [[], {"sha": REVISION}, {"sha": "../..", "siblings": []}, {"sha": REVISION, "siblings": [1]}])
def test_a_hub_that_talks_nonsense_is_one_sentence(monkeypatch, told):
    with hub_with(NAME, {}, told) as (address, _):
        monkeypatch.setenv("HF_ENDPOINT", address)
        with pytest.raises(OptionError, match=r"cannot be downloaded|has no model"):
            finished(downloaded(NAME, CancelToken()))


def test_pickles_alone_are_not_taken(monkeypatch):
    with hub_with(NAME, {"config.json": b"{}", "pytorch_model.bin": b"x"}) as (address, asked):
        monkeypatch.setenv("HF_ENDPOINT", address)
        with pytest.raises(OptionError, match=r"has no model\.safetensors"):
            finished(downloaded(NAME, CancelToken()))
        assert len(asked) == 1


def test_weights_in_parts_are_all_taken(monkeypatch):
    files = {
        "model-00001-of-00002.safetensors": b"a",
        "model-00002-of-00002.safetensors": b"b",
        "model.safetensors.index.json": b"{}",
    }
    with hub_with(NAME, {**files, "consolidated.safetensors": b"c"}) as (address, _):
        monkeypatch.setenv("HF_ENDPOINT", address)
        assert {file.place for file in listed(NAME)[1]} == set(files)


def test_what_comes_damaged_is_not_kept(monkeypatch):
    siblings = [{"rfilename": "model.safetensors", "size": 4, "lfs": {"sha256": "0" * 64, "size": 4}}]
    with hub_with(NAME, {"model.safetensors": b"good"}, {"sha": REVISION, "siblings": siblings}) as (address, _):
        monkeypatch.setenv("HF_ENDPOINT", address)
        with pytest.raises(OptionError, match=r"model\.safetensors came damaged"):
            finished(downloaded(NAME, CancelToken()))
    assert not kept_in(NAME).exists()


def test_a_download_can_be_stopped(asked):
    token = CancelToken()
    work = downloaded(NAME, token)
    next(work)
    token.cancel()
    with pytest.raises(Cancelled):
        finished(work)
    assert not kept_in(NAME).exists()
    assert folder_of(NAME) is None
