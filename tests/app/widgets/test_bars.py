from PySide6.QtCore import QPoint, Qt

from mmdesk.app.widgets.bars import Bar, Bars


def test_the_first_bar_is_coloured_and_as_long_as_its_share(coloured, red):
    bars = coloured(Bars(), 300, 60)
    bars.set_bars([Bar("a", 1.0, "100 %"), Bar("b", 0.5, "50 %")])
    row = bars.sizeHint().height() // 2
    assert red(bars, 150, row // 2)
    assert not red(bars, 150, row + row // 2)


def test_its_words_are_there_for_screen_readers(coloured):
    bars = coloured(Bars())
    bars.set_bars([Bar("cat", 0.9, "90 %"), Bar("狗", 0.1, "10 %")])
    assert bars.accessibleDescription() == "cat: 90 %; 狗: 10 %"


def test_it_grows_with_its_bars_and_takes_long_labels(coloured):
    bars = coloured(Bars())
    bars.set_bars([Bar("a", 1, "")])
    one = bars.sizeHint().height()
    bars.set_bars([Bar("a very long label " * 20, 0.2, "20 %")] * 3)
    assert bars.sizeHint().height() == 3 * one
    bars.grab()
    bars.set_bars([])
    bars.grab()


def test_the_strong_label_is_drawn_whole_where_there_is_room(coloured):
    def drawn(label):
        bars = coloured(Bars(), 640)
        bars.set_bars([Bar(label, 0.9, "90 %"), Bar("b", 0.1, "10 %")])
        return bars.grab().toImage()

    assert drawn("heart murmur, systolic") != drawn("heart murmur, systolia")


def test_a_click_picks_a_bar(coloured, qtbot):
    bars = coloured(Bars(), 300, 60)
    bars.set_bars([Bar("cat", 0.9, "90 %"), Bar("狗", 0.1, "10 %")])
    picked = []
    bars.picked.connect(picked.append)
    row = bars.sizeHint().height() // 2
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(50, row + row // 2))
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(50, row // 2))
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(50, 2 * row + 5))
    assert picked == ["狗", "cat"]


def test_arrow_keys_pick_the_next_bar_and_stay_among_them(coloured, qtbot):
    bars = coloured(Bars(), 300, 60)
    bars.set_bars([Bar("cat", 0.9, "90 %"), Bar("狗", 0.1, "10 %")])
    picked = []
    bars.picked.connect(picked.append)
    bars.picked.connect(bars.mark)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_A):
        qtbot.keyClick(bars, key)
    assert picked == ["狗", "狗", "cat"]


def test_a_marked_bar_looks_different(coloured):
    bars = coloured(Bars(), 300, 60)
    bars.set_bars([Bar("cat", 0.9, "90 %"), Bar("狗", 0.1, "10 %")])
    before = bars.grab().toImage()
    bars.mark("狗")
    assert bars.grab().toImage() != before
