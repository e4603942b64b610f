"""Runs the SQL of docs/warehouse.md in DuckDB over generated incidents and compares it with `faultline stats --json`.

usage: warehouse.py FAULTLINE N FOLDER
Exits with 1 when a figure differs by more than a millionth. Prints times and memory.
"""

import datetime
import json
import os
import random
import re
import resource
import subprocess
import sys
import time

FROM, TO, NOW = "2023-01-01", "2025-01-01", "2025-01-01T00:00:00Z"
SERVICES = [f"service-{number}" for number in range(40)]


def moment(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def generate(path, count):
    """Incidents of 2022 to 2025: skewed lengths, overlaps, open ones, drills, ends that are missing, wrong or unreadable."""
    chance = random.Random(1)
    first, last = 1640995200, 1740787200
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            start = chance.randrange(first, last)
            length = min(int(chance.lognormvariate(7.5, 1.3)), 2_000_000)
            incident = {
                "title": f"Incident {number}",
                "severity": chance.choice(["SEV1", "SEV2", "SEV3", "SEV4"]),
                "status": "resolved",
                "services": chance.sample(SERVICES, chance.randrange(1, 4)),
            }
            fate = chance.random()
            stop = start + length
            impact = {"start": moment(start), "end": moment(stop), "level": chance.choice(["full", "partial", "degraded", "none"])}
            impacts = [impact]
            milestones = {"resolved": moment(stop + chance.randrange(0, 600))}
            if fate < 0.02:
                incident["status"] = "ongoing"
                del impact["end"]
                milestones = {}
            elif fate < 0.03:
                impact["end"] = "unknown"
            elif fate < 0.04:
                milestones = {}
            elif fate < 0.05:
                incident["tags"] = [chance.choice(["drill", "maintenance", "test"])]
            elif fate < 0.06:
                milestones["resolved"] = moment(start - 60)
            elif fate < 0.07:
                milestones["resolved"] = moment(start)
            if chance.random() < 0.4:
                middle = start + length // 2
                impacts.append({"start": moment(middle), "end": moment(middle + length), "level": chance.choice(["full", "degraded"])})
            if chance.random() < 0.3:
                milestones["detected"] = moment(start + length // 3)
            incident["impacts"] = impacts
            if milestones:
                incident["milestones"] = milestones
            if chance.random() < 0.2:
                incident["root_causes"] = [{"id": "a", "title": "A cause", "role": "root"}]
                incident["corrective_actions"] = [{"title": "An action", "addresses": ["a"], "status": "open", "due": "2024-06-01"}]
            out.write(json.dumps(incident, separators=(",", ":")) + "\n")


def queries(page):
    with open(page, encoding="utf-8") as file:
        return dict(re.findall(r"^```sql (\w+)\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL))


def timed(what, work):
    start = time.monotonic()
    result = work()
    print(f"{what}: {time.monotonic() - start:.1f} s", flush=True)
    return result


def main():
    program, count, folder = os.path.abspath(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    sql = queries(os.path.join(os.path.dirname(__file__), "..", "docs", "warehouse.md"))
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    import duckdb

    timed(f"generate {count} incidents", lambda: generate("all.ndjson", count))
    print(f"all.ndjson: {os.path.getsize('all.ndjson') / 1e6:.0f} MB")

    def run(*arguments):
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
        # Broken ends are in the data on purpose, and said on the error stream.
        if done.returncode not in (0, 1):
            sys.exit(f"{arguments}: exit {done.returncode}\n{done.stderr[:2000]}")
        return done.stdout

    def peak():
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    timed("faultline index --to ndjson", lambda: run("index", "all.ndjson", "--to", "ndjson", "-o", "tables"))
    print(f"  peak memory {peak():.0f} MB")
    output = timed("faultline stats --json", lambda: run("stats", "all.ndjson", "--json", "--from", FROM, "--to", TO, "--now", NOW))
    print(f"  peak memory so far {peak():.0f} MB")
    stats = json.loads(output)

    base = duckdb.connect()
    base.execute(sql["views"])

    def rows(name):
        cursor = timed(f"DuckDB, {name}", lambda: base.execute(sql[name]))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor.fetchall()]

    wrong, compared = [], 0

    def same(what, ours, theirs, unit=1000.0):
        nonlocal compared
        compared += 1
        ours = None if ours is None else float(ours)
        theirs = None if theirs is None else float(theirs) / unit
        if (ours is None) != (theirs is None) or (ours is not None and abs(ours - theirs) > 1e-6 * max(1.0, abs(ours))):
            wrong.append(f"{what}: faultline {ours}, DuckDB {theirs}")

    durations, found = stats["durations"], rows("lengths")[0]
    same("n", durations["n"], found["n"], 1)
    same("open", durations["open"], found["open_now"], 1)
    for name in ["sum", "union", "mean", "median", "p75", "p90", "p95", "max"]:
        same(name, durations[name], found[f"{name}_ms"])
    groups = {group["group"]: group["durations"] for group in stats["by_severity"]}
    severities = rows("by_severity")
    if len(severities) != len(groups):
        wrong.append(f"{len(groups)} severities, DuckDB {len(severities)}")
    for row in severities:
        for name in ["median", "p90"]:
            same(f"{row['severity']} {name}", groups[row["severity"]][name], row[f"{name}_ms"])
        same(f"{row['severity']} n", groups[row["severity"]]["n"], row["n"], 1)
    for row in rows("downtime"):
        for name in ["union", "sum"]:
            same(f"downtime {name} {row['wanted']}", stats["downtime"][name][row["wanted"]], row[f"{name}_ms"])
    if durations["n"] == 0 or compared < 20:
        wrong.append("there was nothing to compare")
    print(f"n {durations['n']}, open {durations['open']}, left out {stats['left_out']}")
    print("\n".join(wrong) if wrong else f"{compared} figures are the same")
    sys.exit(1 if wrong else 0)


main()
