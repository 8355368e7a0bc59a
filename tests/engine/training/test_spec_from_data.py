import numpy as np
import pytest
import soundfile
from PIL import Image

from mmdesk.core.datasets.example import Dataset, Example, Item
from mmdesk.core.errors import OptionError
from mmdesk.core.modalities.text.tokenizer import Tokens
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.training.spec_from_data import fitted_spec


def pictures(folder, *sides):
    for number, side in enumerate(sides):
        Image.new("RGB", (side, max(1, side // 2))).save(folder / f"{number}.png")
    return [Example(n, {"image": Item(folder / f"{n}.png")}, "a", "train") for n in range(len(sides))]


def sounds(folder, *lengths):
    for number, seconds in enumerate(lengths):
        soundfile.write(folder / f"{number}.wav", np.sin(np.arange(round(seconds * 8000))), 8000)
    return [Example(n, {"audio": Item(folder / f"{n}.wav")}, "a", "train") for n in range(len(lengths))]


def dataset(root, *examples):
    return Dataset(root, examples)


def test_the_spec_follows_from_data_and_plan(tmp_path):
    examples = [Example(1, {"text": "sieben"}, "7", "train"), Example(2, {"text": "acht"}, "8", "val")]
    spec = fitted_spec(dataset(tmp_path, *examples, *pictures(tmp_path, 28)), TrainPlan(fusion="concat"))
    assert spec.labels == ("7", "8", "a")
    assert spec.modalities == ("image", "text")
    assert spec.fusion == "concat"
    assert spec.version
    assert len(Tokens(spec.front_end("text").tokenizer, spec.front_end("text").length)("sieben")) >= 1


def test_the_persons_own_numbers_come_first(tmp_path):
    data = dataset(tmp_path, *pictures(tmp_path, 28), *sounds(tmp_path, 0.5))
    spec = fitted_spec(data, TrainPlan(image_size=48, audio_seconds=2.5))
    assert (spec.front_end("image").size, spec.front_end("audio").seconds) == (48, 2.5)


def test_the_classic_preset_has_the_theorys_numbers(tmp_path):
    examples = [Example(1, {"text": "sieben"}, "7", "train"), *pictures(tmp_path, 28), *sounds(tmp_path, 0.5)]
    spec = fitted_spec(dataset(tmp_path, *examples), TrainPlan(preset="classic"))
    assert spec.front_end("image").size == 224
    assert (spec.front_end("text").length, spec.front_end("text").vocabulary) == (128, 10_000)
    assert (spec.front_end("audio").bands, spec.dimension) == (128, 512)
    assert {encoder.name for encoder in spec.encoders.values()} == {"classic"}


def test_only_the_training_rows_teach_the_tokenizer(tmp_path):
    texts = [("aaaa bbbb " * 9, "train"), ("zzzzyyyy " * 9, "test")]
    examples = [Example(n, {"text": text}, str(n), split) for n, (text, split) in enumerate(texts)]
    spec = fitted_spec(dataset(tmp_path, *examples), TrainPlan())
    cut = Tokens(spec.front_end("text").tokenizer, spec.front_end("text").length)
    assert len(cut("aaaa")) < len(cut("zzzz"))


def test_modalities_that_the_data_lack_are_one_sentence(tmp_path):
    with pytest.raises(OptionError, match="none of the modalities audio"):
        fitted_spec(dataset(tmp_path, *pictures(tmp_path, 28)), TrainPlan(modalities=("audio",)))


def test_the_order_in_which_modalities_are_asked_for_does_not_matter(tmp_path):
    data = dataset(tmp_path, *pictures(tmp_path, 28), *sounds(tmp_path, 0.5))
    assert fitted_spec(data, TrainPlan(modalities=("audio", "image"))).modalities == ("image", "audio")
