"""What no longer hangs together ends in the GUI thread."""

import gc
import threading

from mmdesk.app.system import garbage
from mmdesk.app.system.garbage import Collector


class Cycle:
    def __init__(self, ended):
        self.own, self._ended = self, ended

    def __del__(self):
        self._ended.append(threading.current_thread())


def test_what_another_thread_left_ends_here(qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "MILLISECONDS", 5)
    collector, ended = Collector(), []

    thread = threading.Thread(target=Cycle, args=(ended,))
    thread.start()
    thread.join()
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]  # which make it worth a look
    assert not ended
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]
    collector.stop()
    assert kept
