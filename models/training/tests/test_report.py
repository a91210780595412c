"""Tests of the report's statistics; need no data set and take seconds."""

import numpy as np
import torch

from papers.report import expected_error, named_by, over_seeds, over_tracks
from papers.studies import fitted


def test_seeds_that_agree_leave_no_interval():
    assert over_seeds([0.5, 0.5, 0.5]) == "0.500 ± 0.000"
    assert over_seeds([0.25]) == "0.250"


def test_the_interval_over_tracks_holds_the_mean():
    low, high = over_tracks(np.repeat([1.0, 0.0], [70, 30]))
    assert 0.58 < low < 0.7 < high < 0.82


def test_one_loud_snippet_wins_the_sum_but_not_the_vote():
    scores = torch.tensor([[[9.0, 0.0], [0.0, 1.0], [0.0, 1.0]]])
    named = named_by(scores, 1.0)
    assert named["sum of logits"].item() == 0
    assert named["majority vote"].item() == 1


def test_fewer_tracks_have_a_larger_ece_with_perfect_calibration():
    confidence = torch.linspace(0.3, 1, 2000)
    assert expected_error(confidence) < 0.03 < expected_error(confidence[::20])


def test_a_fit_gets_a_network_of_its_own():
    networks = []
    assert fitted(lambda network, learned: networks.append(network), None) is networks[0]
    assert not networks[0].training
