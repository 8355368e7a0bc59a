"""Registry of the window's columns, one line a modality."""

from mmdesk.app.modalities.column import DeskColumn
from mmdesk.core.modalities.registry import Registry

DESK: Registry[DeskColumn] = Registry(
    {
        "image": "mmdesk.app.modalities.image.column:IMAGE",
        "text": "mmdesk.app.modalities.text.column:TEXT",
        "audio": "mmdesk.app.modalities.audio.column:AUDIO",
    }
)
"""How each modality is given and shown."""
