"""Reads the files of a report with parsers, and what they say of one another."""

import csv
import json
import os
import sys
import xml.dom.minidom
from html.parser import HTMLParser

folder = sys.argv[1]


def read(name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


class Page(HTMLParser):
    """Elements must be closed in order, and nothing is loaded from elsewhere."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "link", "img", "iframe"), tag
        assert not any(name in ("src", "href") for name, _ in attributes), attributes
        self.seen.append(tag)
        self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag


page = Page()
page.feed(read("report.html"))
page.close()
assert not page.open and "svg" in page.seen and "polyline" in page.seen, page.open
drawing = xml.dom.minidom.parseString(read("loss.svg"))
assert drawing.documentElement.tagName == "svg"
results = json.loads(read("results.json"))
assert set(results["Properties"]) == set(results), set(results["Properties"]) ^ set(results)
batches = list(csv.DictReader(read("batches.csv").splitlines()))
rounds = list(csv.DictReader(read("rounds.csv").splitlines()))
assert [float(row["loss"]) for row in batches] == results["BatchLossList"]
assert [float(row["loss"]) for row in rounds] == results["RoundLossList"]
assert [int(row["last_batch"]) for row in rounds] == results["RoundPositions"]
assert len(batches) == results["TotalBatches"] and len(rounds) == results["TotalRounds"]
assert results["RoundLoss"] == results["RoundLossList"][-1]
if "error_rate" in rounds[0]:
    rates = results["RoundMeasurementsLists"]["ErrorRate"]
    assert [float(row["error_rate"]) for row in rounds] == rates
    rates = results["BatchMeasurementsLists"]["ErrorRate"]
    assert [float(row["error_rate"]) for row in batches] == rates
if "validation_loss" in rounds[0]:
    losses = [float(row["validation_loss"]) for row in rounds if row["validation_loss"]]
    assert losses == results["ValidationLossList"]
print("properties:", len(results), "rounds columns:", ",".join(rounds[0]))
