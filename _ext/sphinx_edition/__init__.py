"""Sphinx extensions that make a scholarly edition of a text."""
