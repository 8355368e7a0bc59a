from mmdesk.app.widgets.dot import Dot


def test_it_has_the_foreground_colour(coloured, red):
    dot = coloured(Dot(), 12, 12)
    assert red(dot, 6, 6)
    assert not red(dot, 0, 0)
