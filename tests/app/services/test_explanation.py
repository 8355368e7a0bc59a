"""Explanations come after the answers, for the newest sample alone."""


def explained(ready, qtbot):
    qtbot.waitUntil(lambda: bool(ready.why.explanation["text"]))


def test_an_answer_is_explained(ready, engine, qtbot):
    ready.write("text", "a cat")
    explained(ready, qtbot)
    assert ready.prediction is not None
    assert engine.explained[-1]["text"] == "a cat"


def test_another_sample_takes_the_explanation_away_at_once(ready, engine, qtbot):
    ready.write("text", "a cat")
    explained(ready, qtbot)
    engine.may_go.clear()
    ready.write("text", "a dog")
    assert ready.why.explanation["text"] is None
    engine.may_go.set()
    explained(ready, qtbot)
    assert engine.explained[-1]["text"] == "a dog"
    ready.clear_all()
    assert ready.why.explanation["text"] is None


def test_it_can_be_switched_off_and_on(ready, engine, qtbot, settings, answered):
    ready.why.set_on(False)
    ready.write("text", "a cat")
    answered()
    assert not ready.why._explaining.busy
    assert engine.explained == []
    assert not settings.show_why
    ready.why.set_on(True)
    explained(ready, qtbot)
    ready.why.set_on(False)
    assert ready.why.explanation["text"] is None
