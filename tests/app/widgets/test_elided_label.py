from mmdesk.app.widgets.elided_label import ElidedLabel


def test_it_leaves_out_the_middle_where_it_is_narrow(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.set_words("holiday in the mountains.png · 4000 × 3000")
    label.resize(1000, 20)
    assert label.seen() == label.text() == label.toolTip()
    label.resize(150, 20)
    assert label.seen().startswith("holi")
    assert "…" in label.seen()
    assert label.seen().endswith("3000")


def test_it_draws_what_there_is_room_for(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(60, 20)
    empty = label.grab().toImage()
    label.set_words("a long line of words")
    assert label.grab().toImage() != empty
