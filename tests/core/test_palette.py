"""Enough contrast in light and in dark, and colours that are told apart by all kinds of sight."""

import itertools

import numpy as np
import pytest

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.palette import CURVES, DARK, LIGHT

SIGHTS = {
    "usual": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""What becomes of linear RGB (Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1)."""
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
CLEARLY = 20
"""Distances in CIELAB from which two thin lines are told apart at a glance; 2.3 is just seen (Mahy et al. 1994)."""
JUST = 10
both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour):
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(first, second):
    """Contrast ratio after WCAG 2.1."""
    dark, light = sorted(float(XYZ[1] @ linear(colour)) for colour in (first, second))
    return (light + 0.05) / (dark + 0.05)


def lab(colour, sight):
    """CIELAB under D65."""
    xyz = XYZ @ np.clip(SIGHTS[sight] @ linear(colour), 0, 1) / XYZ.sum(1)
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), 841 / 108 * xyz + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def least(colours, sight):
    """Of all pairs the distance of the two that are nearest."""
    return min(np.linalg.norm(lab(one, sight) - lab(other, sight)) for one, other in itertools.combinations(colours, 2))


@both
def test_words_can_be_read(colours):
    for ground in (colours.ground, colours.card):
        assert contrast(colours.strong, ground) >= 7
        assert contrast(colours.soft, ground) >= 4.5
        assert contrast(colours.problem, ground) >= 4.5


@both
def test_modalities_and_curves_stand_out_from_the_card(colours):
    for name in (*MODALITIES, *CURVES, "accent"):
        assert contrast(colours.of(name), colours.card) >= 3, name


@both
def test_the_chosen_row_stands_out_and_can_be_read(colours):
    assert contrast(colours.accent, colours.card) >= 3
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@both
def test_modalities_are_told_apart_by_all_kinds_of_sight(colours):
    modalities = [colours.of(name) for name in MODALITIES]
    for sight in SIGHTS:
        assert least(modalities, sight) >= (JUST if sight == "no blue" else CLEARLY), sight


@both
def test_curves_are_told_apart_by_all_kinds_of_sight_and_are_no_modality(colours):
    curves = [colours.of(name) for name in CURVES]
    for sight in SIGHTS:
        assert least(curves, sight) >= CLEARLY, sight
    for name, curve in itertools.product(MODALITIES, curves):
        assert np.linalg.norm(lab(colours.of(name), "usual") - lab(curve, "usual")) >= CLEARLY, name


def test_what_is_no_name_has_the_colour_of_words():
    assert (LIGHT.of(""), LIGHT.of("accent")) == (LIGHT.strong, LIGHT.accent)


def test_the_measures_are_those_of_known_colours():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    np.testing.assert_allclose(lab("#FF0000", "usual"), [53.24, 80.09, 67.20], atol=0.05)
    assert least(["#FF0000", "#00FF00"], "no green") < least(["#FF0000", "#00FF00"], "usual") / 2
