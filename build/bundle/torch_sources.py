"""Which of PyTorch's modules need their source in the bundle: all of it would be 60 MB more."""

import importlib.util
import re
from pathlib import Path

READS_ITSELF = re.compile(r"install_config_module\(|^\s*@[\w.]*_overload|import .*\b_overload\b", re.MULTILINE)
"""Settings that PyTorch reads with their comments, and functions whose kinds it tells apart by their source."""


def collection_mode() -> dict[str, str]:
    """How PyInstaller keeps modules: as compiled ones, and these as source too."""
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        raise SystemExit("package: PyTorch is not installed. Start this by dev.py, which sees to it.")
    folder = Path(spec.origin).parent
    found = (file for file in sorted(folder.rglob("*.py")) if READS_ITSELF.search(file.read_text(encoding="utf-8")))
    names = (".".join(file.relative_to(folder.parent).with_suffix("").parts) for file in found)
    return {"torch": "pyz"} | {name: "pyz+py" for name in names if not name.startswith("torch.testing") and "__init__" not in name}
