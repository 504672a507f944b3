"""What an extension needs beside Sphinx."""

from __future__ import annotations

from importlib.util import find_spec

from sphinx.errors import ExtensionError


def need(extension: str, extra: str, *modules: str) -> None:
    """Make sure that ``modules`` can be imported.

    Raises:
        ExtensionError: one is missing; the message names the extra of the distribution to install.

    """
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise ExtensionError(
            f"{extension} needs {' and '.join(missing)}: "
            f"install them with pip install 'sphinx-edition[{extra}]'"
        )
