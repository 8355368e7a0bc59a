"""What stands for a class on the map."""

from mmdesk.app.pages.data.table.map.marks import SHAPES, SIDE, mark
from mmdesk.core.palette import DARK, LIGHT


def drawn(number, colours, ratio=2.0, opacity=1.0):
    return mark(number, colours.curves, colours.card, ratio, opacity).toImage()


def test_thirty_classes_have_thirty_marks(qapp):
    for colours in (LIGHT, DARK):
        images = [drawn(number, colours) for number in range(30)]
        assert all(one != other for place, one in enumerate(images) for other in images[:place])


def test_shapes_alone_tell_neighbours_apart(qapp):
    one_colour = ["#000000"]
    images = [mark(number, one_colour, "#FFFFFF", 2.0).toImage() for number in range(len(SHAPES))]
    assert all(one != other for place, one in enumerate(images) for other in images[:place])


def test_it_is_sharp_on_a_fine_screen_and_as_large(qapp):
    image = drawn(0, LIGHT, ratio=3.0)
    assert image.width() == 3 * (SIDE + 2)
    assert image.devicePixelRatio() == 3


def test_what_is_faded_lets_the_ground_through(qapp):
    middle = (SIDE + 2) // 2
    assert drawn(0, LIGHT, 1.0).pixelColor(middle, middle).alpha() == 255
    assert 0 < drawn(0, LIGHT, 1.0, 0.2).pixelColor(middle, middle).alpha() < 80


def test_no_class_has_the_last_colour(qapp):
    middle = SIDE + 2
    assert drawn(-1, LIGHT).pixelColor(middle, middle).name().upper() == LIGHT.curves[-1]
