"""How an earlier answer is shown."""

from datetime import datetime, timedelta

from mmdesk.app.pages.classify.earlier_entry import icon_of, moment


def test_today_is_told_by_its_time_alone():
    now = datetime.now()
    assert len(moment((now - timedelta(days=40)).timestamp())) > len(moment(now.timestamp()))


def test_what_has_no_picture_is_shown_by_what_it_has():
    assert icon_of(["text", "audio"]) == "microphone"
    assert icon_of(["text"]) == "words"
