"""Tests of the papers' protocols, systems and cells; need no data set and take seconds."""

import json

import numpy as np
import pytest
import torch

from data.tracks import GENRES, Tracks
from papers.experiment import Cell, figures, run
from papers.protocols import PICTURES, PROTOCOLS, as_snippets, spread_snippets
from papers.systems import SYSTEMS

COLUMNS = 60


@pytest.fixture
def gtzan(tmp_path):
    """Three tracks per genre; every second one has a known artist."""
    ids = [f"{genre}.{number:05}" for genre in GENRES for number in range(3)]
    pictures = np.random.default_rng(0).integers(0, 256, (len(ids), 128, COLUMNS), dtype=np.uint8)
    np.savez(tmp_path / PICTURES["mel"].file, X=pictures, ids=np.array(ids))
    rows = [
        f"{track},{track.split('.')[0]},{('train', 'valid', 'test')[place % 3]},{'A' * (place % 2)},T"
        for place, track in enumerate(ids)
    ]
    lines = ["id,genre,fault_filtered,artist,title", *rows]
    (tmp_path / "tracks.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_snippets_reach_from_the_first_to_the_last_frame():
    frames = torch.arange(100, dtype=torch.uint8).expand(2, 4, 100)
    snippets = spread_snippets(frames, 20)
    assert snippets.shape == (2, 5, 4, 20)
    assert snippets[0, 0, 0, 0] == 0 and snippets[0, 4, 0, -1] == 99


def test_snippets_keep_their_genre_and_the_id_of_their_track():
    tracks = Tracks(("a", "b"), torch.zeros(2, 4, 100, dtype=torch.uint8), torch.tensor([3, 7]))
    snippets = as_snippets(tracks, 20)
    assert snippets.ids[4:6] == ("a", "b")
    assert snippets.genre.tolist() == [3] * 5 + [7] * 5


@pytest.mark.parametrize("protocol", ["P1", "P2", "P3"])
def test_no_track_is_in_training_and_test_set(gtzan, protocol):
    sides = PROTOCOLS[protocol](gtzan, PICTURES["mel"])
    assert not set(sides.learn.ids) & set(sides.test.ids)


def test_the_ungrouped_protocol_leaks_by_design(gtzan):
    sides = PROTOCOLS["P1-ungrouped"](gtzan, PICTURES["mel"])
    assert set(sides.learn.ids) & set(sides.test.ids)


def test_unknown_artists_are_left_out_of_p3(gtzan):
    sides = PROTOCOLS["P3"](gtzan, PICTURES["mel"])
    assert len(sides.learn) == len(sides.test) == 5


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("bands, frames", [(128, 39), (129, 50)])
@torch.inference_mode()
def test_every_system_reads_both_inputs(system, bands, frames):
    network = SYSTEMS[system](bands, 0.0).eval()
    scores, embedding = network(torch.zeros(2, bands, frames, dtype=torch.uint8))
    assert scores.shape == (2, len(GENRES)) and scores.isfinite().all()
    assert embedding.shape == (2, network.embedding_size)


def test_figures_sum_scores_over_a_track():
    sure, torn = [4.0, 0.0], [0.0, 1.0]
    found = figures(torch.tensor([[sure, torn, torn]]), torch.tensor([0]))
    assert found["trackAccuracy"] == 1
    assert found["snippetAccuracy"] == pytest.approx(1 / 3)


def test_a_cell_that_was_run_is_not_run_again(gtzan, tmp_path):
    cell = Cell("Bi-GRU", "mel", "P2", steps=130)
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / f"{cell.name()}.json").write_text(json.dumps({"trackAccuracy": 0.5}))
    assert run(cell, gtzan, tmp_path / "results") == {"trackAccuracy": 0.5}
