#!/usr/bin/python3
"""Share of pixels at the ends of the code values, by composite and preset.

usage: clipping.py SCENES [--size 480x270] [--max-cloud 20] [--bands LIST ...] [--launcher FILE]

Renders the scenes of a folder with each composite and each of the presets natural, vivid and flat, and counts the code values
0 and 255 in every frame, above the part that the caption is written on. Prints the mean and the largest share of all frames, of each frame the channel that has
most. What cloud the masks have left counts as white. Needs Debian's python3-numpy and python3-pil.
"""
import argparse
import pathlib
import subprocess
import tempfile

import numpy
from PIL import Image

HOME = pathlib.Path(__file__).resolve().parent.parent
PRESETS = ("natural", "vivid", "flat")
COMPOSITES = ("swir16, nir, red", "swir22, nir, green", "nir, red, green", "red, green, blue")
# Captions are in the lower sixth of a frame.
ABOVE_CAPTIONS = 0.82


def frames(scenes, size, cloud, bands, preset, launcher):
    """The decoded frames of a render, rows above the captions."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "config.yaml").write_text(
            f"name: clipping\nscenes: ['{scenes}']\ngrid: {{size: {size}}}\nselect: {{max_cloud: {cloud}}}\n"
            f"coregister: {{model: off}}\nlook: {{preset: {preset}, bands: [{bands}]}}\noutputs: {{frames: true}}\n"
            "furniture: {theme: none, title: false, scale_bar: false, north_arrow: false, legend: false, band_label: false, credit: false}\n")
        result = subprocess.run(
            [str(launcher), "render", "-q", "config.yaml"], cwd=folder, capture_output=True, text=True)
        if result.returncode != 0:
            raise SystemExit(f"exit {result.returncode}: {result.stderr[-1000:]}")
        pictures = [numpy.asarray(Image.open(f).convert("RGB")) for f in sorted(folder.glob("output/**/*.png"))]
        return [picture[: int(len(picture) * ABOVE_CAPTIONS)] for picture in pictures]


def shares(pictures, code):
    """Per cent of each picture that has a code value, in the channel that has most."""
    return [100 * (picture == code).mean(axis=(0, 1)).max() for picture in pictures]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenes", type=pathlib.Path)
    parser.add_argument("--size", default="480x270")
    parser.add_argument("--max-cloud", type=int, default=20)
    parser.add_argument("--bands", nargs="+", default=COMPOSITES)
    parser.add_argument("--launcher", type=pathlib.Path, default=HOME / "terralapse")
    args = parser.parse_args()
    print(f"{'composite':22} {'preset':8} frames  black mean, max   white mean, max   (%)")
    for bands in args.bands:
        for preset in PRESETS:
            pictures = frames(args.scenes.resolve(), args.size, args.max_cloud, bands, preset, args.launcher.resolve())
            black, white = shares(pictures, 0), shares(pictures, 255)
            print(
                f"{bands:22} {preset:8} {len(pictures):6} {numpy.mean(black):9.1f} {max(black):5.1f}"
                f" {numpy.mean(white):12.1f} {max(white):5.1f}", flush=True)


if __name__ == "__main__":
    main()
