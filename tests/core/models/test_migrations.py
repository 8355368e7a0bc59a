"""Descriptions of older model files."""

import json

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.spec import EncoderSpec, ModelSpec

OLD = {
    "labels": ["a", "b"],
    "modalities": ["text", "audio"],
    "preset": "fast",
    "fusion": "mixture",
    "dimension": 64,
    "image": {"size": 32},
    "text": {"length": 12, "vocabulary": 300, "tokenizer": "{}"},
    "audio": {"rate": 8000, "seconds": 0.5, "bands": 16, "window": 256, "hop": 80},
    "temperatures": {"text": 1.5},
    "metrics": {},
    "training": {"samples": 3},
    "card": {},
    "version": "0.1.0",
}


def test_of_format_2_the_front_ends_of_the_modalities_that_are_taken_stay():
    for number in (1, 2):
        spec = ModelSpec.from_json(json.dumps(OLD), number=number)
        assert spec.encoders == {
            "text": EncoderSpec("fresh", TextFrontEnd(12, 300, "{}")),
            "audio": EncoderSpec("fresh", AudioFrontEnd(8000, 0.5, 16, 256, 80)),
        }
        assert (spec.fusion, spec.dimension, spec.temperatures, spec.training) == ("mixture", 64, {"text": 1.5}, {"samples": 3})


def test_of_format_2_the_preset_tells_the_encoders():
    spec = ModelSpec.from_json(json.dumps({**OLD, "preset": "classic"}), number=2)
    assert {encoder.name for encoder in spec.encoders.values()} == {"classic"}
