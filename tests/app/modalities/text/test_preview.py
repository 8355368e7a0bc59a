from mmdesk.app.modalities.text.preview import WordsPreview


def test_words_are_told_once_they_were_mended(qtbot):
    preview = WordsPreview()
    qtbot.addWidget(preview)
    preview.show()
    told = []
    preview.edited.connect(told.append)
    preview.show_cell("a cat\r\non a mat")
    preview.keep()
    preview.edit.setPlainText("a dog")
    preview.keep()
    preview.keep()
    assert told == ["a dog"]
    preview.show_cell("")
    assert not preview.isHidden(), "words can be typed where there were none"


def test_where_there_is_room_words_are_large_and_a_field_without_any_is_not(qtbot):
    preview = WordsPreview()
    qtbot.addWidget(preview)
    usual = preview.edit.font().pointSizeF()
    preview.enlarge()
    preview.resize(600, 400)
    preview.show()
    preview.show_cell("a cat on a mat")
    qtbot.waitUntil(lambda: preview.edit.height() > 300)
    assert preview.edit.font().pointSizeF() > usual
    preview.show_cell("")
    qtbot.waitUntil(lambda: preview.edit.height() < 100)
