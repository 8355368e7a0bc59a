"""Data: collect examples, look through them, mend them."""

from mmdesk.app.pages.data.page import DataPage

__all__ = ["DataPage"]
