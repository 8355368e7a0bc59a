"""From examples on the disk to a trained, judged and used model, by mouse and keyboard."""

import csv
import shutil
from contextlib import suppress

import numpy as np
import pytest
from end_to_end.conftest import ARTEFACTS
from end_to_end.test_mouse import RIGHT_OF_SOURCE, drag
from jeepney import MatchRule, message_bus
from jeepney.io.blocking import open_dbus_connection
from patience import MINUTES, until
from PIL import Image

COLOURS = {"red": (200, 30, 30), "green": (30, 200, 30)}
EACH = 24
KINDS = "folders", "manifest"


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Class folders with a picture and a sentence for each sample."""
    folder = tmp_path_factory.mktemp("data") / "folders"
    random = np.random.default_rng(0)
    for label, colour in COLOURS.items():
        (folder / label).mkdir(parents=True)
        for number in range(EACH):
            pixels = np.array(colour) + random.normal(0, 20, (24, 24, 3))
            Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(folder / label / f"{number}.png")
            (folder / label / f"{number}.txt").write_text(f"number {number} looks {label} to me")
    return folder


@pytest.fixture(scope="module")
def manifest(folders):
    """The same samples in a table, which splits them itself, without the last picture."""
    folder = shutil.copytree(folders, folders.with_name("manifest"))
    rows = [("image", "text", "label", "split")]
    for file in sorted(folder.glob("*/*.txt")):
        split = ("test", "val", "train", "train")[int(file.stem) % 4]
        rows.append((f"{file.parent.name}/{file.stem}.png", file.read_text(), file.parent.name, split))
        file.unlink()
    with open(folder / "manifest.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    (folder / rows[-1][0]).unlink()
    return folder


@pytest.fixture(scope="module")
def source(drag_from, folders, manifest):
    return drag_from([folders], [manifest])


@pytest.fixture(scope="module")
def desk(start, screen, source):
    desk = start()
    screen.xdotool("windowmove", "--sync", until(lambda: desk.window, "the window of mmdesk"), *RIGHT_OF_SOURCE)
    desk.is_ready()
    screen.key("alt+3")
    desk.shows(lambda tree: any(text.startswith("Drop the folder") for text in tree.texts()), "the empty place Train")
    screen.picture(ARTEFACTS / "train-empty.png")
    return desk


class Docks:
    """Hears on the bus of the screen what docks are told: a share, or None where nothing goes on."""

    def __init__(self, connection, signals):
        self._connection, self._signals = connection, signals
        self.shares = []

    def clear(self):
        self._hear()
        self.shares.clear()

    def told(self, enough):
        """All shares so far, once they are enough."""
        until(lambda: self._hear() or enough(self.shares), "the docks are told")
        return list(self.shares)

    def _hear(self):
        with suppress(TimeoutError):
            while True:
                self._connection.recv_messages(timeout=0.05)
        while self._signals:
            _, properties = self._signals.popleft().body
            self.shares.append(properties["progress"][1] if properties["progress-visible"][1] else None)


@pytest.fixture(scope="module")
def docks(screen):
    connection = open_dbus_connection(screen.environment["DBUS_SESSION_BUS_ADDRESS"])
    rule = MatchRule(type="signal", interface="com.canonical.Unity.LauncherEntry", member="Update")
    connection.send_and_get_reply(message_bus.AddMatch(rule))
    with connection.filter(rule, bufsize=1000) as signals:
        yield Docks(connection, signals)
    connection.close()


def says(begin):
    return lambda tree: any(text.startswith(begin) for text in tree.texts())


@pytest.mark.parametrize("kind", KINDS)
def test_examples_become_a_model_that_answers(desk, docks, screen, source, kind):
    keep = lambda what: screen.picture(ARTEFACTS / f"{kind}-{what}.png")  # noqa: E731
    screen.key("alt+2")
    tree = desk.shows(lambda tree: tree.find("panel", "Balance") or tree.find("panel", "Begin"), "the place Data")
    drag(source, kind, desk, "Balance" if tree.find("panel", "Balance") else "Begin")
    desk.shows(lambda tree: tree.find("button menu", f"Project: {kind}"), "the project is open")
    desk.press("Look for problems")
    desk.shows(lambda tree: tree.find("push button", "Look again"), "it has looked", MINUTES)
    unread = lambda tree: [text for text in tree.texts() if "cannot be read" in text]  # noqa: E731
    # Qt shows what was added to a layout one turn of its event loop later than the button says it.
    desk.shows(lambda tree: len(unread(tree)) == (kind == "manifest"), "the missing picture, and nothing else")
    keep("problems")

    screen.key("alt+3")
    desk.shows(lambda tree: any(text.startswith(f"{kind} · ") for text in tree.texts()), "Train has taken the project")
    screen.click(desk.middle(desk.one("radio button", "quick")))
    docks.clear()
    desk.press("Train")
    desk.press("Pause")
    desk.press_close()
    desk.press("Go on training")  # closing during a training asks, and to stay is one of the answers
    desk.press("Go on")
    desk.shows(says("round "), "the first rounds", MINUTES)
    keep("trains")
    desk.shows(says("done · validation accuracy"), "the end", MINUTES)
    keep("trained")
    shares = docks.told(lambda shares: shares[-1:] == [None])
    assert shares[0] == 0
    assert shares[:-1] == sorted(shares[:-1])

    desk.press("Judge it")
    tree = desk.shows(says("Accuracy "), "the judgement", MINUTES)
    assert any(
        text.startswith(("Fusion helps", "Fusion makes no clear difference", "Fusion cannot be judged yet"))
        for text in tree.texts()
    )
    keep("judged")
    desk.press("Use it")
    screen.xdotool("windowactivate", "--sync", desk.window)  # what is typed before the desk is in front again goes astray
    screen.key("ctrl+n")
    desk.shows(lambda tree: any("It tells apart: green, red." in text for text in tree.texts()), "the place Classify")
    screen.type("number 3 looks red to me")
    desk.answers(1, "red")
    assert desk.complaints == ""
