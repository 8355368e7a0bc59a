"""The command line, one module a command. Knows no Qt."""

from collections.abc import Iterator, Mapping
from types import ModuleType


class Commands(Mapping[str, ModuleType]):
    """The commands by name; each module has `SUMMARY`, `add_parser(subparsers)` and `run(args, engine_factory) -> int`.

    They are imported when the first one is asked for: the window needs none of them, and should not wait.
    """

    NAMES = ("predict", "listen", "check", "train", "evaluate", "batch", "export", "doctor")

    def __getitem__(self, name: str) -> ModuleType:
        if name not in self.NAMES:
            raise KeyError(name)
        from mmdesk.cli import batch, check, doctor, evaluate, export, listen, predict, train

        modules = (predict, listen, check, train, evaluate, batch, export, doctor)
        return dict(zip(self.NAMES, modules, strict=True))[name]

    def __contains__(self, name: object) -> bool:
        return name in self.NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(self.NAMES)

    def __len__(self) -> int:
        return len(self.NAMES)


COMMANDS = Commands()
