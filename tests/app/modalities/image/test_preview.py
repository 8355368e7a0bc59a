import numpy as np

from mmdesk.app.modalities.image.preview import PicturePreview
from mmdesk.core.modalities.image.picture import Picture


def test_another_row_has_another_picture(qtbot):
    preview = PicturePreview()
    qtbot.addWidget(preview)
    preview.show_cell("a.png")
    preview.show_content(Picture(np.zeros((4, 5, 3), np.uint8), (5, 4)))
    assert not preview.view._pixmap.isNull()
    preview.show_cell("")
    assert preview.view._pixmap.isNull()
    assert preview.isHidden()
