#!/usr/bin/python3
"""Kills renders of a job to which a scene has arrived, at random moments, and looks at what is published.

usage: kills.py [--kills 50] [--seed 1] [--launcher ../terralapse]

After each kill every published file is, byte for byte, that of the run before the arrival or that of a run that was
left alone, all of them of the same one unless a journal is there that the next run completes. Every fifth kill, and
after the last, a run is left alone: it publishes what it should and leaves no file behind. Half of the kills begin with
the cache of the run before the arrival, half with what the killed runs left; every third one waits until the run has
begun to stage files. Runs that end before they are killed do not count. Ends with 1 otherwise.
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
        seconds = job.seconds
        staging = 0.2 * seconds
        kill = 0
        while kill < args.kills:
            job.restore(cache=rng.random() < 0.5)
            begun = time.monotonic()
            process = subprocess.Popen(
                job.command(), cwd=job.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            aimed = kill % 3 == 2
            if aimed:
                while process.poll() is None and not list(job.folder.glob("output/.*~*")):
                    time.sleep(0.002)
            delay = rng.uniform(0, staging if aimed else seconds)
            try:
                process.wait(delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            harm = job.harm()
            if process.returncode == -signal.SIGKILL:
                deciding = list(job.folder.glob("output/.*.journal"))
                outcomes["published" if job.is_done() else "deciding" if deciding else "before"] += 1
                kill += 1
            elif process.returncode != 0:
                harm = harm or f"exit {process.returncode}"
            elif aimed:
                staging *= 0.8
            else:
                seconds = min(seconds, time.monotonic() - begun)
            if harm is None and (kill % 5 == 4 or kill == args.kills):
                harm = job.finish()
            if harm is not None:
                print(f"seed {args.seed}, kill {kill} after {delay:.3f} s: {harm}")
                sys.exit(1)
    print(f"{args.kills} kills, nothing broken: {dict(outcomes)}")


if __name__ == "__main__":
    main()
