"""Print which module of mmdesk imports which, from the top down; ``--dot`` for Graphviz."""

import argparse

import grimp

LAYERS = ("__main__", "main", "app", "cli", "engine", "runtime", "core", "bootstrap")


def main() -> None:
    """Print every module with the modules of ours that it imports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dot", action="store_true", help="print DOT, the language of Graphviz")
    as_dot = parser.parse_args().dot
    graph = grimp.build_graph("mmdesk", exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: sorted(graph.find_modules_directly_imported_by(module)) for module in sorted(graph.modules, key=place)}
    print(dot(imports) if as_dot else text(imports))


def place(module: str) -> tuple[int, str]:
    """Where a module stands: the package itself first, then the layers from the top down."""
    layer = module.split(".")[1] if "." in module else ""
    return LAYERS.index(layer) + 1 if layer else 0, module


def text(imports: dict[str, list[str]]) -> str:
    width = max(map(len, imports))
    return "\n".join(f"{module:<{width}}  {' '.join(map(short, found))}".rstrip() for module, found in imports.items())


def dot(imports: dict[str, list[str]]) -> str:
    lines = [f'  "{short(module)}" -> "{short(other)}";' for module, found in imports.items() for other in found]
    return "\n".join(["digraph mmdesk {", "  node [shape=box];", *lines, "}"])


def short(module: str) -> str:
    return module.removeprefix("mmdesk.")


if __name__ == "__main__":
    main()
