import subprocess
import sys

import pytest
from vectors import VectorColumn

from mmdesk.core.modalities.registry import MODALITIES


def test_names_come_in_their_order_and_columns_know_theirs() -> None:
    assert list(MODALITIES) == ["image", "text", "audio"]
    assert all(column.name == modality for modality, column in MODALITIES.items())
    assert MODALITIES.ordered({"audio", "image"}) == ("image", "audio")


def test_a_modality_more_is_the_last_for_a_while() -> None:
    with MODALITIES.extended("vector", VectorColumn()):
        assert [*MODALITIES][-1] == "vector"
        assert MODALITIES["vector"].endings == (".json",)
    assert "vector" not in MODALITIES
    with pytest.raises(KeyError):
        MODALITIES["vector"]


def test_columns_come_without_what_only_contents_need() -> None:
    code = "import sys; from mmdesk.core.modalities.registry import MODALITIES; list(MODALITIES.values()); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "PIL", "av", "soundfile"} & set(loaded)
