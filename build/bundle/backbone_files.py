"""The weights of the pretrained encoders, which belong to packages whose code nobody needs."""

from pathlib import PurePosixPath

from mmdesk.core.models.backbones import BACKBONES, path_of


def all_files() -> list[tuple[str, str]]:
    """Each file, and the folder of the bundle for it, as PyInstaller takes them.

    Raises:
        FileNotFoundError: if a package is not installed
    """
    pairs = []
    for backbone in BACKBONES.values():
        for file in backbone.files:
            path = path_of(file)
            if path is None:
                raise FileNotFoundError(f"{backbone.distribution} is not installed, which brings {file.place}")
            pairs.append((str(path), str(PurePosixPath(file.package, file.place).parent)))
    return pairs
