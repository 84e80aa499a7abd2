#!/usr/bin/python3
"""Kills renders of a job to which a scene has arrived, at random moments, and looks at what is published.

usage: kills.py [--kills 50] [--seed 1] [--launcher ../terralapse]

After each kill every published file is, byte for byte, that of the run before the arrival or that of a run that was
left alone, all of them of the same one unless a journal is there that the next run completes. Every fifth kill, and
after the last, a run is left alone: it publishes what it should and leaves no file behind. Half of the kills begin with
the cache of the run before the arrival, half with what the killed runs left. Ends with 1 otherwise.
"""
import argparse
import collections
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

import arrival


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--launcher", type=pathlib.Path, default=arrival.HOME / "terralapse")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    outcomes = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        job = arrival.Job(pathlib.Path(folder) / "job", args.launcher.resolve())
        print(f"a run that is left alone takes {job.seconds:.1f} s", flush=True)
        for kill in range(args.kills):
            job.restore(cache=rng.random() < 0.5)
            delay = rng.uniform(0, 1.05) * job.seconds
            process = subprocess.Popen(
                job.command(), cwd=job.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            killed = process.returncode == -signal.SIGKILL
            harm = job.harm()
            if harm is None and process.returncode not in (0, -signal.SIGKILL):
                harm = f"exit {process.returncode}"
            state = "published" if job.is_done() else "deciding" if list(job.folder.glob("output/.*.journal")) else "before"
            outcomes["ended" if not killed else state] += 1
            if harm is None and (kill % 5 == 4 or kill == args.kills - 1):
                harm = job.finish()
            if harm is not None:
                print(f"seed {args.seed}, kill {kill} after {delay:.3f} s: {harm}")
                sys.exit(1)
    print(f"{args.kills} kills, nothing broken: {dict(outcomes)}")


if __name__ == "__main__":
    main()
