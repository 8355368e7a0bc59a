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
