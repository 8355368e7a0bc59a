"""Which model can answer for a project, and the one engine of all threads."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from specs import spec_of

from mmdesk.app.services.open_model import OpenModel, once
from mmdesk.core.paths import starter_model
from mmdesk.core.training.collected import COLLECTED

PETS = OpenModel(Path("pets.safetensors"), spec_of(("cat", "dog")), "cpu", "", 1)


@pytest.mark.parametrize(("labels", "fits"), [((), True), (("cat",), True), (("cat", "fox"), False)])
def test_it_answers_for_a_project_whose_classes_it_knows(labels, fits):
    assert PETS.fits(labels) == fits


def test_the_starter_model_and_those_that_learned_while_collecting_give_way():
    assert not dataclasses.replace(PETS, path=starter_model()).fits(("cat",))
    assert not dataclasses.replace(PETS, spec=dataclasses.replace(PETS.spec, training={COLLECTED: True})).fits(("cat",))


def test_all_threads_have_the_same_engine():
    engine = once(object)
    with ThreadPoolExecutor(4) as pool:
        assert len({id(made) for made in pool.map(lambda _: engine(), range(20))}) == 1
