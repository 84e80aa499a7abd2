#!/usr/bin/python3
"""Compares the program's GIFs with gifski's and with ffmpeg's palettegen and paletteuse, at equal bytes on the same frames.

usage: bench/gif.py [--data FOLDER] [--gifski PROGRAM] [--bytes N...] [--sets a,b] [--keep FOLDER] [--program COMMAND]

The sample's frames, and those of data sets in FOLDER (named as in SETS), are drawn at 600 pixels as PNG by `still`, and the program makes a
GIF of them within N bytes (1,000,000 and 700,000 by default). Each peer makes the smallest file that has at least as many bytes, or its
largest one: gifski by its quality, ffmpeg by the number of colours with its error diffusion, `stats_mode=full`. Printed are bytes, and SSIM
by ffmpeg's filter, on luma and on both planes of colour in full resolution, averaged over the frames. A GIF with fewer or smaller frames is
not compared. With --keep, files and frames stay there.

Needs Debian's `ffmpeg`, and gifski: https://gif.ski, or npm's package `gifski`, which carries its program.
"""
import argparse
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SETS = {
    "lakes": (f"scenes: [{PROJECT}/scenes]", "600x338", "furniture: {timeline: true}"),
    "slovenia": ("scenes: ['{data}/sentinel2_stac_slovenia/catalog.json']", "600x400", "select: {max_cloud: 100}"),
    "glacier": ("scenes: ['{data}/glacier_kangerlussuaq_png']", "400x600", ""),
    "modis": ("scenes: ['{data}/modis_ndvi_jp2']\nsources: [{match: '*.jp2', bands: [grey], scale: 0.0001}]", "600x346",
              "look: {bands: grey, colormap: RdYlGn, stretch: [0, 1]}"),
}
COLOURS = (256, 208, 160, 128, 96, 64, 48, 32, 24, 16, 12, 8)


def run(*command, **options):
    result = subprocess.run([str(c) for c in command], capture_output=True, text=True, **options)
    if result.returncode:
        raise SystemExit(f"{shlex.join(map(str, command))}:\n{result.stderr[-2000:]}")
    return result


class Bench:
    def __init__(self, arguments, folder):
        self.program = shlex.split(arguments.program)
        self.gifski = arguments.gifski
        self.data = arguments.data
        self.folder = folder

    def terralapse(self, *words):
        return run(*self.program, *words, cwd=PROJECT)

    def configuration(self, name):
        scenes, size, more = SETS[name]
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "config.yaml"
        file.write_text(f"name: {name}\ntitle: {name.capitalize()}\n{scenes.replace('{data}', str(self.data))}\ngrid: {{size: {size}}}\n{more}\n",
                        encoding="utf-8")
        return file

    def frames(self, config):
        """PNG of every frame, in order."""
        self.terralapse("render", "-q", config)
        ledger = json.loads((config.parent / "output" / f"{config.parent.name}.ledger.json").read_text(encoding="utf-8"))
        ids = {}
        for scene in ledger["scenes"]:
            if scene["status"] == "used":
                ids.setdefault(scene["frameIndex"], scene["id"])
        files = [config.parent / f"{index + 1:03d}.png" for index in sorted(ids)]
        for file, index in zip(files, sorted(ids)):
            if not file.exists():
                self.terralapse("still", "-q", ids[index], config, "-o", file)
        return files

    def own(self, config, limit):
        self.terralapse("render", "-q", config, "--set", f"outputs.gif={{max_bytes: {limit}B, loop: forever}}")
        ledger = json.loads((config.parent / "output" / f"{config.parent.name}.ledger.json").read_text(encoding="utf-8"))
        entry = next(o for o in ledger["outputs"] if o["file"].endswith(".gif"))
        reduced = [g for g in entry.get("givenUp", []) if not g.startswith("quality")]
        if reduced:
            print(f"| {config.parent.name} | terralapse | {entry['bytes']} | {', '.join(reduced)} | | | |", flush=True)
            return None
        made = config.parent / f"terralapse-{limit}.gif"
        shutil.copy(config.parent / "output" / f"{config.parent.name}.gif", made)
        return made

    def gifski_file(self, frames, least):
        """The smallest file of at least so many bytes."""
        low, high, out = 1, 100, frames[0].parent / f"gifski-{least}.gif"

        def make(quality):
            run(self.gifski, "-q", "-r", 10, "-Q", quality, "-W", 600, "-H", 600, "-o", out, *frames)
            return out.stat().st_size
        while low < high:
            middle = (low + high) // 2
            if make(middle) >= least:
                high = middle
            else:
                low = middle + 1
        make(low)
        return out

    def ffmpeg_file(self, frames, least):
        """The smallest file of at least so many bytes, or the one with most colours."""
        out = frames[0].parent / f"ffmpeg-{least}.gif"
        for colours in reversed(COLOURS):
            run("ffmpeg", "-v", "error", "-y", "-framerate", 10, "-i", frames[0].parent / "%03d.png", "-lavfi",
                f"split[a][b];[a]palettegen=max_colors={colours}:stats_mode=full[p];[b][p]paletteuse=dither=sierra2_4a:diff_mode=rectangle", out)
            if out.stat().st_size >= least:
                break
        return out

    def ssim(self, gif, frames):
        text = run("ffmpeg", "-hide_banner", "-i", gif, "-framerate", 10, "-i", frames[0].parent / "%03d.png", "-lavfi",
                   "[0:v]setpts=N/10/TB,format=yuv444p[a];[1:v]setpts=N/10/TB,format=yuv444p[b];[a][b]ssim", "-fps_mode", "passthrough",
                   "-f", "null", "-").stderr
        return [float(v) for v in re.search(r"SSIM Y:([\d.]+).*?U:([\d.]+).*?V:([\d.]+).*?All:([\d.]+)", text).groups()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--gifski", default="gifski")
    parser.add_argument("--bytes", type=int, nargs="+", default=[1_000_000, 700_000])
    parser.add_argument("--sets")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--program", default=str(PROJECT / "terralapse"))
    arguments = parser.parse_args()
    names = arguments.sets.split(",") if arguments.sets else list(SETS) if arguments.data else ["lakes"]
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(arguments, (arguments.keep or pathlib.Path(temporary)).resolve())
        print("| set | program | bytes | SSIM luma | U | V | all |\n|---|---|---|---|---|---|---|")
        for name in names:
            config = bench.configuration(name)
            frames = bench.frames(config)
            for limit in arguments.bytes:
                own = bench.own(config, limit)
                if own is None:
                    continue
                size = own.stat().st_size
                rows = (("terralapse", own), ("gifski", bench.gifski_file(frames, size)), ("ffmpeg", bench.ffmpeg_file(frames, size)))
                for program, file in rows:
                    values = " | ".join(f"{v:.4f}" for v in bench.ssim(file, frames))
                    print(f"| {name}, {len(frames)} frames | {program} | {file.stat().st_size} | {values} |", flush=True)


if __name__ == "__main__":
    main()
