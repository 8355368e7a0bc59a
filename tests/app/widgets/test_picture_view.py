from PySide6.QtGui import QColor, QImage

from mmdesk.app.widgets.picture_view import MAX_ZOOM, PictureView


def picture(width, height):
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("#ff0000"))
    return image


def test_it_keeps_the_proportions_and_stands_in_the_middle(coloured, red):
    view = coloured(PictureView(), 200, 100)
    view.set_image(picture(50, 50))
    assert red(view, 100, 50)
    assert red(view, 55, 50)
    assert not red(view, 45, 50)


def test_a_tiny_picture_is_not_enlarged_beyond_recognition(coloured, red):
    view = coloured(PictureView(), 200, 100)
    view.set_image(picture(2, 2))
    assert red(view, 100, 50)
    assert not red(view, 100 + MAX_ZOOM + 3, 50)


def test_nothing_is_drawn_without_a_picture(coloured, red):
    view = coloured(PictureView())
    view.set_image(picture(9, 9))
    view.set_image(None)
    assert not red(view, 100, 30)
