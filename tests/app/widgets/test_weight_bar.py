from mmdesk.app.widgets.weight_bar import Piece, WeightBar


def test_pieces_take_their_shares(coloured, red):
    bar = coloured(WeightBar(), 200, 20)
    bar.set_pieces([Piece("Picture", 0.75, "#ff0000", "#ff0000"), Piece("Sound", 0.25, "#0000ff", "#0000ff")])
    assert red(bar, 140, 10)
    assert not red(bar, 160, 10)


def test_its_words_are_there_for_screen_readers(coloured):
    bar = coloured(WeightBar(), 200, 20)
    bar.set_pieces([Piece("Picture", 0.75, "#ff0000", "#ffffff"), Piece("Sound", 0.25, "#0000ff", "#ffffff")])
    assert bar.accessibleDescription() == "Picture 75 %, Sound 25 %"


def test_words_that_do_not_fit_are_left_out(coloured):
    bar = coloured(WeightBar(), 100, 20)
    piece = Piece("A very long name", 0.3, "#ff0000", "#ffffff")
    assert bar._words(piece, 1000) == "A very long name  30 %"
    assert bar._words(piece, bar.fontMetrics().horizontalAdvance("30 %")) == "30 %"
    assert bar._words(piece, 3) == ""
