"""When things happen: the order of all that extensions of the library do on one event.

Sphinx calls the listeners of an event by priority, and those of one priority in the order in which
``conf.py`` lists their extensions.  That order must not show, so no extension names a number of its
own.  What happens in one phase touches different things, and may happen in any order.
"""

from __future__ import annotations

from enum import IntEnum


class Phase(IntEnum):
    """Phases of an event; Sphinx's and other extensions' own listeners have 500."""

    CHECK = 200  #: settings of a wrong type are put right
    COLLECT = 300  #: settings are completed, files read, before anybody asks for them
    LINK = 600  #: links, lists and cards go in; all of others' work on the event is done
    MARK = 700  #: words, links included, are found again and marked
    NUMBER = 800  #: what depends on the marks, as pages of paragraphs do
    SHOW = 900  #: the design of a format: nothing is added to the text after it


class Step(IntEnum):
    """Priorities of transforms, on the scale of docutils; each stands between two of others'."""

    ADOPT = 1  #: before anything asks what a node stands in
    BIBLIOGRAPHY = 4  #: before sphinxcontrib-bibtex fills its bibliographies (5)
    PRINT_NOTES = 590  #: before Sphinx joins notes and their references for LaTeX (600)
    NOTES_IN_HEADS = 610  #: after Sphinx has joined notes and their references for LaTeX (600)
    NOTES = 630  #: after docutils has numbered the notes and bound the references to them (620)
    LANGUAGES = 650  #: the text has its final shape; nobody has collected words yet
