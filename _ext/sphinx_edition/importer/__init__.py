"""From the text of a scan to the project of an edition.

``sphinx-edition import SEED DIR`` reads a plain text as a machine left it and writes a Sphinx
project that builds, is collated with its scan from the first minute, and lists every decision that
a person should look at.  It changes no word: it joins what a line end broke, lifts the notes and
their marks, and leaves out lines that its description of the scan names.

===============  ==================================================================================
``source``       bytes to lines, or one clear error
``model``        what the reader finds: pages, headings, notes, decisions
``lexicon``      how common a word is, in this text and in its language
``turns``        signs that a page begins; ``pages``, ``furniture``: page numbers, running heads
``marks``        how a mark of a note looks when it is misread
``page_text``    the lines of a page, and where notes may begin
``feet``         the notes at the feet of pages; ``anchors``: what they are bound to
``headings``     titles; ``levels``: what is a chapter, what a part of one
``hyphens``      words broken at the end of a line
``blocks``       paragraphs and verse
``doubts``       tokens that look wrong
``reader``       all of these in their order
``markdown``     the text as MyST
``description``  the witness description; ``records``: the ledger; ``report``: every decision
``stubs``        names that recur, references in notes
``project``      the files of a project, written whole or not at all
``review``       doubtful decisions in a browser, on this machine
===============  ==================================================================================
"""
