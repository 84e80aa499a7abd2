#!/usr/bin/env python3
"""Reads the captions of rendered videos as a viewer does, and measures their contrast.

Usage: captions.py [--themes light,dark,plate,none] [--shapes 16:9,1:1,4:5,9:16,newsletter] [--contrast] [--set KEY=VALUE]...
                   [--work FOLDER] [--launcher FILE] CONFIG...

Each job is rendered in every shape and theme, without a cache of the user's, twice: as it is, and with letters of another blue, so that the
pixels whose blue differs are the letters, and by how much they are covered. For every frame of every video, decoded: the date is read by
tesseract from the lower part of the frame and compared with the ledger's (captions in English, the usual pattern; left out with
--contrast), and the contrast (WCAG 2.1) is measured between the letters and the pixels up to three from them that no letter covers. That is
title, subtitle, date, scale bar, timeline, legend and credit, and coding is part of it. Needs ffmpeg, tesseract, NumPy and OpenCV.
One row is printed for each video; before it one for each frame whose date was not read. Exits with 1 if there is one, or if the worst
twentieth of a frame's pixels has a contrast below 4.5.
"""
import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import cv2
import numpy as np

HOME = pathlib.Path(__file__).resolve().parent.parent
THEMES = ["light", "dark", "plate", "none"]
SHAPES = ["16:9", "1:1", "4:5", "9:16", "newsletter"]
NEEDED = 4.5
# Letters of the themes (white, and #101010 in the dark one), and those that differ in blue only, which hardly changes their contrast.
INK = {theme: (0x10,) * 3 if theme == "dark" else (0xFF,) * 3 for theme in THEMES}
OTHER = {theme: (0x10, 0x10, 0x60) if theme == "dark" else (0xFF, 0xFF, 0x80) for theme in THEMES}


def render(options, config, theme, shapes, folder, recoloured):
    """The ledger of a job rendered in the shapes, with every frame as a picture; videos too unless it is recoloured."""
    video = "false" if recoloured else "true"
    renditions = ", ".join(
        f'{{name: "{shape.replace(":", "x")}", shape: "{shape}", outputs: {{mp4: {video}, frames: true, poster: false}}}}' for shape in shapes)
    settings = [
        *options.set, f"furniture.theme={theme}", f"renditions=[{renditions}]", "outputs={mp4: false, frames: true, poster: false}",
        f"output_dir={folder}", f"cache.dir={folder.parent / 'cache'}"]
    if recoloured:
        settings.append("furniture.colors.text=#%02x%02x%02x" % OTHER[theme])
    command = [options.launcher, "render", "-q", "--relock", str(config)]
    for setting in settings:
        command += ["--set", setting]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(f"{config}: exit {result.returncode}: {result.stderr[-2000:]}")
    return json.loads(next(folder.glob("*.ledger.json")).read_text())


def frames(video):
    probe = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=width,height", "-of", "csv=p=0", video],
        check=True, capture_output=True, text=True).stdout.strip()
    width, height = map(int, probe.split(",")[:2])
    pipe = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-i", video, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        stdout=subprocess.PIPE)
    last = None
    while True:
        data = pipe.stdout.read(width * height * 3)
        if len(data) < width * height * 3:
            break
        frame = np.frombuffer(data, np.uint8).reshape(height, width, 3)
        if last is None or not np.array_equal(frame, last):
            yield frame
        last = frame
    pipe.wait()


def coverage(picture, recoloured, theme):
    """How much of each pixel letters cover, 0 to 1."""
    blue, other = (cv2.imread(str(p))[:, :, 0].astype(np.float64) for p in (picture, recoloured))
    return np.abs(other - blue) / abs(OTHER[theme][2] - INK[theme][2])


def grown(mask, by):
    reach = np.hypot(*np.mgrid[-by:by + 1, -by:by + 1]) <= (by * by + 1) ** 0.5
    return cv2.dilate(mask.astype(np.uint8), reach.astype(np.uint8)) > 0


def luminance(rgb):
    c = np.asarray(rgb) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrasts(frame, covered, theme):
    """Those of the pixels beside letters, which neither a letter nor its softened edge covers."""
    near = grown(covered > 0.9, 3) & ~grown(covered > 0.1, 1)
    ground = luminance(frame[near]) + 0.05
    ink = luminance(INK[theme]) + 0.05
    return np.maximum(ground, ink) / np.minimum(ground, ink)


def read(frame, theme):
    """What tesseract reads, in three ways of looking for text; small letters are enlarged too, and the left side, where dates are, read alone."""
    image = frame.max(2) - np.minimum(frame.max(2), INK[theme][0]) if theme == "dark" else 255 - frame.min(2)
    for factor in sorted({1, max(1, round(300 / image.shape[0]))}, reverse=True):
        sized = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        for psm in ("11", "6", "4"):
            for big in (sized, *(np.where(sized <= most, 0, 255).astype(np.uint8) for most in (55, 20, 75, 90))):
                for side in (big, big[:, :big.shape[1] * 6 // 10]):
                    pgm = b"P5 %d %d 255\n" % (side.shape[1], side.shape[0]) + side.tobytes()
                    out = subprocess.run(["tesseract", "stdin", "stdout", "--psm", psm, "-l", "eng"], input=pgm, capture_output=True)
                    yield re.sub(r"\s+", " ", out.stdout.decode("utf-8", "replace"))


def unread(frame, date, theme):
    """What tesseract reads at first instead of the date; None if it reads the date."""
    day = datetime.date.fromisoformat(date[:10])
    expected = f"{day.day} {day:%B} {day.year}".lower()
    # The lower part of the frame, or of what platforms leave free of an upright one.
    height, width, _ = frame.shape
    part = slice(int(height * 0.45), int(height * 0.68)) if height > 1.7 * width else slice(int(height * 0.72), height)
    texts = []
    for text in read(frame[part], theme):
        texts.append(text)
        if expected in text.lower():
            return None
    return f"{expected} read as {texts[0].strip()[:60]}"


def measure(options, config, theme, folder):
    """The videos of one job in one theme; how many frames are not as they should be."""
    ledger = render(options, config, theme, options.shapes, folder / "as-it-is", False)
    render(options, config, theme, options.shapes, folder / "recoloured", True)
    dates = {s["frameIndex"]: s["acquired"] for s in ledger["scenes"] if s.get("frameIndex") is not None}
    bad = 0
    for video in sorted((folder / "as-it-is").glob("*.mp4")):
        pairs = [sorted((folder / run).glob(f"{video.stem}-frame-*.png")) for run in ("as-it-is", "recoloured")]
        medians, worsts, missed = [], [], []
        for index, frame in enumerate(frames(str(video))):
            values = contrasts(frame, coverage(pairs[0][index], pairs[1][index], theme), theme)
            medians.append(float(np.median(values)))
            worsts.append(float(np.percentile(values, 5)))
            if not options.contrast and (wrong := unread(frame, dates[index], theme)):
                missed.append(wrong)
                print(f"  frame {index + 1}: {wrong}")
        if len(worsts) != len(dates):
            raise SystemExit(f"{video}: {len(worsts)} pictures for {len(dates)} dates")
        bad += len(missed) + sum(w < NEEDED for w in worsts)
        read_well = "" if options.contrast else f"{len(worsts) - len(missed):3d} of {len(worsts)} dates read  "
        print(f"{video.stem:40s} {theme:6s} {read_well}contrast: median {np.median(medians):4.1f}, "
              f"worst 5 % of the worst frame {min(worsts):4.1f}", flush=True)
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("configs", nargs="+", type=pathlib.Path, metavar="CONFIG")
    parser.add_argument("--themes", default=",".join(THEMES), type=lambda s: s.split(","))
    parser.add_argument("--shapes", default=",".join(SHAPES), type=lambda s: s.split(","))
    parser.add_argument("--contrast", action="store_true")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--launcher", default=HOME / "terralapse")
    options = parser.parse_args()
    bad = 0
    for config in options.configs:
        for theme in options.themes:
            with tempfile.TemporaryDirectory(dir=options.work) as folder:
                bad += measure(options, config, theme, pathlib.Path(folder).resolve())
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
