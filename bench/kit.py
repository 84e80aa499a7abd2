#!/usr/bin/python3
"""What a kit costs: a run that makes everything, against the sum of what its parts cost alone.

usage: bench/kit.py [--scenes FOLDER] [--size 1280x720] [--memory 1GiB] [--rounds N] [--only PART,...] [--program COMMAND] [--keep FOLDER]

The scenes (the sample's by default) are rendered from an empty cache with the job's own video only, with each part of the kit (PARTS)
beside it, and with all parts. What a part costs alone is the processor time of its run less that of the video's; what all cost together
is that of the kit less that of the video's. The JVM's start and its compiler are included. Of N rounds the least is taken of each, since a
busy machine only adds. Printed are processor seconds, peak memory of the whole process, and

  encoders  what the parts cost together / sum of what they cost alone
  whole     the kit / (the video's run + that sum)

Ends with 1 if the whole is above 1.1, or a run took more memory than `memory` says (with the margin that a JVM needs, 10 %).
"""
import argparse
import pathlib
import shlex
import shutil
import sys
import tempfile

import measure

PROJECT = pathlib.Path(__file__).resolve().parent.parent
PLACES = ["substack", "x", "instagram_reels", "tiktok", "youtube", "youtube_shorts", "linkedin", "bluesky", "mastodon"]
PARTS = {
    "places for videos": (PLACES, ""),
    "scrolly": (["scrolly"], ""),
    "edit": (["edit"], ""),
    "email": (["email"], ""),
    "page": (["web"], "pair: true"),
    "gif": ([], "gif: true"),
    "webp": ([], "webp: true"),
}
MOST = 1.1
MARGIN = 1.1


def mebibytes(text):
    number = float(text.rstrip("KMGTiB"))
    return number * {"MiB": 1, "GiB": 1024, "MB": 1e6 / 2**20, "GB": 1e9 / 2**20}[text.lstrip("0123456789.")]


def render(arguments, folder, name, parts):
    """Figures of one run from nothing."""
    job = folder / "job"
    shutil.rmtree(job, ignore_errors=True)
    job.mkdir(parents=True)
    places = [place for part in parts for place in PARTS[part][0]]
    outputs = ", ".join(["mp4: true", "poster: true"] + [PARTS[part][1] for part in parts if PARTS[part][1]])
    (job / "config.yaml").write_text(f"""name: kit
title: Prairie lakes
scenes: ['{arguments.scenes}']
grid: {{size: {arguments.size}}}
furniture: {{timeline: true}}
for: [{', '.join(places)}]
outputs: {{{outputs}}}
base_url: https://example.org/kit
memory: {arguments.memory}
""", encoding="utf-8")
    figures = measure.run([*shlex.split(arguments.program), "render", "-q", str(job / "config.yaml")], folder / "log", cwd=PROJECT)
    print(f"| {name} | {figures['cpuSeconds']:.1f} | {figures['peakMiB']:.0f} |", flush=True)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenes", type=pathlib.Path, default=PROJECT / "scenes")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--memory", default="1GiB")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--program", default=str(PROJECT / "terralapse"))
    arguments = parser.parse_args()
    parts = arguments.only.split(",") if arguments.only else list(PARTS)
    runs = {"video only": []} | {part: [part] for part in parts} | {"kit": parts}
    print("| run | CPU s | peak MiB |\n|---|---|---|")
    best, peak = {}, 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or pathlib.Path(temporary)
        for _ in range(arguments.rounds):
            for name, made in runs.items():
                figures = render(arguments, folder, name, made)
                best[name] = min(best.get(name, 1e9), figures["cpuSeconds"])
                peak = max(peak, figures["peakMiB"])
    video, kit = best["video only"], best["kit"]
    alone = sum(best[part] - video for part in parts)
    whole = kit / (video + alone)
    print(f"\nparts alone {alone:.1f} s, together {kit - video:.1f} s; encoders {(kit - video) / alone:.2f}, whole {whole:.2f};"
          f" peak {peak:.0f} MiB of {mebibytes(arguments.memory):.0f}")
    return 1 if whole > MOST or peak > MARGIN * mebibytes(arguments.memory) else 0


if __name__ == "__main__":
    sys.exit(main())
