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


def test_a_coarse_explanation_is_shown_before_the_sharp_one(ready, engine, qtbot):
    engine.sharper.clear()
    ready.write("text", "a cat")
    explained(ready, qtbot)
    assert not ready.why.explanation.final
    engine.sharper.set()
    qtbot.waitUntil(lambda: ready.why.explanation.final)


def test_another_class_is_explained_until_the_sample_is_another(ready, engine, qtbot):
    ready.write("text", "a cat")
    explained(ready, qtbot)
    ready.why.ask("狗")
    qtbot.waitUntil(lambda: ready.why.explanation.label == "狗" and ready.why.explanation.final)
    assert ready.why.label == "狗"
    ready.why.ask("")
    qtbot.waitUntil(lambda: ready.why.explanation.label == "cat" and ready.why.explanation.final)
    ready.why.ask("狗")
    ready.write("text", "a dog")
    assert ready.why.label == ""
    explained(ready, qtbot)
    assert ready.why.explanation.label == "cat"


def test_who_asks_about_a_class_wishes_to_see_why(ready, engine, qtbot, answered):
    ready.why.set_on(False)
    ready.write("text", "a cat")
    answered()
    ready.why.ask("狗")
    explained(ready, qtbot)
    assert ready.why.on


def test_without_an_answer_there_is_nothing_to_ask(ready, engine):
    ready.why.ask("狗")
    assert ready.why.label == ""
    assert engine.explained == []
