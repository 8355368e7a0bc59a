"""Cepstral statistics: how the shape of the spectrum is and changes over a few parts of a sound (Davis and Mermelstein 1980)."""

import math

import numpy as np
from numpy.typing import NDArray

COEFFICIENTS, PARTS = 20, 3
SIZE = COEFFICIENTS * (3 * PARTS + 1) + 1
"""Mean, deviation and change of each coefficient in each part, its deviation over all, and how long the sound is."""
AUDIBLE = -0.25
"""What lies 50 decibels under the loudest point belongs to the pause around a sound; -1 is silence, 80 decibels under it."""


def cepstra(bands: NDArray[np.float16]) -> NDArray[np.float32]:
    """(bands, frames) log-mel, 1 at the loudest point and -1 at silence -> (SIZE,)."""
    spectra = bands.astype(np.float32)
    loud = np.flatnonzero(spectra.max(0) > AUDIBLE)
    if len(loud):
        spectra = spectra[:, loud[0] : loud[-1] + 1]
    found = cosines(len(spectra)) @ spectra
    parts = np.array_split(found, PARTS, axis=1) if found.shape[1] >= 2 * PARTS else [found] * PARTS
    statistics = [
        value for part in parts for value in (part.mean(1), part.std(1), np.abs(np.diff(part, prepend=part[:, :1])).mean(1))
    ]
    length = np.array([math.log(spectra.shape[1])])
    return np.concatenate([*statistics, found.std(1), length]).astype(np.float32)


def cosines(bands: int) -> NDArray[np.float32]:
    """(COEFFICIENTS, bands) the first rows of the discrete cosine transform, each of length 1."""
    places = np.pi * (np.arange(bands) + 0.5) / bands
    rows = np.cos(np.arange(COEFFICIENTS)[:, None] * places)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9)).astype(np.float32)
