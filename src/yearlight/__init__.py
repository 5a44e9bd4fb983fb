"""Yearlight: a private place where a family remembers someone who died."""

__version__ = "0.1.0"
