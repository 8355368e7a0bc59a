from mmdesk.app.pages.data.problem_entry import ProblemEntry


def test_a_problem_is_shown_remedied_and_ticked_off(qtbot):
    told = []
    entry = ProblemEntry("two copies", [("Show", lambda: told.append("shown"))], [("Keep one", lambda: told.append("kept"))])
    qtbot.addWidget(entry)
    entry.show()
    assert [button.accessibleName() for button in entry.buttons] == ["Show: two copies", "Keep one: two copies"]
    for button in entry.buttons:
        button.click()
    assert told == ["shown", "kept"]
    entry.shows[0].setFocus()
    qtbot.waitUntil(lambda: entry.has_keyboard)
    entry.tick_off()
    assert entry.ticked
    assert entry.label.text() == "✓ two copies"
    assert not any(button.isEnabled() for button in entry.buttons)
