#!/usr/bin/env python3
"""Writes grafana/dashboards/operations.json; with --check, says whether it is up to date.

Python 3, standard library only. Change this file, run it, and commit both.
"""

import json
import pathlib
import sys

OUT = pathlib.Path(__file__).resolve().parent / "dashboards" / "operations.json"
DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}
CHANNEL = 'channel=~"$channel"'
AGENCY = 'agency=~"$agency"'
RATE = "$__rate_interval"


def rate(metric, labels="", by=""):
    by = f" by ({by})" if by else ""
    braces = f"{{{labels}}}" if labels else ""
    return f"sum{by} (rate({metric}{braces}[{RATE}]))"


def per_simulated_hour(metric, labels="", by=""):
    """Exact whatever the speed of the simulation, and while it pauses."""
    return f"3600 * {rate(metric, labels, by)} / scalar({rate('hotline_sim_seconds_total')})"


def quantile(q, metric, labels, by=""):
    by = f"le, {by}" if by else "le"
    return f"histogram_quantile({q}, {rate(metric + '_bucket', labels, by)})"


def total(metric, labels=""):
    braces = f"{{{labels}}}" if labels else ""
    return f"sum({metric}{braces})"


def ratio(over, under):
    return f"({over}) / ({under})"


def panel(kind, title, description, unit, width, height, targets, **options):
    """targets: pairs (expression, legend)."""
    defaults = {"unit": unit}
    for key in ("min", "max", "decimals", "thresholds", "mappings", "noValue"):
        if key in options:
            defaults[key] = options[key]
    custom = {
        "timeseries": {
            "drawStyle": "line",
            "lineWidth": 2,
            "fillOpacity": 0,
            "showPoints": "never",
        },
        "stat": {},
    }[kind]
    if options.get("log"):
        custom["scaleDistribution"] = {"type": "log", "log": 10}
    if custom:
        defaults["custom"] = custom
    look = {
        "timeseries": {
            "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True},
            "tooltip": {"mode": "multi", "sort": "desc"},
        },
        "stat": {
            "colorMode": "value",
            "graphMode": "none",
            "justifyMode": "auto",
            "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
            "textMode": "auto",
        },
    }[kind]
    return {
        "type": kind,
        "title": title,
        "description": description,
        "datasource": DATASOURCE,
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": look,
        "targets": [
            {"datasource": DATASOURCE, "expr": expr, "legendFormat": legend, "refId": chr(65 + i)}
            for i, (expr, legend) in enumerate(targets)
        ],
        "gridPos": {"w": width, "h": height},
    }


def stat(title, description, unit, expr, width=3, **options):
    return panel("stat", title, description, unit, width, 4, [(expr, title)], **options)


def graph(title, description, unit, targets, width=8, **options):
    return panel("timeseries", title, description, unit, width, 8, targets, **options)


def steps(*pairs):
    """Thresholds: the base colour, then (value, colour)."""
    return {
        "mode": "absolute",
        "steps": [{"color": pairs[0], "value": None}]
        + [{"color": colour, "value": value} for value, colour in pairs[1:]],
    }


YES_NO = [
    {
        "type": "value",
        "options": {"0": {"text": "no", "index": 0}, "1": {"text": "yes", "index": 1}},
    }
]

NOW = [
    stat(
        "Simulated clock",
        "The city's own civil time of the present run.",
        "dateTimeAsIso",
        "max(hotline_sim_time_seconds) * 1000",
        width=5,
    ),
    stat(
        "Speed",
        "Simulated seconds that pass in a second of wall time; 0 when the run has ended.",
        "none",
        "max(hotline_sim_speed_ratio)",
        decimals=0,
        noValue="starting",
    ),
    stat(
        "Running",
        "Whether a run has started and not ended.",
        "none",
        "max(hotline_sim_running)",
        mappings=YES_NO,
    ),
    stat(
        "Numbers incomplete",
        "Facts were lost or refused on the way: read the fact log instead.",
        "none",
        "max(hotline_ingest_incomplete)",
        mappings=YES_NO,
        thresholds=steps("green", (1, "red")),
    ),
    stat(
        "Contacts waiting",
        "Contacts in the queues now.",
        "short",
        total("hotline_contacts_waiting", CHANNEL),
    ),
    stat(
        "Agents busy",
        "Agents in talk or after-call work now.",
        "short",
        total("hotline_agents_busy"),
    ),
    stat(
        "Tickets open",
        "Opened and reopened less resolved, also those opened in the warm-up.",
        "short",
        "sum(hotline_tickets_open)",
        width=4,
    ),
]

SINCE_START = [
    stat(
        "Service level so far",
        "Share answered within the acceptable wait, of answered and abandoned; "
        "since measurement began.",
        "percentunit",
        ratio(
            total("hotline_contacts_answered_in_time_total", CHANNEL),
            total("hotline_contacts_answered_total", CHANNEL)
            + " + "
            + total("hotline_contacts_abandoned_total", CHANNEL),
        ),
        width=4,
        decimals=1,
    ),
    stat(
        "Abandoned",
        "Share that hung up while waiting, of answered and abandoned; since " "measurement began.",
        "percentunit",
        ratio(
            total("hotline_contacts_abandoned_total", CHANNEL),
            total("hotline_contacts_answered_total", CHANNEL)
            + " + "
            + total("hotline_contacts_abandoned_total", CHANNEL),
        ),
        width=4,
        decimals=1,
    ),
    stat(
        "Mean wait of the answered",
        "Average speed of answer, in simulated time; since " "measurement began.",
        "s",
        ratio(
            total("hotline_contact_wait_seconds_sum", f'outcome="answered",{CHANNEL}'),
            total("hotline_contact_wait_seconds_count", f'outcome="answered",{CHANNEL}'),
        ),
        width=4,
    ),
    stat(
        "Resolution targets missed",
        "Share of tickets whose due time passed unresolved, of those "
        "that were done in time or became due; since measurement began.",
        "percentunit",
        ratio(
            total("hotline_sla_missed_total", f'clock="resolution",{AGENCY}'),
            total("hotline_sla_due_total", f'clock="resolution",{AGENCY}'),
        ),
        width=4,
        decimals=1,
    ),
    stat(
        "Confirmed fixed",
        "Resolution rate: share of surveyed citizens who say it is fixed; since "
        "measurement began.",
        "percentunit",
        ratio(
            total("hotline_surveys_fixed_total", AGENCY),
            total("hotline_surveys_answered_total", AGENCY),
        ),
        width=4,
        decimals=1,
    ),
    stat(
        "Satisfied",
        "Satisfaction rate: share of surveyed citizens who are satisfied; since "
        "measurement began.",
        "percentunit",
        ratio(
            total("hotline_surveys_satisfied_total", AGENCY),
            total("hotline_surveys_answered_total", AGENCY),
        ),
        width=4,
        decimals=1,
    ),
]

FRONT = [
    graph(
        "Contacts per simulated hour",
        "Attempts to reach the city, by channel; redials included.",
        "short",
        [(per_simulated_hour("hotline_contacts_arrived_total", CHANNEL, "channel"), "{{channel}}")],
        min=0,
    ),
    graph(
        "What became of them, per simulated hour",
        "Answered, hung up while waiting, or turned " "away because all lines were busy.",
        "short",
        [
            (per_simulated_hour("hotline_contacts_answered_total", CHANNEL), "answered"),
            (per_simulated_hour("hotline_contacts_abandoned_total", CHANNEL), "abandoned"),
            (per_simulated_hour("hotline_contacts_blocked_total", CHANNEL), "blocked"),
        ],
        min=0,
    ),
    graph(
        "Service level",
        "Share answered within the acceptable wait, of answered and abandoned.",
        "percentunit",
        [
            (
                ratio(
                    rate("hotline_contacts_answered_in_time_total", CHANNEL),
                    rate("hotline_contacts_answered_total", CHANNEL)
                    + " + "
                    + rate("hotline_contacts_abandoned_total", CHANNEL),
                ),
                "service level",
            )
        ],
        min=0,
        max=1,
    ),
    graph(
        "Wait of the answered",
        "Simulated time until an agent answers: median and 90th percentile, "
        "interpolated within exact buckets.",
        "s",
        [
            (
                quantile(0.5, "hotline_contact_wait_seconds", f'outcome="answered",{CHANNEL}'),
                "median",
            ),
            (
                quantile(0.9, "hotline_contact_wait_seconds", f'outcome="answered",{CHANNEL}'),
                "90th percentile",
            ),
        ],
        min=0,
    ),
    graph(
        "Abandonment",
        "Share that hung up while waiting, of answered and abandoned.",
        "percentunit",
        [
            (
                ratio(
                    rate("hotline_contacts_abandoned_total", CHANNEL),
                    rate("hotline_contacts_answered_total", CHANNEL)
                    + " + "
                    + rate("hotline_contacts_abandoned_total", CHANNEL),
                ),
                "abandoned",
            )
        ],
        min=0,
    ),
    graph(
        "Occupancy",
        "Time in talk and after-call work over time on duty, by agent group. Above 100 % "
        "agents work beyond their shift.",
        "percentunit",
        [
            (
                f"{rate('hotline_agent_busy_seconds_total', '', 'group')} / "
                f"{rate('hotline_agent_duty_seconds_total', '', 'group')}",
                "{{group}}",
            )
        ],
        min=0,
    ),
]

BACK = [
    graph(
        "Tickets per simulated hour",
        "Opened, resolved for the first time, and reopened.",
        "short",
        [
            (per_simulated_hour("hotline_tickets_opened_total", CHANNEL), "opened"),
            (per_simulated_hour("hotline_tickets_resolved_total", AGENCY), "resolved"),
            (per_simulated_hour("hotline_tickets_reopened_total", AGENCY), "reopened"),
        ],
        min=0,
    ),
    graph(
        "Backlog",
        "The backlog: if it grows, the quantiles of resolved tickets flatter.",
        "short",
        [("sum(hotline_tickets_open)", "open")],
        min=0,
    ),
    graph(
        "Targets missed",
        "Share of response and resolution targets missed, counted at the due time.",
        "percentunit",
        [
            (
                f"{rate('hotline_sla_missed_total', AGENCY, 'clock')} / "
                f"{rate('hotline_sla_due_total', AGENCY, 'clock')}",
                "{{clock}}",
            )
        ],
        min=0,
        max=1,
    ),
    graph(
        "Response, 90th percentile",
        "Simulated time from opening to the first signature, by agency; "
        "only of tickets that were signed for.",
        "s",
        [(quantile(0.9, "hotline_ticket_response_seconds", AGENCY, "agency"), "{{agency}}")],
        log=True,
    ),
    graph(
        "Resolution, median",
        "Simulated time from opening to the first resolution, by agency; only "
        "of tickets that were resolved.",
        "s",
        [(quantile(0.5, "hotline_ticket_resolution_seconds", AGENCY, "agency"), "{{agency}}")],
        log=True,
    ),
    graph(
        "Three rates",
        "Of surveyed citizens: contacted in time (response), fixed (resolution), "
        "satisfied (satisfaction).",
        "percentunit",
        [
            (
                ratio(
                    rate("hotline_surveys_responded_total", AGENCY),
                    rate("hotline_surveys_answered_total", AGENCY),
                ),
                "response",
            ),
            (
                ratio(
                    rate("hotline_surveys_fixed_total", AGENCY),
                    rate("hotline_surveys_answered_total", AGENCY),
                ),
                "resolution",
            ),
            (
                ratio(
                    rate("hotline_surveys_satisfied_total", AGENCY),
                    rate("hotline_surveys_answered_total", AGENCY),
                ),
                "satisfaction",
            ),
        ],
        min=0,
        max=1,
    ),
]

HEALTH = [
    graph(
        "Speed of the simulation",
        "Simulated seconds a second of wall time, as Prometheus saw it.",
        "none",
        [(rate("hotline_sim_seconds_total"), "speed")],
        min=0,
    ),
    graph(
        "Pacing lateness",
        "Wall time by which the simulator lags behind its pace; empty where the "
        "simulator is another process.",
        "s",
        [("max(hotline_pacing_lateness_seconds)", "late")],
        min=0,
    ),
    graph(
        "Facts",
        "Facts folded, lost, refused and repeated, a second of wall time.",
        "short",
        [
            (rate("hotline_ingest_facts_total"), "folded"),
            (rate("hotline_ingest_lost_total"), "lost"),
            (rate("hotline_ingest_refused_total"), "refused"),
            (rate("hotline_ingest_duplicates_total"), "repeated"),
        ],
        min=0,
    ),
]

GOVERNANCE = [
    graph(
        "Governance score",
        "Score of the present run under the scheme of --scheme; the same with what surveyed "
        "citizens confirm in place of what agencies declare; and the share of the weight that is "
        "known. No line: too little is known.",
        "percentunit",
        [
            ("max by (scheme) (hotline_evaluation_score)", "score ({{scheme}})"),
            ("max by (scheme) (hotline_evaluation_confirmed_score)", "confirmed"),
            ("max by (scheme) (hotline_evaluation_known_ratio)", "known"),
        ],
        min=0,
        max=1,
    ),
    graph(
        "Governance by group",
        "Score of each group of indicators of the scheme.",
        "percentunit",
        [("max by (group) (hotline_evaluation_group_score)", "{{group}}")],
        min=0,
        max=1,
    ),
    graph(
        "Governance by indicator",
        "Normalised value of each indicator that is known; 100 % is best.",
        "percentunit",
        [
            (
                "max by (indicator) (hotline_evaluation_indicator_normalised_ratio)",
                "{{indicator}}",
            )
        ],
        min=0,
        max=1,
    ),
]

ROWS = [
    ("Now", NOW),
    ("Since measurement began", SINCE_START),
    ("Residents at the front door", FRONT),
    ("Tickets in the back office", BACK),
    ("Governance", GOVERNANCE),
    ("Health of the pipeline", HEALTH),
]


def laid_out(rows):
    panels = []
    y = 0
    for title, members in rows:
        panels.append(
            {
                "type": "row",
                "title": title,
                "collapsed": False,
                "panels": [],
                "gridPos": {"x": 0, "y": y, "w": 24, "h": 1},
            }
        )
        y += 1
        x = 0
        height = 0
        for member in members:
            place = member["gridPos"]
            if x + place["w"] > 24:
                x = 0
                y += height
            place.update(x=x, y=y)
            x += place["w"]
            height = place["h"]
            panels.append(member)
        y += height
    for number, each in enumerate(panels, 1):
        each["id"] = number
    return panels


def label_variable(name, label, metric):
    query = f"label_values({metric}, {name})"
    return {
        "type": "query",
        "name": name,
        "label": label,
        "datasource": DATASOURCE,
        "definition": query,
        "query": {"query": query, "refId": "variable"},
        "multi": True,
        "includeAll": True,
        "allValue": ".*",
        "current": {"selected": True, "text": ["All"], "value": ["$__all"]},
        "refresh": 2,
        "sort": 1,
    }


def dashboard():
    return {
        "uid": "hotline-operations",
        "title": "City hotline: operations",
        "description": "What residents meet at the front door, how tickets fare in the back "
        "office, and whether the pipeline that measures it is sound.",
        "tags": ["hotline"],
        "schemaVersion": 39,
        "editable": False,
        "graphTooltip": 1,
        "timezone": "browser",
        "refresh": "5s",
        "time": {"from": "now-15m", "to": "now"},
        "annotations": {"list": []},
        "links": [],
        "templating": {
            "list": [
                {
                    "type": "datasource",
                    "name": "datasource",
                    "label": "Data source",
                    "query": "prometheus",
                    "current": {},
                    "refresh": 1,
                    "regex": "",
                    "hide": 0,
                },
                label_variable("channel", "Channel", "hotline_contacts_arrived_total"),
                label_variable("agency", "Agency", "hotline_tickets_dispatched_total"),
            ]
        },
        "panels": laid_out(ROWS),
    }


def main():
    text = json.dumps(dashboard(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if sys.argv[1:] == ["--check"]:
        if not OUT.exists() or OUT.read_text(encoding="utf-8") != text:
            print(f"{OUT.name} is not what generate.py writes: run generate.py", file=sys.stderr)
            return 1
        return 0
    if sys.argv[1:]:
        print("usage: generate.py [--check]", file=sys.stderr)
        return 2
    OUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
