"""Reading dashboards, and expanding their macros as Grafana does."""

import json
import pathlib


def load_all(source):
    folder = pathlib.Path(source) / "grafana" / "dashboards"
    return {path.name: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(folder.glob("*.json"))}


def panels(dashboard):
    """All panels that show something: rows are looked into."""
    found = []
    for panel in dashboard["panels"]:
        if panel["type"] == "row":
            found += panel.get("panels", [])
        else:
            found.append(panel)
    return found


def expressions(dashboard):
    """(panel title, expression) of every target."""
    return [(panel["title"], target["expr"])
            for panel in panels(dashboard) for target in panel["targets"]]


def expanded(expression, rate_interval="10s", span="30s"):
    """Variables stand for "All", whose value is `.*`."""
    values = {"$__rate_interval": rate_interval, "$__range": span,
              "$channel": ".*", "$agency": ".*"}
    for macro, value in values.items():
        expression = expression.replace(macro, value)
    return expression
