#!/usr/bin/env python3
"""How much two dates of a place differ in tone, without and with look.deflicker, over many real places.

Usage: cities.py [--bands BANDS] [--launcher FILE] FOLDER [CITY...]

FOLDER is that of the images of the Onera Satellite Change Detection data set (Caye Daudt et al., IGARSS 2018): in the folder of each city
single-band Sentinel-2 files of two dates in imgs_1 and imgs_2, and dates.txt. Each is rendered as it is by default, with off and with gain.
Printed for each city: the medians of the differences of its pixels in CIELAB, between a quarter and two thirds of the frame's height, where
nothing is written: of lightness, and the distance in a* and b*; and the largest share of pixels at black (0, 1) and at white (254, 255) of
any channel and date with gain. They include what has changed, such as the season. Needs NumPy and OpenCV.
"""
import argparse
import pathlib
import re
import subprocess
import tempfile

import cv2
import numpy as np

HOME = pathlib.Path(__file__).resolve().parent.parent


def render(options, city, folder, deflicker):
    """The two frames of a city, without the rows that captions are in, as RGB."""
    dates = re.findall(r"date_\d: *(\d{4})(\d\d)(\d\d)", (options.folder / city / "dates.txt").read_text())
    (folder / "dates.csv").write_text("path,date\n" + "".join(
        f"**/imgs_{i}/*,{'-'.join(date)}\n" for i, date in enumerate(dates, 1)))
    scenes = ", ".join(str((options.folder / city / f"imgs_{i}").resolve()) for i in (1, 2))
    config = folder / f"{deflicker}.yaml"
    config.write_text(f"""name: {deflicker}
scenes: [{scenes}]
dates: {{manifest: dates.csv}}
look: {{deflicker: {deflicker}, bands: {options.bands}}}
outputs: {{mp4: false, poster: false, frames: true}}
""")
    result = subprocess.run([options.launcher, "render", "-q", str(config)], capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(f"{city}: exit {result.returncode}: {result.stderr[-2000:]}")
    frames = [cv2.imread(str(f)) for f in sorted((folder / "output").glob(f"{deflicker}-frame-*.png"))]
    if len(frames) != 2:
        raise SystemExit(f"{city}: {len(frames)} frames")
    return [f[f.shape[0] // 4:f.shape[0] * 2 // 3] for f in frames]


def difference(frames):
    """Of the medians: of lightness, and in a* and b*."""
    first, second = (cv2.cvtColor(f.astype(np.float32) / 255, cv2.COLOR_BGR2Lab).reshape(-1, 3) for f in frames)
    lightness, a, b = np.median(second - first, axis=0)
    return abs(lightness), np.hypot(a, b)


def clipped(frames):
    return [100 * max((f[:, :, k] <= 1).mean() if low else (f[:, :, k] >= 254).mean() for f in frames for k in range(3)) for low in (True, False)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("cities", nargs="*", metavar="CITY")
    parser.add_argument("--bands", default="true-color")
    parser.add_argument("--launcher", default=HOME / "terralapse")
    options = parser.parse_args()
    cities = options.cities or sorted(p.parent.name for p in options.folder.glob("*/dates.txt"))
    rows = []
    for city in cities:
        with tempfile.TemporaryDirectory() as folder:
            off, gain = (render(options, city, pathlib.Path(folder).resolve(), d) for d in ("off", "gain"))
        rows.append([*difference(off), *difference(gain), *clipped(gain)])
        print("%-12s lightness %4.1f -> %4.1f  colour %4.1f -> %4.1f  black %.1f %%, white %.1f %%" % (
            city, rows[-1][0], rows[-1][2], rows[-1][1], rows[-1][3], *rows[-1][4:]), flush=True)
    for what, value in (("median", np.median), ("largest", np.max)):
        row = value(np.array(rows), axis=0)
        print("%-12s lightness %4.1f -> %4.1f  colour %4.1f -> %4.1f  black %.1f %%, white %.1f %%" % (what, row[0], row[2], row[1], row[3], *row[4:]))


if __name__ == "__main__":
    main()
