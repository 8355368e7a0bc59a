import numpy as np
import pytest
import torch
from other_encoders import write_transformers

from mmdesk.core.errors import MediaError, ModelFileError
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.engine.modalities.audio.column import AUDIO
from mmdesk.engine.modalities.audio.other import OtherSounds
from mmdesk.engine.modalities.others.libraries import library
from mmdesk.engine.training.other_encoders import taken

NUMBERS = AudioFrontEnd(seconds=0.5)


@pytest.fixture(scope="module")
def sound():
    random = np.random.default_rng(0)
    return Sound((random.normal(0, 0.1, 8000) * np.sin(np.arange(8000) / 50)).astype(np.float32), 16_000)


@pytest.mark.parametrize("family", ["wav2vec2", "hubert", "wavlm"])
def test_it_gives_the_mean_over_time_as_its_own_library_does(tmp_path, sound, family):
    folder = write_transformers(tmp_path / "copy", family)
    front_end = OtherSounds(NUMBERS, taken(folder, "audio"))
    prepared = front_end.prepare(sound)
    assert np.array_equal(prepared, sound.samples)
    transformers = library("transformers", family)
    extracted = transformers.Wav2Vec2FeatureExtractor(do_normalize=True)(sound.samples, sampling_rate=16_000, return_tensors="pt")
    network = transformers.AutoModel.from_pretrained(folder).eval()
    with torch.inference_mode():
        expected = network(extracted["input_values"]).last_hidden_state.mean(1)[0].numpy()
    np.testing.assert_allclose(front_end.features(prepared), expected, atol=0.03 * np.abs(expected).max())


def test_spectra_are_those_of_its_own_library(tmp_path, sound):
    folder = write_transformers(tmp_path / "copy", "audio-spectrogram-transformer")
    front_end = OtherSounds(NUMBERS, taken(folder, "audio"))
    transformers = library("transformers", "ast")
    extractor = transformers.ASTFeatureExtractor(num_mel_bins=32, max_length=64)
    extracted = extractor(sound.samples, sampling_rate=16_000, return_tensors="pt")["input_values"]
    own = front_end._heard(torch.from_numpy(front_end.prepare(sound)))["input_values"]
    torch.testing.assert_close(own, extracted.float(), atol=1e-3, rtol=1e-3)
    network = transformers.ASTModel.from_pretrained(folder).eval()
    with torch.inference_mode():
        expected = network(extracted.float()).pooler_output[0].numpy()
    np.testing.assert_allclose(front_end.features(front_end.prepare(sound)), expected, atol=0.03 * np.abs(expected).max())


def test_sounds_of_other_rates_and_lengths_fit(tmp_path):
    front_end = OtherSounds(NUMBERS, taken(write_transformers(tmp_path / "copy", "wav2vec2"), "audio"))
    for rate, count in ((8000, 100), (44_100, 200_000)):
        samples = np.sin(np.arange(count, dtype=np.float32))
        assert front_end.prepare(Sound(samples, rate)).shape == (8000,)


def test_silence_is_no_number_to_divide_by(tmp_path):
    front_end = OtherSounds(NUMBERS, taken(write_transformers(tmp_path / "copy", "wav2vec2"), "audio"))
    assert np.isfinite(front_end.features(np.zeros(8000, dtype=np.float32))).all()


def test_of_a_spectrogram_no_sound_is_made(tmp_path):
    front_end = OtherSounds(NUMBERS, taken(write_transformers(tmp_path / "copy", "wav2vec2"), "audio"))
    with pytest.raises(MediaError, match="is a spectrogram"):
        front_end.prepare(Spectrogram(np.zeros((64, 10), dtype=np.float32), "train_audios.npy"))


def test_moments_of_the_sound_itself_can_be_hidden(tmp_path, sound):
    front_end = OtherSounds(NUMBERS, taken(write_transformers(tmp_path / "copy", "wav2vec2"), "audio"))
    occlusion = AUDIO.occluded(sound, front_end)
    assert occlusion.shape == (1, 12)
    kept = np.ones((1, *occlusion.shape), np.bool_)
    kept[0, 0, 3] = False
    (hidden,), whole = occlusion.shown(kept), front_end.prepare(sound)
    stretch = slice(len(whole) // 4, -(-len(whole) // 3))
    assert (hidden[stretch] == 0).all()
    assert np.array_equal(np.delete(hidden, np.r_[stretch]), np.delete(whole, np.r_[stretch]))
    assert occlusion.told(np.ones(occlusion.shape)).hertz == ()


@pytest.mark.parametrize("told", ['{"sampling_rate": 0}', '{"sampling_rate": "x"}', '{"sampling_rate": []}'])
def test_settings_that_cannot_be_are_one_sentence(tmp_path, told):
    folder = write_transformers(tmp_path / "copy", "hubert")
    (folder / "preprocessor_config.json").write_text(told)
    with pytest.raises(ModelFileError, match="do not fit its settings"):
        taken(folder, "audio")
