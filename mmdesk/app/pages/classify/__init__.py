"""Classify: give a sample, read the answer and what counted."""

from mmdesk.app.pages.classify.page import ClassifyPage

__all__ = ["ClassifyPage"]
