"""Draw who is named with whom: a network for Graphviz, Gephi or networkx.

python network.py passages.json register.json > network.dot
"""

import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

Pair = tuple[str, str]


def named_together(passages: Path, register: Path) -> Counter[Pair]:
    """Return how many paragraphs name both people of each pair."""
    graph = json.loads(register.read_text("utf-8"))["@graph"]
    people = {each["identifier"]: each["name"] for each in graph if each["@type"] == "Person"}
    pairs: Counter[Pair] = Counter()
    for unit in json.loads(passages.read_text("utf-8"))["member"]:
        named = {mention["entry"] for mention in unit.get("mentions", [])}
        pairs.update(combinations(sorted(people[each] for each in named & people.keys()), 2))
    return pairs


def dot(pairs: Counter[Pair]) -> str:
    """Return the network in the language of Graphviz."""
    lines = [f'  "{one}" -- "{two}" [weight={times}];' for (one, two), times in pairs.most_common()]
    return "\n".join(["graph {", *lines, "}"])


if __name__ == "__main__":
    print(dot(named_together(*map(Path, sys.argv[1:]))))
