"""Places are built when they are first wanted, and stay."""

import pytest

from mmdesk.app.places import Places


@pytest.fixture
def places(ready, theme, qtbot):
    places = Places(ready, theme)
    qtbot.addWidget(places)
    return places


def test_a_place_is_built_once_and_when_it_is_wanted(places):
    assert list(places.built()) == []
    places.show_place(0)
    assert places.current is places.classify
    train = places.build(2)
    places.show_place(2)
    assert places.current is places.build(2) is train
    assert [number for number, _ in places.built()] == [0, 2]
    assert places.count() == 2


def test_each_is_known_by_its_name(places):
    assert [places.number_of(entry.name) for entry in places.entries] == [0, 1, 2, 3]


def test_one_is_shown(places):
    places.show()
    for number in range(len(places.entries)):
        places.show_place(number)
        assert [place.isVisible() for _, place in places.built()] == [other == number for other in range(number + 1)]
