from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from opens import counted_opens

from mmdesk.core.datasets.example import Dataset, Example, Item
from mmdesk.core.datasets.read import check_trainable, read_dataset
from mmdesk.core.datasets.splits import FOLDS, fold_numbers, is_cross_validated, with_splits


def said(texts: list[tuple[str, str, str]]) -> Dataset:
    """A dataset of (text, label, split)."""
    return Dataset(
        Path("set"), tuple(Example(row, {"text": text}, label, split) for row, (text, label, split) in enumerate(texts, 2))
    )


def splits(dataset: Dataset) -> dict[int, str]:
    return {example.row: example.split for example in dataset.examples}


def test_shares() -> None:
    dataset = with_splits(said([(f"text {n}", str(n % 3), "") for n in range(3000)]))
    count = Counter(splits(dataset).values())
    assert abs(count["train"] - 2100) < 100
    assert abs(count["val"] - 450) < 80
    assert abs(count["test"] - 450) < 80
    assert dataset.notes == ()


def test_the_same_every_time_whatever_the_order_and_whatever_is_added() -> None:
    rows = [(f"text {n}", str(n % 3), "") for n in range(300)]
    first = {example["text"]: example.split for example in with_splits(said(rows)).examples}
    more = [(f"more {n}", str(n % 3), "") for n in range(100)]
    second = {example["text"]: example.split for example in with_splits(said(more + rows[::-1])).examples}
    assert sum(first[text] != second[text] for text in first) <= 3  # each class keeps its lowest hash in training


def test_what_is_said_stays() -> None:
    dataset = said([("a", "1", "train"), ("b", "1", "val"), ("c", "2", "train"), ("d", "2", "test")])
    assert with_splits(dataset) == dataset


def test_a_row_follows_its_twin_that_says_more() -> None:
    rows = [(f"text {n}", str(n % 2), split) for n in range(30) for split in ("test", "")]
    assert set(splits(with_splits(said([*rows, ("x", "0", "val"), ("y", "0", "train")]))).values()) == {"test", "val", "train"}
    assert Counter(splits(with_splits(said([*rows, ("x", "0", "val"), ("y", "0", "train")]))).values())["test"] == 60


def test_a_tenth_of_the_training_becomes_validation_with_a_note() -> None:
    dataset = said([(f"text {n}", str(n % 3), "train") for n in range(1000)] + [("t", "1", "test")])
    divided = with_splits(dataset)
    count = Counter(splits(divided).values())
    assert abs(count["val"] - 100) < 30
    assert count["test"] == 1
    assert divided.notes == (f"No row is for validation, so {count['val']} of the 1000 training rows are set aside for it.",)


def test_what_the_program_sets_aside_is_known_beside_what_the_person_does():
    drawn = with_splits(said([(f"text {n}", str(n % 3), "") for n in range(300)] + [("own", "1", "val")]))
    judging = {example.row for example in drawn.examples if example.split == "val"}
    assert drawn.set_aside == judging - {302}
    assert len(drawn.set_aside) > 30
    assert (
        with_splits(said([(f"text {n}", "1", "train") for n in range(300)] + [("own", "1", "val")] * 40)).set_aside == frozenset()
    )


def test_files_are_hashed_by_what_they_hold(tmp_path: Path) -> None:
    lines = ["image,label"]
    for number in range(40):
        for twin in "ab":
            (tmp_path / f"{number}{twin}.png").write_bytes(f"picture {number}".encode())
            lines.append(f"{number}{twin}.png,{number % 2}")
    (tmp_path / "manifest.csv").write_text("\n".join(lines), encoding="utf-8")
    examples = with_splits(read_dataset(tmp_path)).examples
    assert all(examples[n].split == examples[n + 1].split for n in range(0, 80, 2))
    assert len({example.split for example in examples}) == 3


def test_a_file_that_has_gone_is_left_out(tmp_path: Path) -> None:
    names = [f"{number}.png" for number in range(20)]
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "manifest.csv").write_text("image,label\n" + "".join(f"{name},{name[0]}\n" for name in names), encoding="utf-8")
    dataset = read_dataset(tmp_path)
    (tmp_path / "3.png").unlink()
    (tmp_path / "4.png").write_bytes(b"")
    divided = with_splits(dataset)
    assert [(row.row, row.reason.split(".png")[0]) for row in divided.skipped] == [(5, "3"), (6, "4")]
    assert len(divided.examples) == 18


@given(
    st.lists(
        st.tuples(st.text("abc", max_size=3), st.sampled_from("xyz"), st.sampled_from(["", "", "train"])), min_size=1, max_size=40
    )
)
def test_every_class_keeps_a_training_row_and_no_content_is_in_two_splits(rows: list[tuple[str, str, str]]) -> None:
    divided = with_splits(said(rows))
    by_text: dict[str, set[str]] = {}
    for example in divided.examples:
        by_text.setdefault(example["text"] or "", set()).add(example.split)
    assert all(len(found) == 1 for found in by_text.values())
    training = {example.label for example in divided.examples if example.split == "train"}
    assert training == {label for _, label, _ in rows}
    assert with_splits(divided) == divided or not any(example.split == "val" for example in divided.examples)


def test_two_different_samples_of_each_class_can_be_trained_on() -> None:
    for seed in range(50):
        check_trainable(with_splits(said([(f"{seed} {n}", str(n % 2), "") for n in range(4)])), accept_unreadable=False)


def test_labels_do_not_count_as_content() -> None:
    dataset = with_splits(said([(f"text {n}", label, "") for n in range(50) for label in "ab"]))
    examples = dataset.examples
    assert all(examples[n].split == examples[n + 1].split for n in range(0, 100, 2))
    assert replace(dataset, examples=()).labels == ()


def test_numbers_are_split_by_hash_alone():
    rows = [(f"text {n}", str(n / 7), "") for n in range(2000)]
    counts = Counter(splits(with_splits(said(rows), "regression")).values())
    assert abs(counts["train"] / 2000 - 0.7) < 0.03
    assert abs(counts["val"] / 2000 - 0.15) < 0.03
    # As classes, each of them would stay in training.
    assert set(splits(with_splits(said(rows))).values()) == {"train"}


def test_a_class_that_can_spare_them_is_judged_by_ten_at_least():
    rows = [(f"text {label} {n}", label, "train") for label, count in (("a", 40), ("b", 60), ("c", 400)) for n in range(count)]
    divided = with_splits(said(rows))
    judging = Counter(example.label for example in divided.examples if example.split == "val")
    assert judging["a"] == 10
    assert judging["b"] >= 10
    assert 20 <= judging["c"] <= 60
    assert not is_cross_validated(divided)


def test_so_it_is_where_splits_are_drawn():
    rows = [(f"text {label} {n}", label, "") for label in "abcd" for n in range(50)]
    divided = with_splits(said(rows))
    assert all(count >= 10 for count in Counter(e.label for e in divided.examples if e.split == "val").values())
    assert {e.split for e in divided.examples} == {"train", "val", "test"}


def test_a_few_samples_are_not_divided_but_cross_validated():
    dataset = said([(f"text {label} {n}", label, "train") for label in "ab" for n in range(12)])
    assert with_splits(dataset) == dataset
    assert is_cross_validated(dataset)


def test_a_validation_by_one_sample_of_a_class_is_none():
    rows = [
        (f"text {label} {n}", label, "val" if n < share else "train") for label, share in (("a", 30), ("b", 1)) for n in range(60)
    ]
    assert is_cross_validated(said(rows))
    assert not is_cross_validated(said([row for row in rows if row[1] == "a"]))


def test_many_samples_are_not_cross_validated_for_a_rare_class():
    rows = [(f"text {label} {n}", label, "train") for label, count in (("a", 1200), ("b", 8)) for n in range(count)]
    divided = with_splits(said(rows))
    assert not is_cross_validated(divided)
    assert Counter(e.split for e in divided.examples)["val"] > 90


def test_few_numbers_are_cross_validated_as_one_class():
    rows = [(f"text {n}", str(n / 7), "train") for n in range(39)]
    assert is_cross_validated(said(rows), "regression")
    assert not is_cross_validated(with_splits(said([*rows, ("one more", "9", "train")]), "regression"), "regression")


def test_folds_are_dealt_class_by_class_and_twins_stay_together():
    rows = [(f"text {label} {n // 2}", label, "train") for label, count in (("a", 26), ("b", 18)) for n in range(count)]
    dataset = said(rows)
    numbers = fold_numbers(dataset)
    assert all(numbers[row] == numbers[row + 1] for row in range(2, 46, 2))
    for label in "ab":
        counts = Counter(numbers[example.row] for example in dataset.examples if example.label == label)
        assert len(counts) == FOLDS
        assert max(counts.values()) - min(counts.values()) <= 2
    assert max(Counter(numbers.values()).values()) - min(Counter(numbers.values()).values()) <= 2


def test_rows_for_testing_are_in_no_fold_and_the_order_of_rows_does_not_matter():
    rows = [(f"text {n}", "ab"[n % 2], "test" if n % 5 == 0 else "train") for n in range(30)]
    numbers, turned = fold_numbers(said(rows)), fold_numbers(said(rows[::-1]))
    assert len(numbers) == 24
    assert all(numbers[row] == turned[33 - row] for row in numbers)


def test_a_file_is_opened_once_for_its_hash(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.png").write_bytes(bytes([number]) * 10_000)
    examples = tuple(Example(n, {"image": Item(tmp_path / f"{n}.png")}, "a", "") for n in range(4))
    with counted_opens() as opens:
        with_splits(Dataset(tmp_path, examples))
    assert opens == {f"{number}.png": 1 for number in range(4)}
