import numpy as np
import torch
from tiny import RATE, tiny_spec

from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.engine.modalities.audio.occlusion import MOMENTS, heard, occluded
from mmdesk.engine.modalities.registry import front_end_of


def test_each_moment_is_silent_once():
    times = np.arange(round(0.2 * RATE)) / RATE
    sound = Sound(np.sin(2 * np.pi * 900 * times).astype(np.float32), RATE)
    occlusion = occluded(sound, front_end_of(tiny_spec(), "audio"), 0.2)
    variants = list(occlusion.variants)
    assert len(variants) == MOMENTS - 1
    assert all((variant == -1).all(axis=0).any() for variant in variants)
    falls = torch.zeros(len(variants))
    falls[-1] = 1
    moments = occlusion.told(falls)
    assert moments.shares.argmax() == MOMENTS - 1
    assert (moments.start, moments.end) == (0, 1)


def test_of_a_spectrogram_all_is_heard():
    assert heard(Spectrogram(np.zeros((4, 4), dtype=np.float32)), 1.0) == (0.0, 1.0)
