"""Verifies an archive with nothing but docs/archive-format.md and Python's standard library.

Prints one JSON object; exits with 0 if the archive is valid, otherwise with 1.
Written from the document alone, so that the document is tested with it.
"""

import hashlib
import json
import os
import re
import sys
from datetime import datetime

FORMAT = "wellcloud-archive/1"
STATUSES = {"Saved", "Resumed", "Missing", "NotFound", "Failed", "Removed"}
WITH_FILE = {"Saved", "Resumed"}
REASONS = {"row changed", "judged early", "bare 404", "file gone", "does not verify", "failed", "forced"}
LEDGER = re.compile(r"^ledger(?:-([1-9][0-9]*)-of-([1-9][0-9]*))?\.jsonl$")
LOCK = re.compile(r"^lock(?:-([1-9][0-9]*)-of-([1-9][0-9]*))?$")
HASH = re.compile(r"^[0-9a-f]{64}$")
LITTER = {".ds_store", "thumbs.db", "desktop.ini", ".directory", "lost+found", "@eadir", "$recycle.bin", "system volume information", ".snapshot"}
LITTER_STARTS = ("._", ".nfs0", ".fuse_hidden", ".trash-")
PAGE = b"<!doctype html>\n<!--wellcloud-catalog/1-->\n"


def shard_of(recording_id, shards):
    digest = hashlib.sha256(recording_id.encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") % shards or shards


def parse_time(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def counts(row, known, is_later):
    """Whether a decision replaces the one that is known: nothing takes back a removal."""
    is_removed = row["status"] == "Removed"
    was_removed = known is not None and known[1]["status"] == "Removed"
    return is_later if is_removed == was_removed else is_removed


class Ledger:
    """One ledger file: its chain, and the last decision on each id."""

    def __init__(self, path, shard, shards):
        self.path, self.shard, self.shards = path, shard, shards
        self.problems, self.latest, self.heads = [], {}, ["0" * 64]
        self.read()

    def problem(self, number, text):
        self.problems.append(f"{os.path.basename(self.path)}:{number}: {text}")

    def read(self):
        previous_time = None
        with open(self.path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):
                    self.problem(number, "the last line is incomplete")
                    return
                line = line[:-1]
                try:
                    row = json.loads(line.decode("utf-8"))
                    time = parse_time(row["time"])
                    if row["seq"] != number - 1:
                        self.problem(number, "the line number is out of order")
                    if row["prev"] != self.heads[-1]:
                        self.problem(number - 1, "the chain is broken")
                    if previous_time and time < previous_time:
                        self.problem(number, "the time is earlier than that of the previous line")
                    previous_time = time
                    self.take(number, row, time)
                except (ValueError, KeyError, TypeError) as error:
                    self.problem(number, f"not a line of a ledger: {error!r}")
                self.heads.append(hashlib.sha256(line).hexdigest())

    def take(self, number, row, time):
        if "format" in row:
            expected = f"{self.shard}/{self.shards}"
            if row["format"] != FORMAT:
                self.problem(number, f"unknown format {row['format']}")
            if row["shard"] != expected:
                self.problem(number, f"the shard is {row['shard']} instead of {expected}")
            return
        if number == 1:
            self.problem(number, "the first line is not a header")
        recording_id, status = row["id"], row["status"]
        if not isinstance(recording_id, str) or status not in STATUSES:
            raise ValueError("id or status")
        if shard_of(recording_id, self.shards) != self.shard:
            self.problem(number, "the id belongs to another shard")
        if status in WITH_FILE or "path" in row:
            if not HASH.match(row["sha256"]) or not isinstance(row["bytes"], int) or row["bytes"] < 0:
                raise ValueError("sha256 or bytes")
        if status not in WITH_FILE and ("audioMs" in row or "etag" in row):
            self.problem(number, "audioMs or etag without a file")
        if row.get("again") is not None and row["again"] not in REASONS:
            self.problem(number, f"unknown reason {row['again']}")
        if (status == "Removed") != ("reason" in row):
            self.problem(number, "only Removed has a reason")
        if "since" in row and (status not in ("Missing", "NotFound") or parse_time(row["since"]) > time):
            self.problem(number, "since")
        if counts(row, self.latest.get(recording_id), True):
            self.latest[recording_id] = (time, row)


class Archive:
    def __init__(self, root):
        self.root, self.own = root, os.path.join(root, ".wellcloud")
        self.ledgers = []
        for name in sorted(os.listdir(self.own)):
            match = LEDGER.match(name)
            if match:
                k, n = int(match[1] or 1), int(match[2] or 1)
                self.ledgers.append(Ledger(os.path.join(self.own, name), k, n))
        self.decisions = self.merge()

    def merge(self):
        """The decision that counts for each id: a removal, otherwise the last in its ledger, the latest across ledgers."""
        latest = {}
        for ledger in self.ledgers:
            for recording_id, decision in ledger.latest.items():
                known = latest.get(recording_id)
                if counts(decision[1], known, known is None or decision[0] > known[0]):
                    latest[recording_id] = decision
        return {recording_id: row for recording_id, (_, row) in latest.items()}

    def verify(self):
        problems = [problem for ledger in self.ledgers for problem in ledger.problems]
        if not self.ledgers:
            problems.append("no ledger")
        for name in os.listdir(self.own):
            match = LOCK.match(name)
            if match and os.path.getsize(os.path.join(self.own, name)) and name.replace("lock", "ledger") + ".jsonl" not in os.listdir(self.own):
                problems.append(f"the ledger of {name} is gone")
        files = {row["path"]: row for row in self.decisions.values() if row["status"] in WITH_FILE}
        absent, corrupt, total = [], [], 0
        for path, row in files.items():
            full = os.path.join(self.root, *path.split("/"))
            if not os.path.isfile(full):
                absent.append(path)
                continue
            digest = hashlib.sha256()
            with open(full, "rb") as stream:
                for block in iter(lambda: stream.read(1 << 20), b""):
                    digest.update(block)
            total += os.path.getsize(full)
            if os.path.getsize(full) != row["bytes"] or digest.hexdigest() != row["sha256"]:
                corrupt.append(path)
        unlisted = [path for path in self.present() if path not in files]
        return {
            "isValid": not (problems or absent or corrupt or unlisted),
            "files": len(files),
            "bytes": total,
            "absent": sorted(absent),
            "corrupt": sorted(corrupt),
            "unlisted": sorted(unlisted),
            "ledgerProblems": problems,
            "ledgerHead": " ".join(ledger.heads[-1] for ledger in self.ledgers),
            "statuses": {status: sum(row["status"] == status for row in self.decisions.values()) for status in sorted(STATUSES)},
            "removed": {row["id"]: row["reason"] for row in self.decisions.values() if row["status"] == "Removed"},
            "again": sorted({row["again"] for row in self.decisions.values() if "again" in row}),
            "sums": self.sums(files),
        }

    def present(self):
        """The files in the folder that are neither the archive's own nor litter of an operating system."""
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name.lower() not in LITTER | {".wellcloud"} and not name.lower().startswith(".trash-")]
            for name in names:
                full = os.path.join(folder, name)
                path = os.path.relpath(full, self.root).replace(os.sep, "/")
                if path != "SHA256SUMS" and not self.passed_over(name, full):
                    yield path
        for name in os.listdir(self.own):
            if name.startswith("ledger") and not LEDGER.match(name):
                yield ".wellcloud/" + name

    @staticmethod
    def passed_over(name, full):
        low = name.lower()
        if low in LITTER or low.startswith(LITTER_STARTS) or low.endswith((".partial", ".partial.json")):
            return True
        with open(full, "rb") as page:
            return page.read(len(PAGE)) == PAGE

    def sums(self, files):
        """Whether SHA256SUMS lists exactly the files that count; None while the list is known to be outdated."""
        if os.path.exists(os.path.join(self.own, "sums.outdated")):
            return None
        expected = {path: row["sha256"] for path, row in files.items()}
        found = {}
        with open(os.path.join(self.root, "SHA256SUMS"), encoding="utf-8", newline="\n") as lines:
            for line in lines:
                if not line.endswith("\n"):
                    return False
                escaped, line = line.startswith("\\"), line[:-1].lstrip("\\")
                path = line[66:]
                if escaped:
                    path = path.replace("\\\\", "\0").replace("\\n", "\n").replace("\\r", "\r").replace("\0", "\\")
                found[path] = line[:64]
        return found == expected


if __name__ == "__main__":
    result = Archive(sys.argv[1]).verify()
    json.dump(result, sys.stdout, ensure_ascii=True, indent=1)
    print()
    sys.exit(0 if result["isValid"] and result["sums"] is not False else 1)
