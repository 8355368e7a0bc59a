"""The numbers of the front end of pictures."""

from dataclasses import dataclass

from mmdesk.core.modalities.limits import check_whole


@dataclass(frozen=True, slots=True)
class ImageFrontEnd:
    """How a picture becomes numbers.

    Attributes:
        size: side of the square that the encoder sees, in pixels
    """

    size: int = 64

    def __post_init__(self) -> None:
        check_whole(self.size, 8, 1024)
