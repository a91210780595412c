"""Linear layers on the embedding: softmax regressions and logistic regressions with soft targets."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

STEPS = 60  # of LBFGS


@dataclass(frozen=True)
class Examples:
    """embedding [n, size], target [n, classes] (rows add up to 1, or each 0..1), weight [n]"""

    embedding: Tensor
    target: Tensor
    weight: Tensor

    def __add__(self, other: "Examples") -> "Examples":
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Examples(*(torch.cat(pair) for pair in pairs))

    def of(self, kept: Tensor) -> "Examples":
        return Examples(self.embedding[kept], self.target[kept], self.weight[kept])


@dataclass(frozen=True)
class Layer:
    """Logits are embedding @ weight.T + bias."""

    weight: Tensor
    bias: Tensor

    def __call__(self, embedding: Tensor) -> Tensor:
        return functional.linear(embedding, self.weight, self.bias)


def fit(examples: Examples, penalty: float, exclusive: bool) -> Layer:
    """Softmax regression if exclusive, else one logistic regression per class; L2 penalty on the weights."""
    classes, size = examples.target.shape[1], examples.embedding.shape[1]
    weight = torch.zeros(classes, size, requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    share = (examples.weight / examples.weight.sum())[:, None]
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        logits = functional.linear(examples.embedding, weight, bias)
        if exclusive:
            losses = -(examples.target * logits.log_softmax(1)).sum(1, keepdim=True)
        else:
            losses = functional.binary_cross_entropy_with_logits(logits, examples.target, reduction="none")
        total = (share * losses).sum() + penalty * weight.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return Layer(weight.detach(), bias.detach())


def balanced(target: Tensor, weight: Tensor, power: float = 0.5) -> Tensor:
    """Example weights that give rare genres more influence: divided by the genre's weight to `power`."""
    mass = (target * weight[:, None]).sum(0).clamp_min(1e-6)
    return weight * (target * mass.pow(-power)).sum(1)
