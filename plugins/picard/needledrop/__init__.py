"""Needledrop for Picard 2 and 3: the same folder is a plug-in of both."""

PLUGIN_NAME = "Needledrop"
PLUGIN_AUTHOR = "The Needledrop contributors"
PLUGIN_DESCRIPTION = "Genres, moods and their probabilities, found by listening to the music."
PLUGIN_VERSION = "0.1.0"
PLUGIN_API_VERSIONS = ["2.9", "2.10", "2.11", "2.12", "2.13"]
PLUGIN_LICENSE = "Apache-2.0"
PLUGIN_LICENSE_URL = "https://www.apache.org/licenses/LICENSE-2.0"


def _major() -> int:
    from picard import PICARD_VERSION

    return PICARD_VERSION.major


def enable(api) -> None:
    """Picard 3 calls this."""
    from .picard3 import enable as register

    register(api)


if _major() < 3:
    from . import picard2  # noqa: F401  registers itself
