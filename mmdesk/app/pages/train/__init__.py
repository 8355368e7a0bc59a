"""Train: choose what to learn from and how, watch it, compare, and put the result to use."""

from mmdesk.app.pages.train.page import TrainPage

__all__ = ["TrainPage"]
