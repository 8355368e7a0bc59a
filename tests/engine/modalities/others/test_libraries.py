import os
import subprocess
import sys

import pytest

from mmdesk.core.errors import ModelFileError
from mmdesk.core.models import other_backbones
from mmdesk.engine.modalities.others import libraries
from mmdesk.engine.modalities.others.libraries import library


def test_neither_is_imported_unless_it_is_chosen():
    code = "import sys, mmdesk.engine.torch_engine; from mmdesk.engine.modalities.registry import ENCODINGS; [*ENCODINGS.values()];"
    code += "print({'timm', 'transformers', 'torchvision'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_both_are_kept_from_the_network():
    assert library("transformers", "x").__name__ == "transformers"
    assert library("timm", "x").__name__ == "timm"
    assert {os.environ[name] for name in libraries.OFFLINE} == {"1"}


def test_one_that_is_missing_is_one_sentence(monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: None)
    with pytest.raises(ModelFileError, match=r'Install it by: pip install "mmdesk\[backbones\]"'):
        library("timm", "resnet18")


def test_one_that_does_not_load_is_one_sentence(monkeypatch):
    def broken():
        raise ImportError("cannot import name 'x'\nfrom somewhere")

    monkeypatch.setattr(libraries, "_timm", broken)
    with pytest.raises(ModelFileError, match=r"which cannot be loaded \(cannot import name 'x'\)\. Install it again"):
        library("timm", "resnet18")
