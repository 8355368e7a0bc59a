from mmdesk.app.pages.judge.charts_card import ChartsCard


def test_one_chart_after_the_other_is_shown(judged, theme, qtbot):
    card = ChartsCard(theme)
    qtbot.addWidget(card)
    card.show_judgement(judged.judging.judgement)
    seen = set()
    for number in range(5):
        card.tabs.setCurrentIndex(number)
        assert card.words.text()
        assert card.view.accessibleDescription()
        seen.add(card.view.svg())
    assert len(seen) == 5
    card.show_judgement(judged.judging.judgement)
    assert card.tabs.currentIndex() == 4
    card._not_saved("a.svg")
    assert "a.svg could not be written" in card.words.text()


def test_numbers_have_fewer_charts(judged, engine, theme, qtbot):
    card = ChartsCard(theme)
    qtbot.addWidget(card)
    card.show_judgement(judged.judging.judgement)
    card.tabs.setCurrentIndex(4)
    engine.judged = "regression"
    judged.judging.judge(judged.judging.model, judged.judging.dataset)
    qtbot.waitUntil(lambda: judged.judging.judgement is not None)
    card.show_judgement(judged.judging.judgement)
    assert (card.tabs.count(), card.tabs.tabText(card.tabs.currentIndex())) == (2, "True numbers and answers")
    assert "circle" in card.view.svg()
