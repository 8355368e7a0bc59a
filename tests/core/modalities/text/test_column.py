import numpy as np
import pytest

from mmdesk.core.errors import DatasetError, MediaError
from mmdesk.core.modalities.text.column import TEXT


def test_a_cell_is_the_text_itself():
    assert TEXT.inline
    assert TEXT.checked("七 people", TEXT.cell) == TEXT.taken("七 people") == "七 people"
    with pytest.raises(MediaError, match="The text holds NUL"):
        TEXT.checked("a\0b", TEXT.cell)


def test_rows_of_arrays_are_strings_or_numbers_of_tokens():
    assert TEXT.cells(np.array(["a", "b"]), "a") == ["a", "b"]
    assert TEXT.cells(np.array([[3, 4, 0], [5, 0, 0]]), "a") == ["3 4", "5"]
    with pytest.raises(DatasetError, match="strings"):
        TEXT.check_array(np.zeros((2, 3)), "a")
