import numpy as np

from mmdesk.app.widgets.spectrogram import Spectrogram


def test_low_bands_are_below_and_what_is_loud_is_strong(coloured, red):
    widget = coloured(Spectrogram(), 200, 100)
    drawing = np.zeros((4, 10), dtype=np.uint8)
    drawing[0, 5:] = 255
    widget.set_drawing(drawing)
    assert red(widget, 150, 90)
    assert not red(widget, 50, 90)
    assert not red(widget, 150, 10)
    widget.set_drawing(None)
    assert not red(widget, 150, 90)
