"""Tests of genre-resnet-bigru and its data; need no downloads and take seconds."""

from pathlib import Path

import numpy as np
import pytest
import torch

from data import corpus, fma, midi, vocabulary
from data.audio import PAPER, PAPER_SNIPPET_FRAMES, levels
from fit import build_corpus, fusion, pretrain
from fit.fit_genres import Branches
from networks import heads
from networks.genre_network import GenreNetwork, from_pictures
from networks.warm_start import published_student
from teachers import jamendo, musicnn

PUBLISHED = Path(__file__).parents[2] / "genre-resnet-bigru/1/model.pt"

LIBROSA = Path(__file__).parents[3] / "src/test/resources/mel"
LIBROSA_SETTINGS = 1  # of make_mel_reference.py: n_fft 2,048, hop 512, 128 bands


@pytest.mark.parametrize("signal", ["chirp", "noise", "impulses", "chord"])
def test_log_mels_are_librosas(signal):
    found = levels(PAPER.power(np.load(LIBROSA / f"{signal}.npy")))
    expected = np.load(LIBROSA / f"{signal}-{LIBROSA_SETTINGS}.npy")
    level = (expected - expected.max() + 80).clip(0) * 255 / 80
    assert np.abs(found.numpy() - level).max() <= 1


def test_an_alias_is_found_in_the_vocabulary():
    words = vocabulary.read()
    named = {word: words.find(word) for word in ("Hip-Hop", "rap", "drum & bass", "Rhythm & Blues", "OST")}
    assert {word: entry.name for word, entry in named.items()} == {
        "Hip-Hop": "hip hop",
        "rap": "hip hop",
        "drum & bass": "drum and bass",
        "Rhythm & Blues": "r&b",
        "OST": "soundtrack",
    }
    assert words.find("polyphonic knitting") is None


def test_the_vocabulary_names_outputs_that_the_teachers_have():
    words = vocabulary.read()
    for entry in (*words.genres, *words.styles):
        assert set(entry.teachers["msd"]) <= set(musicnn.TAGS["MSD"]), entry.name
        assert set(entry.teachers["mtt"]) <= set(musicnn.TAGS["MTT"]), entry.name
    assert {tag for tags in fusion.JAMENDO.values() for tag in tags} <= set(jamendo.TAGS)


def test_every_idiom_is_in_the_vocabulary():
    words = vocabulary.read()
    parents = {style.name: style.parent for style in words.styles}
    for idiom in midi.IDIOMS:
        assert idiom.genre in words.genre_names()
        assert not idiom.style or parents[idiom.style] == idiom.genre


@torch.inference_mode()
def test_a_snippet_scores_the_same_alone_and_in_a_batch():
    torch.manual_seed(3)
    network = GenreNetwork(5).eval()
    snippets = torch.randint(0, 256, (4, PAPER.mel_bands, PAPER_SNIPPET_FRAMES), dtype=torch.uint8)
    together, alone = network(snippets), network(snippets[2:3])
    for both, one in zip(together, alone, strict=True):
        torch.testing.assert_close(both[2:3], one, atol=1e-4, rtol=1e-4)


def test_the_embedding_is_white():
    torch.manual_seed(4)
    network = GenreNetwork(2)
    size = network.embed.in_features
    features = torch.randn(3000, size) @ torch.randn(size, size)
    network.whiten(features)
    embedding = network.embed(features).detach()
    torch.testing.assert_close(embedding.mean(0), torch.zeros(512), atol=1e-2, rtol=0)
    torch.testing.assert_close(torch.cov(embedding.T), torch.eye(512), atol=2e-2, rtol=0)


def test_softmax_regression_separates_two_clouds():
    embedding = torch.tensor([[-1.0, 0.0], [-2.0, 1.0], [1.0, 0.0], [2.0, 1.0]])
    target = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    layer = heads.fit(heads.Examples(embedding, target, torch.ones(4)), 1e-3, exclusive=True)
    assert layer(embedding).argmax(1).tolist() == [0, 0, 1, 1]


def test_an_output_is_scored_relative_to_its_own_mean():
    entry = vocabulary.Entry("reggae", "Reggae", (), {"audioset": ("Reggae",)})
    # Unlikely for all tracks, but less so for the last.
    teacher_outputs = fusion.TeacherLogits(
        "audioset", ("Music", "Reggae"), np.array([[2.0, -8], [2, -8.1], [2, -7.9], [2, -5]])
    )
    assert fusion.scores([teacher_outputs], [teacher_outputs], (entry,))[:, 0].argmax() == 3


def test_a_track_shorter_than_a_snippet_is_repeated():
    assert len(build_corpus.looped(np.ones(1000, np.float32), 32000)) > build_corpus.SNIPPET_S * 32000


def test_snippets_do_not_overlap_and_are_spread_over_a_long_track():
    starts = build_corpus.snippet_starts(100 * PAPER_SNIPPET_FRAMES, most=5)
    assert starts.tolist() == [place * PAPER_SNIPPET_FRAMES for place in (0, 25, 50, 74, 99)]


def test_means_ignore_missing_outputs_of_a_teacher():
    values = torch.tensor([[1.0], [torch.nan], [3.0], [5.0]])
    means = corpus.track_means(values, torch.tensor([0, 0, 0, 1]), 2)
    assert means.tolist() == [[2.0], [5.0]]


def test_a_coarse_image_keeps_its_first_and_last_frame():
    image = torch.arange(130.0).expand(1, 128, 130)
    coarse = pretrain.coarsened(image, 39)
    torch.testing.assert_close(coarse[..., [0, -1]], image[..., [0, -1]])
    wide = from_pictures(torch.full((1, 128, 39), 7, dtype=torch.uint8), 130)
    assert wide.shape == (1, 128, 130) and (wide == 7).all()


def test_bands_of_fma_reach_to_half_our_sample_rate():
    below, above = fma.band_places()
    place = below[-1] + above[0, -1, 0]
    # Our highest band ends at 11,025 Hz, which is 49.9 of the 60 mel that FMA's 128 bands cover.
    assert 104 < place < 107


def test_the_restored_student_gives_the_same_output_as_the_published_model():
    snippets = torch.randint(0, 256, (4, 128, 130), generator=torch.Generator().manual_seed(0)).to(
        torch.uint8
    )
    published = torch.jit.load(PUBLISHED)
    linear = [node for node in published.graph.nodes() if node.kind() == "aten::linear"]
    weights = [[value.toIValue() for value in list(node.inputs())[1:]] for node in linear]
    weight, bias = next(pair for pair in weights if pair[0] is not None and pair[0].shape == (512, 768))

    network = GenreNetwork(21).eval()
    network.student = published_student(PUBLISHED, snippets)
    with torch.no_grad():
        network.embed.weight.copy_(weight)
        network.embed.bias.copy_(bias)
        ours, theirs = network(snippets)[1], published(snippets)[1]

    assert torch.allclose(ours, theirs, atol=1e-3)


def test_an_omitted_branch_is_replaced_by_its_mean():
    network = GenreNetwork(21).eval()
    found = torch.randn(600, 768, generator=torch.Generator().manual_seed(0))
    network.whiten(found)
    both, student, musicnn = Branches(network, found.mean(0))(found)

    assert both.shape == student.shape == musicnn.shape == (600, 512)
    assert torch.allclose(both, student + musicnn, atol=1e-3)  # the mean embedding is 0
