"""The general index, only where it has entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_edition.pages.theme import has_our_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def has_entries(env: BuildEnvironment) -> bool:
    """Tell whether any document has an entry for the general index."""
    return any(env.domaindata["index"]["entries"].values())


def leave_out_empty(app: Sphinx, builder: Builder) -> None:
    """Write no general index, and lead to none, where it would be empty (``write-started``)."""
    if not has_our_page(builder) or has_entries(builder.env):
        return
    html: Any = builder
    html.use_index = app.config.html_use_index = False
    stale = Path(html.get_outfilename("genindex"))
    stale.unlink(missing_ok=True)
