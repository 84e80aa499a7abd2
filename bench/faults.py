#!/usr/bin/python3
"""Makes every write of a render fail in turn, and looks at what is published.

usage: faults.py [--every 1] [--first 1] [--full] [--launcher ../terralapse]

Compiles faults.c and preloads it into renders of a job to which a scene has arrived: call 1 that changes a file of the
job fails with an I/O error, in the next run call 2, and so on to the last (--every N: each Nth). With --full the disk is full from
that call on. After each run every published file is that of the run before the arrival or that of a run that was left
alone, the exit code is 0 (the file was not needed) or 4, and the next run finishes. Needs gcc. Ends with 1 otherwise.
"""
import argparse
import collections
import errno
import pathlib
import subprocess
import sys
import tempfile

import arrival


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--launcher", type=pathlib.Path, default=arrival.HOME / "terralapse")
    args = parser.parse_args()
    outcomes = collections.Counter()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        library = folder / "faults.so"
        source = pathlib.Path(__file__).with_name("faults.c")
        subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        job = arrival.Job(folder / "job", args.launcher.resolve())
        base = {"LD_PRELOAD": str(library), "FAULT_ROOT": str(job.folder) + "/", "FAULT_LOG": str(folder / "log")}
        job.restore(cache=True)
        job.require(job.run({**base, "FAULT_COUNT": str(folder / "count")}))
        total = int((folder / "count").read_text())
        print(f"a run changes files {total} times", flush=True)
        for at in range(args.first, total + 1, args.every):
            job.restore(cache=True)
            number = errno.ENOSPC if args.full else errno.EIO
            result = job.run({**base, "FAULT_AT": str(at), "FAULT_ERRNO": str(number), "FAULT_LASTS": str(int(args.full))})
            harm = job.harm()
            if harm is None and result.returncode not in (0, 4):
                harm = f"exit {result.returncode}: {result.stderr[-1500:]}"
            if harm is None:
                harm = job.finish()
            outcomes[result.returncode] += 1
            if harm is not None:
                broken += 1
                call = (folder / "log").read_text().splitlines()[-1]
                print(f"call {at} ({call}), exit {result.returncode}: {harm}", flush=True)
    print(f"{sum(outcomes.values())} faults, {broken} with harm; runs by exit code: {dict(outcomes)}")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
