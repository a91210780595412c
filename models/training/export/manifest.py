"""manifest.json: the settings to run the exported network."""

import hashlib
from pathlib import Path

from data.tracks import GENRES, SNIPPET_FRAMES

MODEL_NAME = "genre-musicnn"
MODEL_VERSION = "1"
FILES = {"torchscript": f"{MODEL_VERSION}/model.pt", "onnx": f"{MODEL_VERSION}/model.onnx"}
MEL = {
    "sampleRateHz": 22050,
    "nFft": 2048,
    "hopLength": 1708,
    "window": "hann",
    "centred": True,
    "melBands": 128,
    "minFrequencyHz": 0.0,
    "maxFrequencyHz": 11025.0,
    "scale": "slaney",
    "norm": "slaney",
    "power": 2.0,
    "dbReference": "track-maximum",
    "dbFloor": -80.0,
    "quantisationLevels": 255,
}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def training_facts(evaluation: dict) -> dict:
    test = evaluation["test"] or {}
    return {
        "pretraining": "MusiCNN (Pons and Serra 2019), Million Song Dataset tags",
        "data": "GTZAN (log-mels of 899 of the 1,000 tracks), read back from spectrogram pictures",
        "split": "fault-filtered (Kereliuk, Sturm, Larsen 2015)",
        **{f"{side}Tracks": count for side, count in evaluation["tracks"].items()},
        "seed": evaluation["seed"],
        "scores": {
            "validTrackAccuracy": evaluation["valid"]["trackAccuracy"],
            "testTrackAccuracy": test.get("trackAccuracy"),
            "testSnippetAccuracy": test.get("snippetAccuracy"),
            "testTrackEce": test.get("trackEce"),
        },
    }


def manifest(folder: Path, embedding_size: int, evaluation: dict) -> dict:
    """The manifest of the exported files in folder."""
    files = {kind: {"path": path, "sha256": sha256(folder / path)} for kind, path in FILES.items()}
    return {
        "name": MODEL_NAME,
        "version": MODEL_VERSION,
        "genres": list(GENRES),
        "mel": MEL,
        "snippet": {"frames": SNIPPET_FRAMES, "seconds": 3.0},
        "embeddingSize": embedding_size,
        "decision": {
            "sum": "logits",
            "temperature": evaluation["temperature"],
            "minConfidence": evaluation["minConfidence"],
            "maxSquaredDistance": evaluation["maxSquaredDistance"],
        },
        "files": files,
        "training": training_facts(evaluation),
    }
