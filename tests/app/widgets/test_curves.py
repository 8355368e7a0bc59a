from mmdesk.app.widgets.curves import SECONDS, Curves


def test_the_leading_classes_have_curves(coloured):
    curves = coloured(Curves(), 200, 90)
    curves.add(0.0, {"a": 0.2, "b": 0.7, "c": 0.05, "d": 0.05})
    curves.add(0.1, {"a": 0.9, "b": 0.05, "c": 0.04, "d": 0.01})
    assert curves.leading() == ["a", "b", "c"]


def test_what_is_long_ago_is_forgotten(coloured):
    curves = coloured(Curves(), 200, 90)
    curves.add(0.0, {"old": 0.9})
    curves.add(SECONDS + 1, {"new": 0.5})
    assert curves.leading() == ["new"]
    curves.clear()
    assert curves.leading() == []


def test_the_highest_curve_is_drawn_in_the_foreground_colour(coloured, red):
    curves = coloured(Curves(), 200, 90)
    for step in range(50):
        curves.add(step / 10, {"a": 0.9, "b": 0.1})
    y = round(2 + 86 * 0.1)
    assert any(red(curves, 120, y + offset) for offset in range(-2, 3))


def test_gaps_and_nothing_are_drawn_without_trouble(coloured):
    curves = coloured(Curves(), 200, 90)
    curves.grab()
    curves.add(0.0, {})
    curves.add(0.1, {"a": 1.0})
    curves.add(0.2, {})
    curves.grab()


def test_the_label_of_a_low_curve_is_seen(coloured):
    def drawn(label):
        curves = coloured(Curves(), 300, 90)
        curves.add(0.0, {"high": 1.0, label: 0.0})
        return curves.grab().toImage()

    assert drawn("low") != drawn("bow")


def test_a_label_of_some_length_is_drawn_whole(coloured):
    def drawn(label):
        curves = coloured(Curves(), 300, 90)
        for step in range(50):
            curves.add(step / 10, {label: step / 50})
        return curves.grab().toImage()

    assert drawn("sunflower a") != drawn("sunflower b")
