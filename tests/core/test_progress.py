import threading
import time

import pytest

from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken


def waiting(token):
    thread = threading.Thread(target=token.check)
    thread.start()
    return thread


def test_work_waits_where_it_checks_until_it_may_go_on():
    token = CancelToken()
    token.pause()
    thread = waiting(token)
    time.sleep(0.05)
    assert thread.is_alive()
    before = token.clock()
    token.go_on()
    thread.join(5)
    assert not thread.is_alive()
    assert token.clock() - before < 0.04, "the pause counts"


def test_paused_work_can_be_stopped_and_stopped_work_not_paused():
    token = CancelToken()
    token.pause()
    token.cancel()
    assert not token.paused
    token.pause()
    with pytest.raises(Cancelled):
        token.check()
