"""A small job to which one scene of the sample arrives: what kills.py and faults.py do harm to."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
NAME = "arrival"
CONFIG = f"""name: {NAME}
title: A scene arrives
scenes: [scenes]
grid: {{size: 640x360}}
pace: {{seconds_per_frame: 0.2, hold_last: 0.4}}
"""


class Job:
    """The job in a folder, and what it publishes before and after the arrival."""

    def __init__(self, folder, launcher):
        self.folder = pathlib.Path(folder)
        self.launcher = str(launcher)
        self.scenes = sorted((HOME / "scenes").glob("*.tif"))
        (self.folder / "scenes").mkdir(parents=True)
        (self.folder / "config.yaml").write_text(CONFIG)
        for scene in self.scenes[:-1]:
            shutil.copy2(scene, self.folder / "scenes" / scene.name)
        self.require(self.run())
        self.before = self.published()
        self.saved = self.folder.with_name(self.folder.name + "-before")
        self.save(self.saved)
        shutil.copy2(self.scenes[-1], self.folder / "scenes" / self.scenes[-1].name)
        begun = time.monotonic()
        self.require(self.run())
        self.seconds = time.monotonic() - begun
        self.after = self.published()
        if set(self.before) != set(self.after) or any(self.before[f] == self.after[f] for f in self.before):
            raise SystemExit("the arrival changes nothing: " + str(sorted(self.before)))

    def command(self):
        return [self.launcher, "render", "-q", "config.yaml"]

    def run(self, environment=None):
        return subprocess.run(
            self.command(), cwd=self.folder, env={**os.environ, **(environment or {})}, capture_output=True, text=True)

    @staticmethod
    def require(result):
        if result.returncode != 0:
            raise SystemExit(f"exit {result.returncode}: {result.stderr[-2000:]}")

    def published(self):
        """The published files and the lock: hashes by name."""
        files = [f for f in (self.folder / "output").glob("*") if not f.name.startswith(".")]
        files.append(self.folder / f"{NAME}.lock")
        return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files if f.exists()}

    def save(self, target):
        for part in ("output", ".terralapse"):
            shutil.copytree(self.folder / part, target / part)
        shutil.copy2(self.folder / f"{NAME}.lock", target)

    def restore(self, cache):
        """What was published before the arrival; its cache too, or else the one that is there stays."""
        for part in ("output", ".terralapse") if cache else ("output",):
            shutil.rmtree(self.folder / part, ignore_errors=True)
            shutil.copytree(self.saved / part, self.folder / part)
        for leftover in self.folder.glob(f".{NAME}*"):
            leftover.unlink()
        shutil.copy2(self.saved / f"{NAME}.lock", self.folder)

    def harm(self):
        """What is wrong with the published files; None if they are the last good ones."""
        now = self.published()
        if set(now) != set(self.before):
            return f"files {sorted(now)}"
        for name, digest in now.items():
            if name.endswith((".ledger.json", ".ledger.csv")) and self.lacks_lock():
                # By design: a lock that cannot be written costs the lock, not the video, and the ledger says so.
                now[name] = self.after[name]
            elif digest not in (self.before[name], self.after[name]):
                return f"{name} is neither the old nor the new one"
        outputs = [name for name in now if not name.endswith(".lock")]
        kinds = {now[name] == self.after[name] for name in outputs}
        deciding = (self.folder / "output" / f".{NAME}.journal").exists()
        if len(kinds) > 1 and not deciding:
            return "old files beside new ones, and no journal that completes them"
        return None

    def lacks_lock(self):
        """Whether the published ledger says that the lock could not be written."""
        ledger = json.loads((self.folder / "output" / f"{NAME}.ledger.json").read_text())
        return any(issue["code"] == "lock" for issue in ledger["issues"])

    def is_done(self):
        return self.published() == self.after

    def leftovers(self):
        """Files that no run needs: temporary ones, and those of runs that have ended."""
        found = [f for f in (self.folder / "output").glob(".*")]
        found += [f for f in self.folder.glob(f".{NAME}*")]
        cache = self.folder / ".terralapse"
        found += [f for f in cache.rglob("*") if f.name.endswith((".tmp", ".part")) or f.parent.name == "running"]
        found += list((cache / "segments").glob("run-*"))
        return [str(f.relative_to(self.folder)) for f in found]

    def finish(self):
        """Runs undisturbed and says what is wrong afterwards; None if everything is as it should be."""
        result = self.run()
        if result.returncode != 0:
            return f"the next run ends with {result.returncode}: {result.stderr[-500:]}"
        if not self.is_done():
            return "the next run publishes something else"
        return f"left behind: {self.leftovers()}" if self.leftovers() else None
