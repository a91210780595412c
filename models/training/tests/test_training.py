"""Tests of genre-musicnn, its export and metrics; need no data set and take seconds."""

import json
from pathlib import Path

import pytest
import torch

from data.augment import Augmentation, augment
from data.tracks import GENRES, SPLITS, Tracks, random_snippets, read_split, whole_snippets
from export.export import export, golden_log_mel
from export.manifest import FILES, sha256
from export.onnxfile import onnx_session, save_onnx
from export.torchscript import save_script, torchscript
from fit.metrics import calibration_error, fit_temperature, least_confidence, squared_distance
from networks.pretrained import PretrainedNetwork, change, fit_classifier, fit_embedding


@pytest.fixture(scope="module")
def network() -> PretrainedNetwork:
    torch.manual_seed(3)
    made = PretrainedNetwork()
    for norm in (layer for layer in made.modules() if isinstance(layer, torch.nn.BatchNorm2d)):
        norm.running_mean.normal_(0, 0.1)
        norm.running_var.uniform_(0.5, 1.5)
        norm.weight.data.normal_()  # some are negative
    for path in made.musicnn.front:
        path.conv.weight.data[5:] *= 1e-9
    return made.eval()


def numbered_tracks() -> Tracks:
    """Level = frame number, one constant genre per track."""
    log_mel = torch.arange(50, dtype=torch.uint8).expand(3, 128, 50).clone()
    return Tracks(("a", "b", "c"), log_mel, torch.tensor([0, 1, 2]))


@torch.inference_mode()
def test_scores_ten_genres_and_embeds_every_snippet(network):
    scores, embedding = network(golden_log_mel(5))
    assert scores.shape == (5, len(GENRES))
    assert embedding.shape == (5, network.embedding_size)
    assert network.embedding_size <= 512


@pytest.mark.parametrize("level", [0, 17, 255])
@torch.inference_mode()
def test_constant_input_gives_no_nan(network, level):
    scores, embedding = network(torch.full((2, 128, 39), level, dtype=torch.uint8))
    assert scores.isfinite().all() and embedding.isfinite().all()


@torch.inference_mode()
def test_a_batch_scores_its_snippets_as_one_by_one(network):
    script, log_mel = torchscript(network), golden_log_mel(7)
    together = script(log_mel)
    alone = [script(log_mel[row : row + 1]) for row in range(7)]
    for place in range(2):
        singles = torch.cat([outputs[place] for outputs in alone])
        torch.testing.assert_close(together[place], singles, atol=1e-4, rtol=0)


@torch.inference_mode()
def test_exported_files_score_as_the_network_does(network, tmp_path):
    figures = {"trackAccuracy": 0.5}
    evaluation = {"temperature": 1.5, "minConfidence": 0.4, "maxSquaredDistance": 400}
    evaluation |= {"valid": figures, "test": None, "seed": 1, "tracks": dict.fromkeys(SPLITS, 1)}
    export(network, evaluation, tmp_path / "model", tmp_path / "golden" / "scores.json")
    expected = network(golden_log_mel())
    script = torch.jit.load(str(tmp_path / "model" / FILES["torchscript"]))(golden_log_mel())
    torch.testing.assert_close(script, expected, atol=1e-4, rtol=0)
    session = onnx_session(tmp_path / "model" / FILES["onnx"])
    onnx = tuple(map(torch.from_numpy, session.run(None, {"log_mel": golden_log_mel().numpy()})))
    torch.testing.assert_close(onnx, expected, atol=1e-4, rtol=0)
    golden = json.loads((tmp_path / "golden" / "scores.json").read_text())
    assert golden["modelSha256"] == sha256(tmp_path / "model" / FILES["torchscript"])
    torch.testing.assert_close(torch.tensor(golden["scores"]), expected[0], atol=1e-4, rtol=0)


def test_exported_files_contain_no_paths_of_this_machine(network, tmp_path):
    save_script(torchscript(network), tmp_path / "model.pt")
    save_onnx(network, tmp_path / "model.onnx")
    for name in ("model.pt", "model.onnx"):
        assert str(Path(__file__).parents[1]).encode() not in (tmp_path / name).read_bytes()


@torch.inference_mode()
def test_the_embedding_is_whitened_and_the_classifier_separates_genres():
    torch.manual_seed(5)
    genre = torch.arange(10).repeat_interleave(200)
    centres = torch.randn(10, PretrainedNetwork().mean.numel())
    features = 3 + centres[genre] + torch.randn(2000, centres.shape[1])
    network = PretrainedNetwork()
    fit_embedding(network, features)
    embedding = network.embed(network.standardised(features))
    torch.testing.assert_close(torch.cov(embedding.T), torch.eye(384), atol=1e-2, rtol=0)
    torch.testing.assert_close(embedding.mean(0), torch.zeros(384), atol=1e-2, rtol=0)
    fit_classifier(network, embedding, genre)
    assert (network.classifier(embedding).argmax(1) == genre).float().mean() > 0.99


def test_augmented_copies_keep_their_shape_and_differ():
    snippets = torch.rand(3, 128, 39) * -80
    changed = change(snippets, torch.Generator().manual_seed(1))
    assert changed.shape == snippets.shape and not torch.equal(changed, snippets)


def test_squared_distance_is_of_the_mean_over_snippets():
    embedding = torch.tensor([[[3.0, 0.0], [-3.0, 0.0]], [[3.0, 4.0], [3.0, 4.0]]])
    assert squared_distance(embedding).tolist() == [0, 25]


def test_crops_stay_inside_the_track_and_keep_its_genre():
    snippets, genre = random_snippets(numbered_tracks(), 200, torch.Generator().manual_seed(1))
    assert snippets.shape == (200, 128, 39)
    starts = snippets[:, 0, 0].long()
    assert starts.min() == 0 and starts.max() == 50 - 39
    assert (snippets[:, 5] == starts[:, None] + torch.arange(39)).all()
    assert set(genre.tolist()) == {0, 1, 2}


def test_whole_snippets_are_adjacent():
    tracks = torch.arange(90, dtype=torch.uint8).expand(1, 128, 90)
    snippets = whole_snippets(tracks)
    assert snippets.shape == (1, 2, 128, 39)
    assert snippets[0, 1, 0, 0] == 39


def test_augmentation_keeps_shapes_and_sums_of_probability():
    rng = torch.Generator().manual_seed(1)
    target = torch.eye(10)[:8]
    snippets, mixed = augment(torch.randn(8, 128, 39), target, Augmentation(), rng)
    assert snippets.shape == (8, 128, 39) and snippets.isfinite().all()
    torch.testing.assert_close(mixed.sum(1), torch.ones(8))
    assert (mixed.argmax(1) == target.argmax(1)).all()


def test_no_track_is_in_two_sets_of_the_split(tmp_path):
    rows = "id,genre,fault_filtered\nblues.1,blues,train\nblues.2,blues,test\n"
    rows += "jazz.1,jazz,valid\njazz.2,jazz,removed\n"
    (tmp_path / "tracks.csv").write_text(rows)
    split = read_split(tmp_path / "tracks.csv")
    assert {side: set(split[side]) for side in SPLITS} == {
        "train": {"blues.1"},
        "valid": {"jazz.1"},
        "test": {"blues.2"},
    }
    (tmp_path / "tracks.csv").write_text(rows + "blues.1,blues,test\n")
    with pytest.raises(ValueError, match="listed twice"):
        read_split(tmp_path / "tracks.csv")


def test_temperature_undoes_overconfidence():
    torch.manual_seed(1)
    scores = torch.randn(4000, 10)
    genre = torch.distributions.Categorical(logits=scores).sample()
    temperature = fit_temperature(scores * 3, genre)
    assert temperature == pytest.approx(3, rel=0.1)
    assert calibration_error((scores * 3 / temperature).softmax(1), genre) < 0.03


def test_threshold_keeps_half_of_the_tracks():
    probabilities = torch.tensor([[0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.6, 0.4]])
    assert least_confidence(probabilities, torch.tensor([0, 0, 1, 1])) == 0.71
    assert least_confidence(probabilities, torch.tensor([1, 1, 1, 1])) == 0.8
