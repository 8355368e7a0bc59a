import subprocess
import sys

import pytest


def said_by(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_torchaudio_comes_without_its_compiled_part():
    code = "from mmdesk.engine.modalities.stand_ins import torchaudio; import sys; torchaudio().transforms.MelSpectrogram;"
    assert said_by(f"{code} print(sys.modules['torchaudio._extension'].__spec__)") == ["None"]


@pytest.mark.parametrize(
    "torchvision",
    ["import sys; sys.modules['torchvision'] = None;", "import sys; sys.path.insert(0, sys.argv[1]);"],
    ids=["missing", "one that refuses"],
)
def test_timm_comes_without_torchvision(tmp_path, torchvision):
    (tmp_path / "torchvision.py").write_text("raise RuntimeError('operator torchvision::nms does not exist')")
    code = f"""{torchvision}
from mmdesk.engine.modalities import stand_ins
print(stand_ins.has_torchvision(), stand_ins.has_torchvision())
timm = stand_ins.timm()
import torch
print(tuple(timm.create_model("test_vit", num_classes=0).eval()(torch.zeros(1, 3, 160, 160)).shape))
import importlib.util
print(importlib.util.find_spec("torchvision"))
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["False False", "(1, 64)", "None"], done.stderr


def test_a_torchvision_that_works_is_used(tmp_path):
    (tmp_path / "torchvision").mkdir()
    (tmp_path / "torchvision" / "__init__.py").write_text("")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from mmdesk.engine.modalities import stand_ins;"
    assert said_by(f"{code} print(stand_ins.has_torchvision())") == ["True"]
