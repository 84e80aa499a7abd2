"""Runs a command and measures the whole of it: wall time, processor time, and peak memory of the tree of processes."""
import os
import pathlib
import subprocess
import threading
import time

PAGE = os.sysconf("SC_PAGE_SIZE")


def tree(root):
    """Process ids of `root` and everything that it started."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = pathlib.Path("/proc", entry, "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += parents.get(pid, [])
    return found


def resident(pids):
    """Bytes of memory that the processes hold together. Shared pages count once for each."""
    total = 0
    for pid in pids:
        try:
            total += int(pathlib.Path("/proc", str(pid), "statm").read_text(encoding="utf-8").split()[1]) * PAGE
        except (OSError, IndexError):
            pass
    return total


def run(command, log, cwd=None):
    """Runs `command` with its output in the file `log`; returns a dict of figures, raises if the command fails.

    `seconds` wall time, `cpuSeconds` of the command and its children, `peakMiB` the most memory that the tree of
    processes held at once (sampled every 40 ms, and no less than the kernel's own peak of the largest process).
    """
    started = time.monotonic()
    with open(log, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=cwd)
        peak = [0]
        stop = threading.Event()

        def watch():
            # Looking through /proc costs milliseconds, so who belongs to the tree is asked less often than its size.
            ticks, pids = 0, []
            while not stop.wait(0.04):
                if ticks % 6 == 0:
                    pids = tree(process.pid)
                ticks += 1
                peak[0] = max(peak[0], resident(pids))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        stop.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        tail = pathlib.Path(log).read_text(encoding="utf-8", errors="replace")[-2000:]
        raise SystemExit(f"{command[0]} ended with {process.returncode}:\n{tail}")
    return {
        "seconds": seconds,
        "cpuSeconds": usage.ru_utime + usage.ru_stime,
        "peakMiB": max(peak[0], usage.ru_maxrss * 1024) / 2**20,
    }
