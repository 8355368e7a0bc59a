"""Cepstral statistics: how the shape of the spectrum is and changes over a few parts of a sound (Davis and Mermelstein 1980)."""

import math

import torch
from torch import Tensor

COEFFICIENTS, PARTS = 20, 3
SIZE = COEFFICIENTS * (3 * PARTS + 1) + 1
"""Mean, deviation and change of each coefficient in each part, its deviation over all, and how long the sound is."""
AUDIBLE = -0.25
"""What lies 50 decibels under the loudest point belongs to the pause around a sound; -1 is silence, 80 decibels under it."""


def cepstra(bands: Tensor) -> Tensor:
    """(B, bands, frames) log-mel, 1 at the loudest point and -1 at silence -> (B, SIZE)."""
    start, end = sounding(bands)
    found = cosines(bands.shape[1]).to(bands.device) @ bands  # (B, COEFFICIENTS, frames)
    changes = torch.cat([torch.zeros_like(found[..., :1]), found.diff(dim=-1).abs()], -1)
    edges = part_edges(start, end)
    statistics = [part for edge in edges for part in (*moments(found, *edge), mean(changes, edge[0] + 1, edge[1], *edge))]
    length = (end - start).to(bands.dtype).log().unsqueeze(1)
    return torch.cat([*statistics, moments(found, start, end)[1], length], 1)


def sounding(bands: Tensor) -> tuple[Tensor, Tensor]:
    """(B,) the first frame that sounds, and the one behind the last; all frames where none does."""
    frames = bands.shape[-1]
    loud, places = bands.amax(1) > AUDIBLE, torch.arange(frames, device=bands.device)
    start, last = torch.where(loud, places, frames).amin(1), torch.where(loud, places, -1).amax(1)
    silent = last < 0
    return start.masked_fill(silent, 0), (last + 1).masked_fill(silent, frames)


def part_edges(start: Tensor, end: Tensor) -> list[tuple[Tensor, Tensor]]:
    """Where each of the parts begins and ends, the first ones a frame longer; each is all of a sound that is too short."""
    count = end - start
    edges = [start + number * (count // PARTS) + (count % PARTS).clamp_max(number) for number in range(PARTS + 1)]
    short = count < 2 * PARTS
    return [(torch.where(short, start, edges[number]), torch.where(short, end, edges[number + 1])) for number in range(PARTS)]


def moments(found: Tensor, start: Tensor, end: Tensor) -> tuple[Tensor, Tensor]:
    """(B, COEFFICIENTS) mean and deviation of (B, COEFFICIENTS, frames) from `start` (B,) to before `end`."""
    middle = mean(found, start, end, start, end)
    return middle, mean((found - middle.unsqueeze(-1)).square(), start, end, start, end).sqrt()


def mean(found: Tensor, start: Tensor, end: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """(B, COEFFICIENTS) the sum from `start` (B,) to before `end`, by the number of frames from `first` to before `last`."""
    places = torch.arange(found.shape[-1], device=found.device)
    inside = (places >= start.unsqueeze(1)) & (places < end.unsqueeze(1))  # (B, frames)
    return (found * inside.unsqueeze(1)).sum(-1) / (last - first).unsqueeze(1)


def cosines(bands: int) -> Tensor:
    """(COEFFICIENTS, bands) the first rows of the discrete cosine transform, each of length 1."""
    places = math.pi * (torch.arange(bands, dtype=torch.float64) + 0.5) / bands
    rows = torch.cos(torch.arange(COEFFICIENTS).unsqueeze(1) * places)
    return (rows / rows.norm(dim=1, keepdim=True).clamp_min(1e-9)).float()
