import pytest

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.exported import ModelInput
from mmdesk.runtime.modalities.registry import KINDS, preparation_of


def test_every_modality_has_its_kinds():
    assert list(KINDS) == list(MODALITIES)
    assert all(KINDS[modality] for modality in KINDS)


def test_a_kind_that_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        preparation_of("image", ModelInput("a", "film", {}))
