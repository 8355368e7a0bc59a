from mmdesk.cli.columns import columns_of, wrapped


def test_wide_characters_take_two_columns():
    assert columns_of("ab") == 2
    assert columns_of("a狗") == 3


def test_lines_end_at_blanks():
    assert wrapped("one two  three", 7) == ["one two", "three"]


def test_lines_end_between_wide_characters_but_not_before_a_closing_mark():
    assert wrapped("一二三，四五。", 7) == ["一二", "三，四", "五。"]
    assert wrapped("默认（一）", 6) == ["默认", "（一）"]
    assert wrapped("看 mmdesk 的窗口", 9) == ["看 mmdesk", "的窗口"]


def test_a_piece_that_is_too_long_stays_whole():
    assert wrapped("a resources/models/digits", 8) == ["a", "resources/models/digits"]
    assert wrapped("", 8) == [""]
