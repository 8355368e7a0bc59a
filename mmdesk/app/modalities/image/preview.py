"""The picture of an example."""

from PySide6.QtWidgets import QVBoxLayout

from mmdesk.app.modalities.preview import Preview
from mmdesk.app.system.images import image_of
from mmdesk.app.widgets.picture_view import PictureView
from mmdesk.core.modalities.image.picture import Picture

HEIGHT = 150


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

    def show_cell(self, cell: str) -> None:
        super().show_cell(cell)
        self.view.set_image(None)

    def show_content(self, content: Picture | None) -> None:
        self.view.set_image(image_of(content) if content else None)
