#!/usr/bin/python3
"""What the arrival of a scene costs, in processor time of a full render.

usage: arrival.py [--scenes 120] [--size 1280x720] [--rounds 3] [--late] [--watch N] [--data FOLDER] [--work FOLDER]
                  [--launcher FILE]

Renders SCENES scenes of make_scenes.py with an empty cache, then without a change, then with one later scene, and with
--late also with one that falls into the middle. Prints user and system time of each, of the JVM's start
(`--version`), and as a percentage of the full render, both beyond the start; the cheapest of ROUNDS runs counts, each
from the same state. Decodes the videos and compares every earlier frame. Ends with 1 if a frame differs or is missing, if the
run without a change touches a published file, or if the late scene changes frames of more than its own segment. With --watch, the
last N scenes then arrive one after another at a process that stays, `watch`, whose code is compiled once.

Is also the job that kills.py and faults.py do harm to: a small one to which one scene of the sample arrives. Needs
ffmpeg, and what make_scenes.py needs where the scenes do not exist yet.
"""
import argparse
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
NAME = "arrival"
# Six hundred scenes, one every ten days, are none in the future, which the program would refuse.
FIRST_DAY = "2010-01-13"
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


def processor_seconds(command, folder):
    """User and system time of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode != 0:
        raise SystemExit(f"{command}: exit {result.returncode}: {result.stderr[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def frames(video):
    """Hashes of the decoded pictures, in order; each once, however long it is shown."""
    listing = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(video), "-fps_mode", "passthrough", "-f", "framemd5", "-"],
        capture_output=True, text=True, check=True).stdout
    hashes = [line.rsplit(",", 1)[1].strip() for line in listing.splitlines() if not line.startswith("#")]
    return [now for before, now in zip([None, *hashes], hashes) if now != before]


class Measured:
    """A job of many scenes, whose state after a run can be restored."""

    def __init__(self, folder, scenes, size, launcher):
        self.folder = folder
        self.scenes = scenes
        self.launcher = str(launcher)
        (folder / "scenes").mkdir(parents=True)
        width, height = size
        left, top = 500_000 + 10 * ((1536 - width) // 2), 5_100_000 - 10 * ((1536 - height) // 2)
        (folder / "config.yaml").write_text(
            f"name: {NAME}\ntitle: A scene arrives\nscenes: [scenes]\ngrid: {{tr: 10}}\n"
            f"aoi: {{te: [{left}, {top - 10 * height}, {left + 10 * width}, {top}], te_srs: 'EPSG:32633'}}\n")

    def put(self, scenes):
        for scene in scenes:
            # A link keeps the state of the file by which hashes are remembered.
            os.link(scene, self.folder / "scenes" / scene.name)

    def render(self):
        return processor_seconds([self.launcher, "render", "-q", "config.yaml"], self.folder)

    def parts(self):
        return [".terralapse", "output", f"{NAME}.lock"]

    def save(self, target):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        for part in self.parts():
            (shutil.copytree if (self.folder / part).is_dir() else shutil.copy2)(self.folder / part, target / part)

    def restore(self, saved):
        for part in self.parts():
            shutil.rmtree(self.folder / part) if (self.folder / part).is_dir() else (self.folder / part).unlink()
            (shutil.copytree if (saved / part).is_dir() else shutil.copy2)(saved / part, self.folder / part)

    def published(self):
        return {
            f.name: (f.stat().st_mtime_ns, hashlib.sha256(f.read_bytes()).hexdigest())
            for f in (self.folder / "output").iterdir()}

    def arrive(self, scene, saved, rounds):
        """The least time of runs to which a scene arrives; the last one's output stays."""
        best = float("inf")
        for _ in range(rounds):
            self.restore(saved)
            (self.folder / "scenes" / scene.name).unlink(missing_ok=True)
            self.put([scene])
            best = min(best, self.render())
        return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenes", type=int, default=120)
    parser.add_argument("--size", default="1280x720", help="of the frames, pixels of 10 m; at most 1536x1536")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--late", action="store_true")
    parser.add_argument("--watch", type=int, default=0, metavar="N")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(os.environ.get("BENCH_DATA", HOME / "target" / "bench")))
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--launcher", type=pathlib.Path, default=HOME / "terralapse")
    args = parser.parse_args()
    data = args.data / "arrival"
    needed = args.scenes + 1 + args.late
    if len(list(data.glob("*.tif"))) < needed:
        subprocess.run(
            [sys.executable, str(HOME / "bench" / "make_scenes.py"), str(data), "--count", str(needed), "--size", "1536",
             "--first-day", FIRST_DAY], check=True)
    scenes = sorted(data.glob("*.tif"))[:needed]
    late = scenes.pop(args.scenes // 2) if args.late else None
    with tempfile.TemporaryDirectory(dir=args.work or data) as folder:
        job = Measured(pathlib.Path(folder) / "job", scenes, tuple(map(int, args.size.split("x"))), args.launcher.resolve())
        status = measure(job, late, args.rounds)
        if args.watch:
            watch(Measured(pathlib.Path(folder) / "watched", scenes, tuple(map(int, args.size.split("x"))), args.launcher.resolve()), args.watch)
        sys.exit(status)


def seconds_of(process):
    """User and system time of a process that runs."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def when_idle(process):
    """Its processor time once it has used none for five seconds."""
    before, now = None, seconds_of(process)
    while before is None or now - before > 0.05:
        time.sleep(5)
        before, now = now, seconds_of(process)
    return now


def watch(job, count):
    job.put(job.scenes[:-count])
    full = job.render()
    process = subprocess.Popen([job.launcher, "watch", "-q", "config.yaml"], cwd=job.folder, stdout=subprocess.DEVNULL)
    try:
        spent = when_idle(process)
        for number, scene in enumerate(job.scenes[-count:], 1):
            job.put([scene])
            # A file counts once its size has not changed for five seconds.
            time.sleep(10)
            before, spent = spent, when_idle(process)
            print(f"scene {number} at a process that stays {spent - before:7.2f} s {100 * (spent - before) / full:38.2f} %", flush=True)
    finally:
        process.terminate()
        process.wait()


def measure(job, late, rounds):
    version = [job.launcher, "--version"]
    processor_seconds(version, "/")
    start = min(processor_seconds(version, "/") for _ in range(max(3, rounds)))
    job.put(job.scenes[:-1])
    full = job.render()
    video = job.folder / "output" / f"{NAME}.mp4"
    before, decoded = job.published(), frames(video)
    saved = job.folder.with_name("saved")
    job.save(saved)

    def line(what, seconds):
        share = 100 * (seconds - start) / (full - start)
        print(f"{what:28} {seconds:7.2f} s {seconds - start:7.2f} s beyond the start {share:7.2f} %", flush=True)

    line("start (--version)", start)
    line(f"full render, {len(decoded)} frames", full)
    problems = []
    if len(decoded) != len(job.scenes) - 1:
        problems.append(f"{len(job.scenes) - 1} scenes gave {len(decoded)} frames")
    line("nothing to do", min(job.render() for _ in range(rounds)))
    if job.published() != before:
        problems.append("the run without a change touched what is published")
    line("one scene added", job.arrive(job.scenes[-1], saved, rounds))
    now = frames(video)
    if len(now) != len(decoded) + 1 or now[:-1] != decoded:
        problems.append("a scene that was added changed earlier frames")
    if late is not None:
        job.save(saved)
        line("one late scene", job.arrive(late, saved, rounds))
        after = frames(video)
        position = len(job.scenes[:-1]) // 2
        after.pop(position)
        changed = [i for i, (a, b) in enumerate(zip(after, now)) if a != b]
        print(f"the late scene, frame {position + 1}, changed {len(changed)} other frames: {[i + 1 for i in changed]}")
        if len(after) != len(now) or len(changed) > 8:
            problems.append("the late scene changed more than its own segment")
    print("; ".join(problems) or "every earlier frame decodes as before")
    return 1 if problems else 0


if __name__ == "__main__":
    main()
