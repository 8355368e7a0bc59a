import pytest

from mmdesk.app.widgets.contribution_bar import LEAST, ContributionBar


def test_what_is_added_goes_to_the_right_of_the_line(coloured, red):
    bar = coloured(ContributionBar(), 201, 20)
    bar.set_value(50, (-100, 100), "#ff0000")
    assert (bar.zero(), bar.bar().right()) == (100, 150)
    assert red(bar, 130, 10)
    assert not red(bar, 160, 10)
    assert not red(bar, 70, 10)


def test_what_is_taken_away_goes_to_the_left_and_looks_different(coloured, red):
    bar = coloured(ContributionBar(), 201, 20)
    bar.set_value(-50, (-100, 100), "#ff0000")
    assert (bar.bar().left(), bar.bar().right()) == (50, 100)
    places = [red(bar, x, 10) for x in range(55, 95)]
    assert any(places)
    assert not all(places), "hatched, for those who do not see where the line is"
    assert not red(bar, 130, 10)


@pytest.mark.parametrize(("value", "width"), [(0.001, LEAST), (-0.001, LEAST), (0, 0)])
def test_next_to_nothing_is_seen_and_nothing_is_not(qtbot, value, width):
    bar = ContributionBar()
    qtbot.addWidget(bar)
    bar.set_value(value, (-1, 1), "#ff0000")
    assert bar.bar().width() == pytest.approx(width)
