"""What a training is refused for before anything is read, let alone computed."""

import dataclasses

import pytest
from specs import spec_of, write_encoder, write_header

from mmdesk.core.errors import InputError, ModelFileError, OptionError
from mmdesk.core.models import other_backbones
from mmdesk.core.models.ready import DIGITS, EVERYDAY
from mmdesk.core.training import beforehand
from mmdesk.core.training.beforehand import check_plan, other_folders
from mmdesk.core.training.plan import TrainPlan


@pytest.fixture
def plan(tmp_path):
    return TrainPlan(out=tmp_path / "m.safetensors")


@pytest.fixture(autouse=True)
def _libraries(monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: name)


def test_what_can_be_done_leaves_nothing_behind(plan, tmp_path):
    check_plan(dataclasses.replace(plan, start_from=DIGITS.path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [("m.xyz", "must end in .safetensors"), ("", "is a folder"), ("gone/m.safetensors", "the folder does not exist")],
)
def test_a_model_file_that_cannot_be_written(plan, tmp_path, name, said):
    with pytest.raises(InputError, match=said):
        check_plan(dataclasses.replace(plan, out=tmp_path / name))


def test_nothing_to_resume(plan):
    with pytest.raises(OptionError, match="There is no interrupted training"):
        check_plan(dataclasses.replace(plan, resume=True))


def test_a_model_that_no_training_can_begin_with(plan, tmp_path):
    with pytest.raises(ModelFileError, match="does not exist"):
        check_plan(dataclasses.replace(plan, start_from=tmp_path / "gone.safetensors"))
    with pytest.raises(OptionError, match="has no encoder that another training can begin with"):
        check_plan(dataclasses.replace(plan, start_from=EVERYDAY.path))
    write_header(plan.out, spec_of(("a", "b")))
    with pytest.raises(OptionError, match=r"m\.safetensors is what the training begins with. Give another file for out."):
        check_plan(dataclasses.replace(plan, start_from=plan.out))


def test_encoders_of_others_lie_in_folders_or_are_to_be_downloaded(plan, tmp_path):
    folder, name = write_encoder(tmp_path / "bert"), "image=timm/resnet18.a1_in1k"
    assert other_folders(dataclasses.replace(plan, encoder=(f"text={folder}", "audio=fresh"))) == {"text": folder}
    assert other_folders(dataclasses.replace(plan, encoder=(name,), allow_download=True)) == {"image": None}
    with pytest.raises(OptionError, match="nothing is downloaded unasked"):
        check_plan(dataclasses.replace(plan, encoder=(name,)))
    with pytest.raises(OptionError, match=r"There is no folder \./gone"):
        check_plan(dataclasses.replace(plan, encoder=("text=./gone",)))
    with pytest.raises(ModelFileError, match="is for the words, not for the picture"):
        check_plan(dataclasses.replace(plan, encoder=(f"image={folder}",)))
    check_plan(dataclasses.replace(plan, encoder=(f"image={folder}",), modalities=("text",)))


def test_a_library_that_is_missing(plan, tmp_path, monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: None)
    with pytest.raises(ModelFileError, match="needs the package transformers"):
        check_plan(dataclasses.replace(plan, encoder=(f"text={write_encoder(tmp_path / 'bert')}",)))
    with pytest.raises(ModelFileError, match="needs the package timm"):
        check_plan(dataclasses.replace(plan, encoder=("image=timm/resnet18.a1_in1k",), allow_download=True))


def test_curves_without_tensorboard(plan, tmp_path, monkeypatch):
    wanted = dataclasses.replace(plan, tensorboard=tmp_path / "curves")
    check_plan(wanted)
    monkeypatch.setattr(beforehand, "find_spec", lambda name: None)
    with pytest.raises(OptionError, match="pip install tensorboard"):
        check_plan(wanted)
    check_plan(plan)
