"""A batch: row after row, each with an answer or the reason why it has none."""

from collections.abc import Iterator, Sequence

from mmdesk.core.answers.batch import Answered, Row
from mmdesk.core.datasets.example import Skipped
from mmdesk.core.datasets.read import read_sample
from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken
from mmdesk.engine.inference.predictor import Predictor


def answered(predictor: Predictor, rows: Sequence[Row], token: CancelToken) -> Iterator[Answered]:
    """Answer rows in their order, by the modalities that the model takes.

    Raises:
        Cancelled: before a row, if the token says so
    """
    for row in rows:
        token.check()
        if isinstance(row, Skipped):
            yield Answered(row, problem=row.reason)
            continue
        try:
            yield Answered(row, predictor.predict(read_sample(row, modalities=predictor.spec.modalities)))
        except InputError as error:
            yield Answered(row, problem=str(error))
