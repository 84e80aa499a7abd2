#!/usr/bin/python3
"""Runs terralapse and the peers side by side on the same scenes and prints the ratios.

usage: compare.py SCENES [--rounds 3] [--more SCENES_96] [--work FOLDER] [--slow] [--only terralapse,pipe]

SCENES is a folder of make_scenes.py. The programs take turns, round by round, so that a busy machine slows all of them;
the page cache is warmed once before, terralapse starts without its own cache each time, and the best round counts.
--more adds a second, longer series of which only terralapse's peak memory is measured, and prints the ratio.
--slow adds the gdalwarp-and-PNG peer. The table also goes to FOLDER/results.json.
"""
import argparse
import json
import pathlib
import shutil
import tempfile

import accuracy
import measure

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # Debian's: it has osgeo and cv2


def config(scenes, truth, out):
    """A configuration of the same job as the peers' (and alignment, which they lack)."""
    te = ", ".join(truth["te"].split())
    return f"""name: bench
title: Benchmark
scenes: ["{scenes}"]
aoi: {{te: [{te}], te_srs: "{truth["te_srs"]}"}}
grid: {{tr: {truth["pixelSizeM"]}}}
outputs: {{mp4: {{crf: 20, preset: medium}}, poster: false}}
output_dir: "{out}"
cache: {{dir: "{out}/cache"}}
"""


def terralapse(scenes, truth, work):
    """Renders from nothing: no cache, no lock, no output from before."""
    out = work / "terralapse"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    file = out / "bench.yaml"
    file.write_text(config(scenes, truth, out), encoding="utf-8")
    figures = measure.run([str(HERE.parent / "terralapse"), "render", str(file)], work / "terralapse.log")
    return figures, out / "bench.ledger.json"


def pipe(scenes, truth, work, *options):
    name = "pipe" + "".join(o for o in options[:1])
    command = [PYTHON, str(HERE / "peer_gdal_pipe.py"), str(scenes), str(work / f"{name}.mp4"), "--te",
               *truth["te"].split(), "--size", str(truth["width"]), str(truth["height"]), *options]
    return measure.run(command, work / f"{name}.log"), None


def pipe_ecc(scenes, truth, work):
    found = work / "ecc.json"
    return pipe(scenes, truth, work, "--ecc", "--shifts", str(found))[0], found


def png(scenes, truth, work):
    command = ["bash", str(HERE / "peer_gdalwarp_png.sh"), str(scenes), str(work / "png.mp4"), *truth["te"].split(),
               str(truth["width"]), str(truth["height"])]
    return measure.run(command, work / "png.log"), None


PROGRAMS = {"terralapse": terralapse, "pipe": pipe, "pipe-ecc": pipe_ecc, "png": png}


def load(folder):
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def warm(folder):
    """Reads the scenes once, so that no program pays for the disk."""
    for file in sorted(folder.glob("*.tif")):
        with open(file, "rb") as data:
            while data.read(1 << 22):
                pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenes", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--more", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--only")
    args = parser.parse_args()
    scenes = args.scenes.resolve()
    work = (args.work or pathlib.Path(tempfile.mkdtemp(prefix="terralapse-bench-"))).resolve()
    work.mkdir(parents=True, exist_ok=True)
    truth = load(scenes)
    names = args.only.split(",") if args.only else [n for n in PROGRAMS if n != "png" or args.slow]

    if "terralapse" in names:
        measure.run([str(HERE.parent / "terralapse"), "--version"], work / "version.log")  # builds the jar if need be
    warm(scenes)
    best, shifts = {}, {}
    for number in range(args.rounds):
        for name in names:
            figures, found = PROGRAMS[name](scenes, truth, work)
            print(f"round {number + 1}  {name:11} {figures['seconds']:6.2f} s", flush=True)
            before = best.setdefault(name, figures)
            best[name] = {
                "seconds": min(before["seconds"], figures["seconds"]),
                "cpuSeconds": min(before["cpuSeconds"], figures["cpuSeconds"]),
                "peakMiB": max(before["peakMiB"], figures["peakMiB"]),
            }
            shifts[name] = found

    base = best.get("pipe", best[names[0]])["seconds"]
    print(f"\n{len(truth['scenes'])} scenes, {truth['width']} x {truth['height']}, best of {args.rounds}")
    print(f"{'program':12}{'wall s':>8}{'of pipe':>9}{'cpu s':>8}{'peak MiB':>10}")
    for name, f in best.items():
        print(f"{name:12}{f['seconds']:8.2f}{f['seconds'] / base:9.2f}{f['cpuSeconds']:8.2f}{f['peakMiB']:10.0f}")
    for name, found in shifts.items():
        if found:
            ledger = json.loads(found.read_text(encoding="utf-8"))
            summary = accuracy.compare(ledger, truth)[1]
            best[name]["accuracy"] = summary
            print(f"{name}: {accuracy.sentence(summary)}")
    if args.more:
        warm(args.more)
        long_truth = load(args.more)
        figures = terralapse(args.more.resolve(), long_truth, work)[0]
        ratio = figures["peakMiB"] / best["terralapse"]["peakMiB"]
        best["terralapse-more"] = {**figures, "peakRatio": ratio}
        print(f"terralapse, {len(long_truth['scenes'])} scenes: {figures['seconds']:.2f} s, "
              f"peak {figures['peakMiB']:.0f} MiB, {ratio:.2f} times that of {len(truth['scenes'])}")
    (work / "results.json").write_text(json.dumps(best, indent=1) + "\n", encoding="utf-8")
    print(f"logs, videos and results.json are in {work}")


if __name__ == "__main__":
    main()
