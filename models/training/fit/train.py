"""python -m fit.train: fits genre-musicnn, in minutes."""

from argparse import ArgumentParser

import torch

from data.options import add_paths
from data.tracks import add_gtzan_argument, load_tracks
from networks import musicnn
from networks.pretrained import NETWORK_FILE, fit

if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_gtzan_argument(parser)
    musicnn.add_wheel_argument(parser)
    add_paths(parser, "--run")
    parser.add_argument("--seed", type=int, default=0, help="(default: %(default)s)")
    given = parser.parse_args()
    network = fit(musicnn.load(given.wheel), load_tracks(given.data, "train"), given.seed)
    given.run.mkdir(parents=True, exist_ok=True)
    torch.save({"seed": given.seed, "weights": network.state_dict()}, given.run / NETWORK_FILE)
