"""YAMNet: Google's audio event classifier (tensorflow/models, research/audioset/yamnet; Apache-2.0), as a
TensorFlow Lite file. For comparison only; its weights are not part of this project.
"""

import csv
from pathlib import Path

import numpy as np

SAMPLE_RATE_HZ = 16000
WINDOW_SAMPLES = 15600  # .975 s


class Yamnet:
    """Samples at 16 kHz -> probabilities of 521 classes, the mean over adjacent windows."""

    def __init__(self, model: Path):
        from ai_edge_litert.interpreter import Interpreter

        self.interpreter = Interpreter(str(model), num_threads=1)
        source = self.interpreter.get_input_details()[0]["index"]
        self.interpreter.resize_tensor_input(source, [1, WINDOW_SAMPLES])
        self.interpreter.allocate_tensors()
        self.source = source
        outputs = self.interpreter.get_output_details()
        self.answer = next(output["index"] for output in outputs if output["shape"][-1] == 521)

    def __call__(self, samples: np.ndarray, most_windows: int = 60) -> np.ndarray:
        whole = max(1, len(samples) // WINDOW_SAMPLES)
        places = np.unique(np.linspace(0, whole - 1, min(whole, most_windows)).round().astype(int))
        return np.mean([self.window(samples, place * WINDOW_SAMPLES) for place in places], 0)

    def window(self, samples: np.ndarray, start: int) -> np.ndarray:
        stretch = samples[start : start + WINDOW_SAMPLES]
        padded = np.pad(stretch, (0, WINDOW_SAMPLES - len(stretch))).astype(np.float32)
        self.interpreter.set_tensor(self.source, padded[None])
        self.interpreter.invoke()
        return self.interpreter.get_tensor(self.answer)[0]


def class_names(class_map: Path) -> list[str]:
    """From yamnet_class_map.csv."""
    with class_map.open(newline="", encoding="utf-8") as rows:
        return [row["display_name"] for row in csv.DictReader(rows)]
