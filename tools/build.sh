#!/bin/sh
# Runs one of Sphinx's builders, $1, on the edition, and says where the result lies.
# Warnings are errors.  A build that fails or is killed leaves a mark, so that the next one starts
# afresh and takes nothing of it for good.
set -eu
builder=$1
mkdir -p _build
for mark in _build/.unfinished-*; do
  if [ -e "$mark" ]; then rm -rf _build/doctrees "_build/${mark#_build/.unfinished-}" "$mark"; fi
done
touch "_build/.unfinished-$builder"
rm -f "_build/$builder"/*.epub "_build/$builder"/*.tex  # one book, whatever the last one was called
.venv/bin/python -m sphinx -q -W --keep-going -b "$builder" -d _build/doctrees . "_build/$builder"
tex() {
  (cd _build/latex && latexmk -r latexmkrc "$@" -silent -interaction=nonstopmode >latexmk.log 2>&1)
}
if [ "$builder" = latex ]; then
  # What TeX noted of an earlier state of the book may not fit this one: the second try starts afresh.
  # The log stays beside the book; a book that TeX gave up on does not.
  if ! tex -pdf -dvi- -ps- && { tex -C || true; } && ! tex -pdf -dvi- -ps-; then
    rm -f _build/latex/*.pdf
    echo "TeX gave up on the book: $(grep -h -m 1 '^!' _build/latex/*.log || echo 'see _build/latex/latexmk.log')" >&2
    exit 1
  fi
fi
rm "_build/.unfinished-$builder"
echo "done: _build/$builder/"
