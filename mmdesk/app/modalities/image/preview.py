"""The picture of an example."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from mmdesk.app.modalities.preview import Preview
from mmdesk.app.system.images import image_of
from mmdesk.app.widgets.picture_view import PictureView
from mmdesk.core.modalities.image.picture import Picture

HEIGHT, NO_LIMIT = 150, (1 << 24) - 1
"""In pixels; the second is QWIDGETSIZE_MAX, which PySide6 does not name."""


class PicturePreview(Preview):
    """Shows a picture."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PictureView()
        self.view.setFixedHeight(HEIGHT)
        self.view.setAccessibleName(self.tr("Picture of the example"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def enlarge(self) -> None:
        self.view.setMinimumHeight(HEIGHT)
        self.view.setMaximumHeight(NO_LIMIT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_cell(self, cell: str) -> None:
        super().show_cell(cell)
        self.view.set_image(None)

    def show_content(self, content: Picture | None) -> None:
        self.view.set_image(image_of(content) if content else None)
