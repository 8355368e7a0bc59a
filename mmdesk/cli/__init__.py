"""The command line, one module a command. Knows no Qt."""

from mmdesk.cli import batch, doctor, evaluate, predict, train

COMMANDS = {
    "predict": predict,
    "train": train,
    "evaluate": evaluate,
    "batch": batch,
    "doctor": doctor,
}
"""Each module has `SUMMARY`, `add_parser(subparsers)` and `run(args, engine_factory) -> int`."""
