"""Hyperparameters and the training loop of networks from scratch."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from data.augment import Augmentation, augment
from data.tracks import GENRES, SNIPPET_FRAMES, Tracks, random_snippets


@dataclass(frozen=True)
class Recipe:
    seed: int = 2
    steps: int = 2600
    batch: int = 64
    learning_rate: float = 2e-3
    weight_decay: float = 0.1
    dropout: float = 0.4
    label_smoothing: float = 0.1
    averaging: float = 0.99  # decay of the exponential moving average of the weights
    mixup: float = 0.4
    patience: int = 20  # validations without improvement
    validate_every: int = 130  # steps

    def __post_init__(self):
        if self.steps % self.validate_every:
            raise ValueError(f"steps must be a multiple of validate_every ({self.validate_every})")


class Training:
    """The state of a training run."""

    def __init__(
        self,
        recipe: Recipe,
        make: Callable[[float], nn.Module],
        frames: int = SNIPPET_FRAMES,
    ):
        """make(dropout) creates the network; frames is the width of its input."""
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.frames = frames
        self.augmentation = Augmentation(mixup=recipe.mixup)
        self.rng = torch.Generator().manual_seed(recipe.seed)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = make(recipe.dropout).to(self.device, memory_format=torch.channels_last)
        self.averaged = AveragedModel(
            self.network, multi_avg_fn=get_ema_multi_avg_fn(recipe.averaging), use_buffers=True
        )
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay
        )
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, recipe.learning_rate, total_steps=recipe.steps
        )
        self.step, self.best_step = 0, 0

    def learn(self, tracks: Tracks) -> float:
        self.network.train()
        snippets, genre = random_snippets(tracks, self.recipe.batch, self.rng, self.frames)
        target = functional.one_hot(genre, len(GENRES)).float()
        snippets, target = augment(self.network.standardise(snippets), target, self.augmentation, self.rng)
        scores, _ = self.network.score(snippets.to(self.device))
        loss = functional.cross_entropy(
            scores, target.to(self.device), label_smoothing=self.recipe.label_smoothing
        )
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.schedule.step()
        self.averaged.update_parameters(self.network)
        self.step += 1
        return loss.item()

    def finished(self) -> bool:
        stale = (self.step - self.best_step) // self.recipe.validate_every
        return self.step >= self.recipe.steps or stale >= self.recipe.patience
