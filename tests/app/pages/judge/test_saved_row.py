from mmdesk.app.pages.judge.saved_row import SavedRow


def test_what_was_saved_is_opened_or_shown_where_it_lies(qtbot, desktop, tmp_path):
    row = SavedRow()
    qtbot.addWidget(row)
    assert row.isHidden()
    row.tell(tmp_path / "r.html")
    assert not row.isHidden()
    row.open.click()
    row.show_it.click()
    assert desktop.opened == [str(tmp_path / "r.html"), str(tmp_path)]
