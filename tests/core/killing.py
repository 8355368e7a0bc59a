"""Edits a project in a child process, kills it at a random moment, and looks at what is left; again and again.

    killing.py FOLDER ROUNDS SEED

Prints a line of JSON for each round. FOLDER holds a project whose first text is "0".
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from mmdesk.core.modalities.image.files import read_picture
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.projects.edits import Arrange, Change, Content, Delete, Edits, Insert, apply
from mmdesk.core.projects.project import Project
from mmdesk.core.projects.rows import Row

MAX_SECONDS = 0.4
"""Seconds that a child lives after its first edit."""
EACH = 5
"""Every so many edits a sample is added and the table saved."""


def edits_of(number: int) -> Edits:
    """The edits of the step with this number, always the same. The first row's text becomes the number."""
    chance = random.Random(number)
    column, value = chance.choice([("text", "狗\n\r, x"), ("split", "train"), ("label", 'x"')])
    others = (
        Change(tuple(chance.sample(range(2, 60), 5)), column, (value,)),
        Delete((chance.randrange(2, 200),)),
        Arrange(tuple(chance.sample(["a", "b", "狗"], 2))),
    )
    return Change((0,), "text", (str(number),)), chance.choice(others)


def sample_of(number: int) -> Sample:
    return Sample(image=Picture(np.full((8, 8, 3), number % 256, dtype=np.uint8), (8, 8)), text=f"number {number}")


def count(content: Content) -> int:
    """How many steps there were."""
    return int(content.rows[0].cell("text"))


def live(folder: Path, told: int) -> None:
    """Edit until killed; tell of each step that is done."""
    project = Project.open(folder)
    number = count(project.view.content)
    while True:
        number += 1
        if number % EACH == 0:
            project.add(sample_of(number), "new", "", "add")
            project.save()
        project.do(edits_of(number), "edit")
        os.write(told, b".")


def killed(folder: Path, chance: random.Random) -> int:
    """Let a child live for a while; gives how many steps it told of."""
    reading, told = os.pipe()
    child = os.fork()
    if child == 0:
        live(folder, told)
    os.close(told)
    done = len(os.read(reading, 1))
    time.sleep(chance.uniform(0, MAX_SECONDS))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(reading, 65536):
        done += len(piece)
    os.close(reading)
    return done


def possible(content: Content, last: int) -> Iterator[Content]:
    """What is there after the steps to `last`, and after the first half of one more; no files are asked."""
    next_key = content.rows[-1].key + 1
    for number in range(count(content) + 1, last + 2):
        if number == last + 1:
            yield content
        if number % EACH == 0:
            content, _ = apply([Insert((Row(next_key, {"text": f"number {number}"}, "new"),))], content)
            next_key += 1
        if number == last + 1:
            yield content
        content, _ = apply(edits_of(number), content)


def plain(content: Content) -> tuple[object, ...]:
    """Without keys and names of files."""
    return content.classes, [(row.label, row.split, row.further) for row in content.rows]


def broken_pictures(folder: Path, content: Content) -> int:
    """How many rows with a picture have another one than they should."""
    with_pictures = [row for row in content.rows if row.cell("image") and row.cell("text").startswith("number")]
    return sum(
        int(read_picture(folder / row.cell("image")).pixels[0, 0, 0]) != int(row.cell("text").split()[1]) % 256
        for row in with_pictures
    )


def one_round(folder: Path, chance: random.Random) -> dict[str, object]:
    before = Project.open(folder).view.content
    done = killed(folder, chance)
    after = Project.open(folder).view.content
    return {
        "done": done,
        "there": count(after) - count(before),
        "as_expected": any(plain(after) == plain(content) for content in possible(before, count(after))),
        "broken_pictures": broken_pictures(folder, after),
        "left": sorted(path.name for path in folder.iterdir() if path.suffix in {".journal", ".old"}),
    }


if __name__ == "__main__":
    for number in range(int(sys.argv[2])):
        sys.stdout.write(json.dumps(one_round(Path(sys.argv[1]), random.Random(int(sys.argv[3]) + number))) + "\n")
