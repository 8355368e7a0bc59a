"""Embeddings that are kept, and searched."""

import dataclasses

import numpy as np
import pytest
import torch

from mmdesk.core.datasets.example import Item
from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data import embedding_index
from mmdesk.engine.data.embedding_index import AT_ONCE, Bank, Space, bank_file, content_key, embedded


class Embed:
    """Embeds words by their length and their vowels; "bad" cannot be read. Keeps what it was asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, parts):
        self.asked += parts
        readable = np.array([part != "bad" for part in parts])
        found = [[len(part), sum(part.count(vowel) for vowel in "aeiou") + 1.0] for part in parts if part != "bad"]
        return readable, torch.tensor(found).reshape(-1, 2)


def run(steps):
    notes = []
    while True:
        try:
            notes.append(next(steps))
        except StopIteration as end:
            return end.value, notes


def keys_in(place):
    with open(place, "rb") as file, np.load(file) as kept:
        return len(kept["keys"])


def keyed(*words):
    return {content_key(word): word for word in words}


def test_what_was_embedded_is_not_embedded_again(tmp_path):
    place, embed = tmp_path / "neighbours" / "bank.npz", Embed()
    bank, notes = run(embedded(keyed("cat", "horse"), place, embed, CancelToken()))
    assert (notes[-1].done, notes[-1].total) == (2, 2)
    again, notes = run(embedded(keyed("horse", "cat", "bee"), place, embed, CancelToken()))
    assert embed.asked == ["cat", "horse", "bee"]
    assert notes[-1].total == 1
    for key in bank.vectors:
        np.testing.assert_array_equal(bank.vectors[key], again.vectors[key])
    assert run(embedded(keyed("bee"), place, embed, CancelToken()))[1] == []


def test_embeddings_have_the_length_1_and_half_precision(tmp_path):
    bank, _ = run(embedded(keyed("cat"), tmp_path / "bank.npz", Embed(), CancelToken()))
    (vector,) = bank.vectors.values()
    assert vector.dtype == np.float16
    np.testing.assert_allclose(vector.astype(float), np.array([3, 2]) / 13**0.5, atol=1e-3)


def test_what_cannot_be_read_is_left_out_and_tried_again(tmp_path):
    embed = Embed()
    for _ in range(2):
        bank, _ = run(embedded(keyed("bad", "cat"), tmp_path / "bank.npz", embed, CancelToken()))
        assert [*bank.vectors] == [content_key("cat")]
    assert embed.asked == ["bad", "cat", "bad"]


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"PK\x03\x04 but no more"])
def test_a_damaged_file_is_made_anew(tmp_path, damage):
    place, embed = tmp_path / "bank.npz", Embed()
    place.write_bytes(damage)
    for _ in range(2):
        bank, _ = run(embedded(keyed("cat"), place, embed, CancelToken()))
        assert len(bank.vectors) == 1
    assert embed.asked == ["cat"]


def test_what_was_done_before_it_was_cancelled_is_kept(tmp_path):
    place, token = tmp_path / "bank.npz", CancelToken()
    words = keyed(*(f"word {number}" for number in range(40 * AT_ONCE)))
    embed = Embed()

    def impatient(parts):
        if len(embed.asked) >= 10 * AT_ONCE:
            token.cancel()
        return embed(parts)

    with pytest.raises(Cancelled):
        run(embedded(words, place, impatient, token))
    kept = keys_in(place)
    assert 0 < kept < len(words)
    again = Embed()
    run(embedded(words, place, again, CancelToken()))
    assert len(again.asked) == len(words) - kept


def test_without_room_it_is_only_not_kept(tmp_path):
    (tmp_path / "file").touch()
    bank, _ = run(embedded(keyed("cat"), tmp_path / "file" / "bank.npz", Embed(), CancelToken()))
    assert len(bank.vectors) == 1


def test_what_is_gone_is_forgotten_at_last(tmp_path):
    place = tmp_path / "bank.npz"
    run(embedded(keyed(*map(str, range(10))), place, Embed(), CancelToken()))
    embed = Embed()
    run(embedded(keyed("new", "one"), place, embed, CancelToken()))
    assert keys_in(place) == 2


def test_the_oldest_banks_go(tmp_path, monkeypatch):
    monkeypatch.setattr(embedding_index, "BANK_BYTES", 1)
    for name in ("first", "second"):
        run(embedded(keyed(name), tmp_path / f"{name}.npz", Embed(), CancelToken()))
    assert [path.name for path in tmp_path.iterdir()] == ["second.npz"]


def test_a_file_that_was_changed_is_another_content(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("one")
    before = content_key(Item(path))
    assert content_key(Item(path)) == before
    path.write_text("another")
    assert content_key(Item(path)) != before
    assert content_key(Item(path, 1)) != content_key(Item(path, 2))


def test_each_encoder_and_dataset_has_a_bank_of_its_own(tmp_path):
    places = {bank_file("image", "a", tmp_path), bank_file("image", "b", tmp_path), bank_file("image", "a", tmp_path / "x")}
    assert len(places) == 3
    assert bank_file("image", "a", tmp_path) in places


def space_of(rows, absent=()):
    units = torch.nn.functional.normalize(torch.tensor(rows), dim=-1)
    bank = Bank({str(number): row for number, row in enumerate(units.half().numpy())})
    return units, Space([None if number in absent else str(number) for number in range(len(rows))], bank)


def test_similarities_are_cosines_from_the_mean():
    random = np.random.default_rng(0)
    rows = (random.normal(size=(1500, 8)) + 3).astype(np.float32)
    units, space = space_of(rows.tolist())
    centred = torch.nn.functional.normalize(units - units.mean(0), dim=-1)
    found = space.similarities(space.placed(torch.tensor(rows[:3])))
    torch.testing.assert_close(found, centred[:3] @ centred.T, atol=5e-3, rtol=0)
    assert found.argmax(1).tolist() == [0, 1, 2]


def test_what_is_absent_is_like_nothing_and_has_no_part_in_the_mean():
    units, space = space_of([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], absent={1})
    assert space.present.tolist() == [True, False, True]
    assert space.similarities(space.placed(units[:1]))[0, 1] == 0
    assert space.vectors[1].abs().sum() == 0
    _, without = space_of([[1.0, 0.0], [1.0, 1.0]])
    torch.testing.assert_close(space.vectors[[0, 2]], without.vectors)


def test_a_space_of_nothing_is_empty():
    space = Space([None, None], Bank({}))
    assert not space.present.any()
    assert space.vectors.shape == (2, 0)


def test_banks_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Bank({}).vectors = {}
