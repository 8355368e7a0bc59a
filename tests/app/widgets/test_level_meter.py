import pytest

from mmdesk.app.widgets.level_meter import LevelMeter, share_of


@pytest.mark.parametrize(("peak", "share"), [(1, 1), (0.1, 2 / 3), (0.001, 0), (0, 0), (2, 1), (1e-9, 0)])
def test_the_scale_is_that_of_decibels(peak, share):
    assert share_of(peak) == pytest.approx(share)


def test_it_rises_at_once_and_falls_slowly(coloured, red):
    meter = coloured(LevelMeter(), 100, 16)
    meter.set_level(0.5)
    high = meter.share
    assert red(meter, 50, 8)
    meter.set_level(0)
    assert 0.8 * high < meter.share < high
    for _ in range(60):
        meter.set_level(0)
    assert meter.share < 0.01
    meter.set_level(1)
    meter.clear()
    assert meter.share == 0
