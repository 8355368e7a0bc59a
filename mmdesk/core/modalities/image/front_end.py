"""The numbers of the front end of pictures."""

from dataclasses import dataclass

from mmdesk.core.modalities.limits import check, check_whole

MAX_STAGES = 64


@dataclass(frozen=True, slots=True)
class ImageFrontEnd:
    """How a picture becomes numbers.

    Attributes:
        size: side of the square that the encoder sees, in pixels
        pretrained_size: the same of a pretrained encoder
        stages: numbers of those of its stages, upwards, whose means over the picture are features beside its end's; 0 is the
            picture itself, whose histograms of oriented gradients are taken
    """

    size: int = 64
    pretrained_size: int = 160
    stages: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        check_whole(self.size, 8, 1024)
        check_whole(self.pretrained_size, 8, 1024)
        object.__setattr__(self, "stages", tuple(self.stages))
        check(list(self.stages) == sorted({*self.stages}))
        for stage in self.stages:
            check_whole(stage, 0, MAX_STAGES)
