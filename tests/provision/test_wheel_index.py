"""PyTorch's own index: reached, refusing, without a name, hanging, dripping, without the wheel."""

import re
import socket
import sys
import threading

import pytest
from provision import wheel_index


def missed(index, patience=5.0):
    with pytest.raises(wheel_index.NotReachedError) as told:
        wheel_index.find(index, "torch", "2.13.0", patience)
    return str(told.value)


def test_the_wheel_is_found_with_its_size(index):
    wheel = wheel_index.find(f"{index.url}/cpu", "torch", "2.13.0")
    file = index.folder / "cpu" / "torch-2.13.0+cpu-py3-none-any.whl"
    assert wheel.url == f"{index.url}/cpu/torch-2.13.0%2Bcpu-py3-none-any.whl"
    assert wheel.size == file.stat().st_size
    assert index.fetched(".whl") == 0, "it is asked for, not downloaded"


def test_refused():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "refused" in missed(f"http://127.0.0.1:{port}/cpu").lower()


def test_a_name_that_nobody_knows():
    assert missed("http://index.invalid/cpu")


@pytest.mark.parametrize("place", ["/cpu/torch/", ".whl"])
def test_hanging(index, place):
    index.hangs_at = place
    assert missed(f"{index.url}/cpu", patience=0.3) in {"no answer within 0.3 seconds", "timed out"}


def test_dripping():
    """One that sends a byte now and then is never silent for long."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = threading.Event()

        def drip():
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
                while not ended.wait(0.05):
                    connection.sendall(b"x")

        dripping = threading.Thread(target=drip)
        dripping.start()
        assert missed(f"http://127.0.0.1:{server.getsockname()[1]}/cpu", 0.5) == "no answer within 0.5 seconds"
        ended.set()
        dripping.join()


def test_an_index_without_the_version(index):
    (index.folder / "cpu" / "torch-2.13.0+cpu-py3-none-any.whl").rename(index.folder / "cpu" / "torch-2.12.0+cpu-py3-none-any.whl")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert missed(f"{index.url}/cpu").startswith(f"it has no wheel of torch 2.13.0 for Python {python} on ")


def test_an_index_without_the_package(index):
    assert missed(f"{index.url}/cu130") == "Not Found"


def test_only_wheels_of_this_python_and_system_fit(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    python = f"cp3{sys.version_info.minor}"
    pattern = re.compile(wheel_index.file_pattern("torch", "2.13.0"))
    assert pattern.fullmatch(f"torch-2.13.0+cpu-{python}-{python}-manylinux_2_28_x86_64.whl")
    assert not pattern.fullmatch(f"torch-2.13.0+cpu-{python}-{python}t-manylinux_2_28_x86_64.whl")
    assert not pattern.fullmatch(f"torch-2.13.0+cpu-{python}-{python}-manylinux_2_28_aarch64.whl")
    assert not pattern.fullmatch(f"torch-2.13.0+cpu-{python}-{python}-win_amd64.whl")
    assert not pattern.fullmatch("torch-2.13.0+cpu-cp39-cp39-manylinux_2_28_x86_64.whl")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("platform.machine", lambda: "AMD64")
    assert re.fullmatch(wheel_index.file_pattern("torch", "2.13.0"), f"torch-2.13.0+cu130-{python}-{python}-win_amd64.whl")
