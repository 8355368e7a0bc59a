"""The rules of the layout that other checks do not see."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import mmdesk
from mmdesk.core.tasks.registry import TASK_NAMES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "mmdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))


def modules_after(statement):
    """Names in sys.modules of a fresh interpreter after `statement`."""
    code = f"import sys\n{statement}\nprint(*sys.modules, file=sys.__stdout__)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_the_window_comes_without_pytorch():
    loaded = modules_after("import mmdesk.app.application")
    assert "PySide6.QtWidgets" in loaded
    assert not {"torch", "torchaudio", "mmdesk.engine"} & loaded


def test_the_engine_comes_without_qt():
    loaded = modules_after("import mmdesk.engine.torch_engine")
    assert "torch" in loaded
    assert "PySide6" not in loaded


def test_the_window_is_made_without_what_only_its_work_needs():
    loaded = modules_after("import mmdesk.app.window")
    assert "mmdesk.app.pages.classify.page" in loaded
    assert not {"numpy", "PIL", "sqlite3", "mmdesk.app.pages.train", "mmdesk.app.pages.judge"} & loaded


def test_help_comes_without_either():
    loaded = modules_after("from mmdesk import main\ntry: main.main(['--help'])\nexcept SystemExit: pass")
    assert "mmdesk.cli.train" in loaded
    assert not {"torch", "torchaudio", "mmdesk.engine", "PySide6"} & loaded


def test_help_needs_neither_numpy_nor_qt():
    modules = modules_after("import mmdesk.main\ntry: mmdesk.main.main(['--help'])\nexcept SystemExit: pass")
    assert "mmdesk.cli.train" in modules
    assert {"numpy", "PIL", "PySide6", "torch"} & modules == set()


def test_the_public_interface_is_lazy():
    assert "torch" not in modules_after("import mmdesk")
    assert callable(mmdesk.open_model)
    assert callable(mmdesk.train)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = mmdesk.nonsense


def test_the_import_rules_are_kept():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


MOST_LINES, MOST_OF_A_FUNCTION, MOST_MODULES = 300, 40, 20


def long_functions(source: str) -> list[tuple[str, int]]:
    """Names and lengths of the functions with too many lines; what stands before `def` does not count."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    lengths = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions]
    return [(name, length) for name, length in lengths if length > MOST_OF_A_FUNCTION]


def is_long(source: str) -> bool:
    return len(source.splitlines()) > MOST_LINES


def full_folders(modules: Iterable[Path]) -> dict[str, int]:
    """Folders with too many modules; `__init__` and its like do not count."""
    counts = Counter(module.parent.as_posix() for module in modules if not module.name.startswith("__"))
    return {folder: count for folder, count in counts.items() if count > MOST_MODULES}


def test_modules_are_short():
    assert [module.relative_to(ROOT).as_posix() for module in MODULES if is_long(module.read_text("utf-8"))] == []


def test_functions_are_short():
    found = {module.relative_to(ROOT).as_posix(): long_functions(module.read_text("utf-8")) for module in MODULES}
    assert {place: functions for place, functions in found.items() if functions} == {}


def test_folders_are_rooms_and_no_halls():
    assert full_folders(module.relative_to(ROOT) for module in MODULES) == {}


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("def f():\n", [("f", 41)]),
        ("@decorated\nasync def f():\n", [("f", 41)]),
        ("class C:\n  def f(self):\n    return 1\n  @property\n  def f(self):\n", [("f", 41)]),
        ("def g():\n  def f():\n", [("g", 42), ("f", 41)]),
    ],
)
def test_a_planted_long_function_is_found(before, found):
    assert long_functions(before + "    x = 1\n" * 40) == found
    assert "f" not in dict(long_functions(before + "    x = 1\n" * 39))


def test_a_planted_long_module_is_found():
    assert not is_long("x = 1\n" * 300)
    assert is_long("x = 1\n" * 300 + "# one line more")


def test_a_planted_full_folder_is_found():
    rooms = [Path(f"app/room/m{number}.py") for number in range(20)]
    others = [Path("app/room/__init__.py"), Path("app/room/inner/m.py"), Path("app/m.py")]
    assert full_folders([*rooms, *others]) == {}
    assert full_folders([*rooms, *others, Path("app/room/one_more.py")]) == {"app/room": 21}


def test_tests_mirror_the_package():
    """Each module has its test module; those of the words alone are tested by whoever uses them."""
    words = {
        "app/page_protocol.py",
        "core/answers/explanation.py",
        "core/answers/prediction.py",
        "core/problems/findings.py",
        "core/engine.py",
        "core/evaluation/summary.py",
        "core/training/worth_labelling.py",
        "core/tasks/task.py",
        "engine/model/tasks/task.py",
        "app/tasks/task.py",
        "app/modalities/column.py",
        "app/modalities/preview.py",
        "core/modalities/column.py",
        "runtime/modalities/preparation.py",
        "engine/modalities/column.py",
        *(f"app/modalities/{modality}/column.py" for modality in WORDS),
        "core/modalities/image/picture.py",
        "core/modalities/text/mark.py",
        "core/modalities/audio/sound.py",
    }
    places = [module.relative_to(PACKAGE) for module in MODULES if not module.name.startswith("__")]
    untested = [place.as_posix() for place in places if not (ROOT / "tests" / place.with_name(f"test_{place.name}")).exists()]
    assert set(untested) - words == set()


def test_the_module_graph_shows_the_straight_way():
    graph = subprocess.run([sys.executable, "build/graph.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    rows = dict(line.split(maxsplit=1) for line in graph.splitlines() if " " in line)
    assert "engine.torch_engine" in rows["mmdesk.main"].split()
    assert not [name for name in rows["mmdesk.cli.predict"].split() if name.startswith("engine.")]
    assert "mmdesk.bootstrap" not in rows, "bootstrap knows none of ours"


MAX_TASK_NAMES = 5
"""Places outside the tasks that may know which one it is."""
TASK_CLASSES = {name.capitalize() for name in TASK_NAMES}


def names_of_tasks(source: str) -> Iterator[int]:
    """Lines where a program names a task: by its name as a word of its own, or by its class."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=name) if name in TASK_NAMES:
                yield node.lineno
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in TASK_CLASSES:
                yield node.lineno


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('if spec.task == "regression":\n    pass', [1]),
        ('x = 1\nnumber = {"classification": 1}[task]', [2]),
        ("found = isinstance(task, Regression)", [1]),
        ("match task:\n    case 'regression':\n        pass", [2]),
        ("found = run.plan.task == other.plan.task", []),
        ('"""Of a regression: the classification."""', []),
    ],
)
def test_a_planted_name_of_a_task_is_found(source, lines):
    assert list(names_of_tasks(source)) == lines


def test_what_differs_between_tasks_stands_in_the_tasks():
    elsewhere = [module for module in MODULES if module.parent.name != "tasks"]
    found = [f"{module.relative_to(ROOT)}:{line}" for module in elsewhere for line in names_of_tasks(module.read_text("utf-8"))]
    assert len(found) <= MAX_TASK_NAMES, found


def test_each_floor_has_a_module_for_each_task():
    rooms = [
        PACKAGE / "core" / "tasks",
        PACKAGE / "core" / "evaluation",
        PACKAGE / "engine" / "model" / "tasks",
        PACKAGE / "app" / "tasks",
    ]
    assert all((room / f"{task}.py").exists() for room in rooms for task in TASK_NAMES)


WORDS = {"image", "text", "audio"}
COLUMNS = ("core/modalities/", "engine/modalities/", "app/modalities/", "runtime/modalities/")
OUTSIDE = {
    "app/audio/": "the window's ears and mouth, whatever is heard with them",
    "app/drops.py": "a clipboard has pictures and words of its own",
    "cli/listen.py": "options that tell the picture and the words of the moment",
    "cli/predict.py": "the options by which a person gives a sample",
    "core/datasets/class_folders.py": "names of folders that tell what is in them",
    "core/models/backbones.py": "the catalogue tells what each encoder takes",
    "core/models/other_backbones.py": "so does that of the kinds which other libraries have",
    "core/models/encoders.py": "and so do the names of features made by hand",
    "core/models/ready.py": "the catalogue tells what each ready model takes",
    "core/models/migrations.py": "what older model files called them",
    "core/projects/journal.py": "what older journals called them",
    "engine/inference/stream_classifier.py": "only sounds come as a stream",
    "engine/torch_engine.py": "keywords of the public Python interface",
}
"""Where modalities are named outside their columns, and why; 15 at most."""


def modalities_named(place, source):
    """Where a module outside the columns names a modality: strings, attributes that are no calls, fields, names of files."""
    if place.startswith(COLUMNS):
        return []
    tree = ast.parse(source)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    lines = [0] if WORDS & set(Path(place).with_suffix("").parts) else []
    for node in ast.walk(tree):
        string = isinstance(node, ast.Constant) and node.value in WORDS
        attribute = isinstance(node, ast.Attribute) and node.attr in WORDS and id(node) not in called
        fields = [part.target for part in node.body if isinstance(part, ast.AnnAssign)] if isinstance(node, ast.ClassDef) else []
        lines += [node.lineno] if string or attribute else []
        lines += [field.lineno for field in fields if isinstance(field, ast.Name) and field.id in WORDS]
    return lines


def test_modalities_are_named_in_their_columns_alone():
    named = {
        place: lines
        for module in MODULES
        if (lines := modalities_named(place := module.relative_to(PACKAGE).as_posix(), module.read_text(encoding="utf-8")))
    }
    strangers = {place: lines for place, lines in named.items() if not place.startswith(tuple(OUTSIDE))}
    assert strangers == {}
    unneeded = {place for place in OUTSIDE if not any(found.startswith(place) for found in named)}
    assert unneeded == set()
    assert len(OUTSIDE) <= 15


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("core/planted.py", 'NAME = "image"'),
        ("core/planted.py", "sample.audio.seconds"),
        ("core/planted.py", "class Sample:\n    text: str = ''"),
        ("app/pages/audio.py", ""),
        ("engine/planted.py", "def f(kind):\n    match kind:\n        case 'text':\n            return 1"),
    ],
)
def test_a_modality_that_is_named_elsewhere_is_found(place, source):
    assert modalities_named(place, source)


def test_words_that_only_look_so_are_left_alone():
    assert modalities_named("app/planted.py", "label.text()\ntext = 'images'\ndef f(image: object) -> None: ...") == []
    assert modalities_named("app/modalities/image/card.py", 'NAME = "image"') == []
