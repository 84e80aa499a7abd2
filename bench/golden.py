#!/usr/bin/python3
"""Records what the program publishes, and holds another build against it.

usage: bench/golden.py record DATA OUT.json --jar JAR [--jobs a,b] [--keep FOLDER]
       bench/golden.py check DATA OUT.json --jar JAR [--jobs a,b] [--keep FOLDER] [--ignore-sentences]
       bench/golden.py list

DATA is a folder of real data sets, in folders named as in golden_jobs.py, which has the jobs. JAR needs its libraries beside it, as Maven
leaves them. Needs Debian's `ffmpeg`.

Every job runs in a new folder with a cache of its own, one command after the other: a render, the same again (which has nothing to do),
plan and align as a rule. Of each command are recorded the exit code, what --json prints, and every file outside the cache that it has
made, changed or removed: videos by SHA-256 and by time stamps and MD5 of each decoded frame, pictures and GeoTIFFs by SHA-256, ledgers,
locks and alignment pages as text, images in pages by SHA-256. record replaces the jobs that it runs and leaves others in OUT.json.

check prints for each job whether it is identical, or a unified diff and the first frame that differs, and exits with 1 if one is
not. What may vary is taken out before: run time, free disk space, folders, the program's version, settingsHash, which depends on it, and
size and hash of a page, which names it. scenesHash, the lock's `basis` and the assets' keys do not depend on the version, and are
compared. --ignore-sentences accepts other wording: reasons, issues and errors in JSON and ledgers, text without digits in pages.

Results are those of one machine: processors and libraries differ in the last bit of floating-point functions.
"""
import argparse
import csv
import difflib
import hashlib
import html.parser
import io
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time

import golden_jobs

PROJECT = pathlib.Path(__file__).resolve().parent.parent
# As the launcher has them.
JAVA = ["-Xms512m", "-Xmx512m", "-XX:+UseG1GC", "-XX:ParallelGCThreads=2", "-XX:ConcGCThreads=1", "-Xss1m", "-XX:-UsePerfData",
        "-XX:InlineSmallCode=1200", "-XX:FreqInlineSize=200", "-XX:MaxInlineLevel=9", "-Djava.awt.headless=true"]
LONGEST_S = 900
DIFF_LINES = 60
SENTENCES = {"detail", "sentence", "why", "message"}
VARYING = [
    (r'("(?:seconds|freeBytes)"\s*:\s*)[-+.\dEe]+', r"\g<1>0"),
    (r'("(?:toolVersion|codeVersion|settingsHash|ledgerHash|picture|coded)"\s*:\s*)"[^"]*"', r'\1""'),
    (r'("file" : "[^"]*\.html",\s*"rendition" : "[^"]*",\s*"bytes" : )\d+(,\s*"sha256" : )"\w*"', r'\g<1>0\2""'),
    (r"(Terralapse )(?:\d[\w.-]*\w|development)", r"\1VERSION"),
]


class Program:
    """A jar, started as the launcher does."""

    def __init__(self, jar, folder):
        self.jar = jar
        self.archive = folder / "classes.jsa"
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("TERRALAPSE_", "LC_", "LANG"))}
        self.environment.update(MALLOC_ARENA_MAX="2", LC_ALL="C.UTF-8")
        # Class data of one start halves the time of the later ones.
        self.machine = self.examine(folder)

    def examine(self, folder):
        """What the results depend on beside the program: processor, Java, decoder of JPEG 2000, encoder."""
        dump = [f"-XX:ArchiveClassesAtExit={self.archive}", "-Xlog:disable", "-Xlog:all=off"]
        done = self.start(dump, ["doctor", "--json", str(folder)], folder)
        try:
            found = {check["name"]: check["sentence"] for check in json.loads(done.stdout)["checks"]}
        except (ValueError, KeyError):
            raise SystemExit(f"{self.jar}: doctor failed with {done.returncode}\n{done.stderr}") from None
        return "; ".join([platform.machine(), *(found.get(name, "") for name in ("java", "decoder", "encoder"))])

    def start(self, options, arguments, folder):
        command = ["nice", "java", *options, *JAVA, "-jar", str(self.jar), *arguments]
        return subprocess.run(command, cwd=folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=LONGEST_S, check=False, text=True, encoding="utf-8")

    def run(self, properties, arguments, folder):
        share = [f"-XX:SharedArchiveFile={self.archive}", "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"]
        return self.start([*properties, *(share if self.archive.exists() else [])], arguments, folder)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def frames(path):
    """A line for every decoded frame: its time, its duration and its MD5."""
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", str(path), "-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", "-"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    return [line for line in done.stdout.splitlines() if line and not line.startswith(("#software", "#format", "#version"))]


class Golden:
    """Runs jobs and describes what they leave, without what may vary."""

    def __init__(self, program, data, keep):
        self.program, self.data, self.keep = program, data, keep

    def run(self, name):
        """The record of one job: a list of commands with exit code, output and files."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix=f"terralapse-golden-{name}-")).resolve()
        try:
            job = golden_jobs.JOBS[name]
            job.prepare(folder, PROJECT)
            (folder / "job.yaml").write_text(golden_jobs.configuration(name, PROJECT, self.data), encoding="utf-8")
            steps, before = [], self.files(folder)
            for command, code in golden_jobs.commands(name):
                done = self.program.run(job.properties, [*command, "job.yaml"], folder)
                after = self.files(folder)
                if done.returncode != code:
                    print(f"{name}: {' '.join(command)} ended with {done.returncode} instead of {code}\n{done.stderr}", file=sys.stderr)
                changed = {path: self.describe(folder / path, folder) for path in after if after[path] != before.get(path)}
                changed.update({path: {"removed": True} for path in before if path not in after})
                steps.append({"command": " ".join(command), "exit": done.returncode, "stdout": self.text(done.stdout, folder),
                              "files": changed})
                before = after
            return steps
        finally:
            if self.keep:
                shutil.copytree(folder, self.keep / name, dirs_exist_ok=True)
            shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def files(folder):
        """SHA-256 of every file by its name. The cache and the marker of a running job are hidden files, and no results."""
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        names = {path.relative_to(folder).as_posix(): path for path in found}
        return {name: sha256(path.read_bytes()) for name, path in names.items() if not name.startswith(".") and "/." not in name}

    def text(self, text, folder):
        for path, word in ((folder, "JOB"), (self.data, "DATA"), (PROJECT, "PROJECT")):
            text = text.replace(str(path), word)
        for pattern, replacement in VARYING:
            text = re.sub(pattern, replacement, text)
        return text

    def describe(self, path, folder):
        data = path.read_bytes()
        if path.suffix == ".mp4":
            return {"sha256": sha256(data), "frames": frames(path)}
        if path.suffix == ".html":
            text = re.sub(r"base64,([A-Za-z0-9+/=]+)", lambda image: "sha256," + sha256(image[1].encode()), data.decode("utf-8"))
            return {"text": self.text(text, folder)}
        if path.suffix in (".json", ".csv", ".lock"):
            return {"text": self.text(data.decode("utf-8"), folder)}
        return {"sha256": sha256(data)}


class Markup(html.parser.HTMLParser):
    """A page without its wording: elements, attributes, and what has digits in the text."""

    def __init__(self):
        super().__init__()
        self.lines, self.silent = [], 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("style", "script")
        self.lines.append(f"{tag} {[a for a in attributes if a[0] not in ('aria-label', 'alt', 'title', 'content')]}")

    def handle_endtag(self, tag):
        self.silent -= tag in ("style", "script")

    def handle_data(self, data):
        if not self.silent:
            self.lines += [word for word in data.split() if any(c.isdigit() for c in word)]


def without_sentences(tree):
    """JSON without what is written for people, and without the hash of a lock, which holds such a sentence."""
    if isinstance(tree, dict):
        return {k: without_sentences(v) for k, v in tree.items() if k not in SENTENCES and k != "lockHash"}
    return [without_sentences(v) for v in tree] if isinstance(tree, list) else tree


def lines(name, text, sentences):
    """A text in lines to compare: JSON one value a line, numbers as they were written."""
    if name.endswith(".html"):
        if sentences:
            return text.splitlines()
        page = Markup()
        page.feed(text)
        return page.lines
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(text)))
        last = len(rows[0]) - (0 if sentences or rows[0][-1] != "detail" else 1)
        return text.splitlines() if sentences else [",".join(row[:last]) for row in rows]
    try:
        tree = json.loads(text, parse_float=lambda number: f"number {number}", parse_int=lambda number: f"number {number}")
    except ValueError:
        return text.splitlines()
    return json.dumps(tree if sentences else without_sentences(tree), indent=1, ensure_ascii=False).splitlines()


def diff_text(name, old, new, sentences):
    if old == new:
        return []
    a, b = lines(name, old, sentences), lines(name, new, sentences)
    if a == b:
        return [f"{name}: the same values, written otherwise"] if sentences else []
    found = list(difflib.unified_diff(a, b, f"recorded {name}", f"now {name}", lineterm="", n=2))
    more = [f"... {len(found) - DIFF_LINES} more lines"] if len(found) > DIFF_LINES else []
    return found[:DIFF_LINES] + more


def diff_file(name, old, new, sentences):
    """Lines that say how one file differs."""
    if old is None or new is None:
        return [f"{name}: {'was not written before' if old is None else 'is no longer written'}"]
    if "text" in old and "text" in new:
        return diff_text(name, old["text"], new["text"], sentences)
    if old == new:
        return []
    if old.get("frames") == new.get("frames") and "frames" in old:
        return [f"{name}: other bytes, the same {len(frames_only(old))} frames"]
    if "frames" in old and "frames" in new:
        a, b = frames_only(old), frames_only(new)
        first = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        if first == len(a) == len(b):
            return [f"{name}: the same frames, another header", *difflib.unified_diff(old["frames"], new["frames"], lineterm="", n=0)]
        return [f"{name}: {len(a)} frames, now {len(b)}; the first to differ is number {first}, counted from 0",
                *(f"{sign} {side[first]}" for sign, side in (("-", a), ("+", b)) if first < len(side))]
    return [f"{name}: other bytes" if not new.get("removed") else f"{name}: is removed now"]


def frames_only(file):
    return [line for line in file["frames"] if not line.startswith("#")]


def differences(old, new, sentences=True):
    """Lines that say how a job's record differs; none if it does not."""
    found = []
    if [step["command"] for step in old] != [step["command"] for step in new]:
        return ["the job has other commands now; record it again"]
    for number, (a, b) in enumerate(zip(old, new), 1):
        part = []
        if a["exit"] != b["exit"]:
            part.append(f"exit code {a['exit']}, now {b['exit']}")
        part += diff_text("stdout", a["stdout"], b["stdout"], sentences)
        for name in sorted(set(a["files"]) | set(b["files"])):
            part += diff_file(name, a["files"].get(name), b["files"].get(name), sentences)
        if part:
            found += [f"command {number}, {a['command']}:", *("  " + line for line in part)]
    return found


def check(golden, recorded, names, ignore_sentences):
    """Runs the jobs and prints how they differ; true if none does."""
    good = True
    for name in names:
        if name not in recorded:
            print(f"{name}: not recorded", flush=True)
            good = False
            continue
        started = time.monotonic()
        new = golden.run(name)
        seconds = time.monotonic() - started
        found = differences(recorded[name], new)
        wording = bool(found) and not differences(recorded[name], new, sentences=False)
        verdict = "identical" if not found else "identical but for sentences" if wording else "DIFFERS"
        print(f"{name:10} {seconds:5.0f} s  {verdict}", flush=True)
        if found and not (wording and ignore_sentences):
            good = False
            print("\n".join("    " + line for line in found), flush=True)
    return good


def record(golden, file, names):
    """Runs the jobs and writes them into the file."""
    for name in names:
        started = time.monotonic()
        steps = golden.run(name)
        print(f"{name:10} {time.monotonic() - started:5.0f} s  {sum(len(s['files']) for s in steps)} files, "
              f"exit {' '.join(str(s['exit']) for s in steps)}", flush=True)
        recorded = load(file)
        recorded["jobs"][name] = steps
        recorded["machine"] = golden.program.machine
        file.write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(file):
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"machine": "", "jobs": {}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="name the jobs")
    for verb, text in (("record", "run the jobs and write what they publish"), ("check", "run them again and compare")):
        command = verbs.add_parser(verb, help=text)
        command.add_argument("data", type=pathlib.Path)
        command.add_argument("file", type=pathlib.Path, metavar="OUT.json")
        command.add_argument("--jar", type=pathlib.Path, required=True)
        command.add_argument("--jobs", help="names with commas between them, all without it")
        command.add_argument("--keep", type=pathlib.Path, help="copy every job's folder there")
    verbs.choices["check"].add_argument("--ignore-sentences", action="store_true", help="accept other wording")
    args = parser.parse_args()
    if args.verb == "list":
        print("\n".join(golden_jobs.JOBS))
        return
    names = args.jobs.split(",") if args.jobs else list(golden_jobs.JOBS)
    unknown = [name for name in names if name not in golden_jobs.JOBS]
    if unknown or not args.jar.is_file() or args.verb == "check" and not args.file.is_file():
        parser.error(f"no job {unknown[0]}" if unknown else f"no file {args.file if args.jar.is_file() else args.jar}")
    with tempfile.TemporaryDirectory(prefix="terralapse-golden-") as folder:
        golden = Golden(Program(args.jar.resolve(), pathlib.Path(folder)), args.data.resolve(), args.keep)
        if args.verb == "record":
            record(golden, args.file, names)
            return
        recorded = load(args.file)
        if recorded["machine"] != golden.program.machine:
            print(f"recorded with {recorded['machine']}\nthis is       {golden.program.machine}")
        good = check(golden, recorded["jobs"], names, args.ignore_sentences)
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
