"""The papers' tables and the measurements in docs/accuracy.md."""
