"""Judge: see how good a model is, where it fails, and on which samples."""

from mmdesk.app.pages.judge.page import JudgePage

__all__ = ["JudgePage"]
