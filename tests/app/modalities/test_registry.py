from mmdesk.app.modalities.registry import DESK
from mmdesk.core.modalities.registry import MODALITIES


def test_every_modality_has_its_column_in_the_usual_order():
    assert list(DESK) == list(MODALITIES)


def test_one_column_of_the_table_takes_what_the_others_leave():
    assert [column.cell_width for column in DESK.values()].count(None) == 1


def test_of_a_file_a_table_shows_its_name():
    assert [column.cell("a/b.x") for column in DESK.values()] == ["b.x", "a/b.x", "♪ b.x"]
    assert DESK["text"].cell("a\n  b" * 200).startswith("a b")
    assert DESK["audio"].cell("") == ""
