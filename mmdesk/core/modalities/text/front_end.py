"""The numbers of the front end of words."""

from dataclasses import dataclass

from mmdesk.core.modalities.limits import check, check_whole


@dataclass(frozen=True, slots=True)
class TextFrontEnd:
    """How words become numbers.

    Attributes:
        length: most tokens that the encoder sees
        vocabulary: most entries of the tokenizer
        tokenizer: the trained byte-level BPE as JSON of the `tokenizers` package
    """

    length: int = 128
    vocabulary: int = 4000
    tokenizer: str = ""

    def __post_init__(self) -> None:
        check_whole(self.length, 1, 4096)
        check_whole(self.vocabulary, 1, 1_000_000)
        check(isinstance(self.tokenizer, str))
