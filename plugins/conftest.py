"""What all tests of the plug-ins share: the real program and a library of real tracks."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
PROGRAM = HOME / "needledrop"
SAMPLES = HOME / "sample-library"
TRACKS = ["gravel-road.flac", "muldjord-armygeddon.mp3", "corner-loop.ogg", "van-herk-city-blues.m4a"]
ANOTHER = "werner-hacienda.mp3"
START_SECONDS = 120


def environment(**settings: str) -> dict[str, str]:
    """The environment without the user's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEEDLEDROP_")}
    java = {name: os.environ[name] for name in ["NEEDLEDROP_JAVA_HOME"] if name in os.environ}
    return kept | java | settings


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tagged library of four tracks, which tests only read."""
    folder = tmp_path_factory.mktemp("music")
    for track in TRACKS:
        shutil.copy(SAMPLES / track, folder / track)
    subprocess.run([PROGRAM, "tag", folder, "--library", folder, "--quiet"], check=True, env=environment())
    return folder


@contextmanager
def served(folder: Path, log: Path, keys: str = "") -> Iterator[str]:
    """Serves a library on a free port, and yields its address."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = str(probe.getsockname()[1])
    settings = {"NEEDLEDROP_API_KEYS": keys} if keys else {}
    with log.open("wb") as output:
        service = subprocess.Popen(
            [PROGRAM, "serve", folder, "--port", port],
            stdout=output,
            stderr=output,
            env=environment(**settings),
        )
    try:
        _await_ready(service, f"http://localhost:{port}", log)
        yield f"http://localhost:{port}"
    finally:
        service.terminate()
        service.wait(30)


def _await_ready(service: subprocess.Popen, url: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/q/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            assert service.poll() is None, log.read_text()
            time.sleep(0.2)
    raise AssertionError(f"not ready in time: {log.read_text()}")


@pytest.fixture(scope="session")
def service(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service without API keys."""
    with served(library, tmp_path_factory.mktemp("log") / "serve.txt") as url:
        yield url


@pytest.fixture(scope="session")
def service_with_keys(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with the keys `secret` and `reader`, which may only read."""
    with served(library, tmp_path_factory.mktemp("log") / "serve.txt", "secret,reader:read") as url:
        yield url


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a sample into the test's folder."""

    def copy(name: str) -> Path:
        return Path(shutil.copy(SAMPLES / name, tmp_path / name))

    return copy
