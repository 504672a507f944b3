"""Sphinx extensions that make a scholarly edition of a text."""

__version__ = "1.0.0"
