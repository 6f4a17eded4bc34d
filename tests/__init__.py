"""Tests; each mirrors the module whose name it bears."""
