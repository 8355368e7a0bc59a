"""Tiny models as ONNX graphs, for the tests of those who write and ask them."""

import dataclasses

import numpy as np
import torch
from tiny import RATE, picture_of, sound_of, tiny_spec, words_of

from mmdesk.core.modalities.sample import Sample
from mmdesk.engine.device import choose_device
from mmdesk.engine.export import onnx
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.modalities.layers import FineTuned, StandardizedEach
from mmdesk.engine.model.fused_model import build

__all__ = ["RATE", "exported", "samples", "tiny_spec"]


def exported(path, spec, seed=0):
    """Write a model of random weights that is sure of itself; gives its predictor."""
    torch.manual_seed(seed)
    network = build(spec).eval()
    for part in network.encoders.children():
        if isinstance(part, FineTuned):
            part.begin()
    for part in network.modules():
        if isinstance(part, StandardizedEach):
            part.scale.fill_(0.05)  # what is made by hand is about so much larger
    with torch.no_grad():
        for weights in network.heads.parameters():
            weights.mul_(2)
    predictor = Predictor(network, spec, choose_device("cpu"))
    onnx.write(path, network, spec, predictor.front_ends)
    return predictor


def samples(modalities=("image", "text", "audio"), count=6):
    """Samples of all classes, whole and with each part alone."""
    random = np.random.default_rng(0)
    for number in range(count):
        label = ("red", "green", "蓝")[number % 3]
        words = words_of(label, number) * (number % 3 + 1)
        sample = Sample(image=picture_of(label, random), text=words, audio=sound_of(label, random))
        sample = sample.without(*(modality for modality in sample.present if modality not in modalities))
        yield sample
        yield from (sample.without(*(other for other in modalities if other != modality)) for modality in modalities)


def calibrated(spec):
    """The same spec with temperatures and evidence of its own for every subset."""
    names = [
        "+".join(m for bit, m in enumerate(spec.modalities) if number >> bit & 1) for number in range(2 ** len(spec.modalities))
    ]
    temperatures = {name: 0.7 + 0.1 * number for number, name in enumerate(names) if name}
    evidence = {name: 30 + number for number, name in enumerate(names)}
    return dataclasses.replace(spec, temperatures=temperatures, evidence=evidence)
