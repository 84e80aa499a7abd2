#!/usr/bin/env python3
"""Reads the captions of published videos as a viewer does, and measures their contrast.

Usage: captions.py [--contrast] [--theme THEME] LEDGER [VIDEO]

All videos of the ledger, which is beside them, or the one that is named. For every frame: the date is read by tesseract from the lower part
of the frame and compared with the ledger's (captions in English, the usual pattern; left out with --contrast), and the contrast (WCAG 2.1)
between the letters and the pixels two and three pixels from them is measured on the decoded video, so coding is part of it. Letters are
what has their colour in every frame and is no larger than letters are; the pixels next to them are partly covered by them. That is title,
subtitle, scale bar, credit and what the dates have in common. Needs ffmpeg, tesseract, NumPy and OpenCV.
One row is printed for each video with --contrast, else one for each frame.
Exits with 1 if a date was read wrong or the worst twentieth of a frame's pixels has a contrast below 4.5.
"""
import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys

import cv2
import numpy as np

BRIGHT = 235
NEEDED = 4.5
# Letters of the themes: white, and #101010.
INK = {"dark": 0x10}


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


def grown(mask, by):
    reach = np.hypot(*np.mgrid[-by:by + 1, -by:by + 1]) <= (by * by + 1) ** 0.5
    return cv2.dilate(mask.astype(np.uint8), reach.astype(np.uint8)) > 0


def luminance(rgb):
    c = rgb.astype(np.float64) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def likeness(frame, theme):
    """How much a pixel looks like a letter, 0 to 255."""
    return 255 - (frame.max(2) - INK[theme]).clip(0) if theme in INK else frame.min(2)


def read(frame, theme):
    """What tesseract reads, in two ways of looking for text; small letters are enlarged too."""
    image = 255 - likeness(frame, theme)
    for factor in sorted({1, max(1, round(300 / image.shape[0]))}, reverse=True):
        sized = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        for psm in ("11", "6"):
            for big in (sized, *(np.where(sized <= most, 0, 255).astype(np.uint8) for most in (55, 20, 75, 90))):
                pgm = b"P5 %d %d 255\n" % (big.shape[1], big.shape[0]) + big.tobytes()
                out = subprocess.run(["tesseract", "stdin", "stdout", "--psm", psm, "-l", "eng"], input=pgm, capture_output=True)
                yield re.sub(r"\s+", " ", out.stdout.decode("utf-8", "replace"))


def of_letter_size(mask):
    """Its parts that have the size of letters: ground of that colour is larger, or has no edge of its own."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    side = min(mask.shape)
    tall = stats[:, cv2.CC_STAT_HEIGHT] > 0.09 * side
    broad = (stats[:, cv2.CC_STAT_WIDTH] > 0.09 * side) & (stats[:, cv2.CC_STAT_HEIGHT] > 0.012 * side)
    small = stats[:, cv2.CC_STAT_AREA] < 6
    fits = ~(tall | broad | small)
    fits[0] = False
    return fits[labels]


def whole_letters(frame, letters, theme):
    """The letters of one frame that those of all frames are parts of."""
    mask = likeness(frame, theme) >= BRIGHT
    _, labels = cv2.connectedComponents((mask & of_letter_size(mask)).astype(np.uint8), connectivity=8)
    own = np.unique(labels[letters])
    return np.isin(labels, own[own > 0])


def letters_of(video, theme):
    """What has the colour of letters in every frame, and what letters cover partly."""
    least = None
    for frame in frames(video):
        like = likeness(frame, theme)
        least = like if least is None else np.minimum(least, like)
    letters = least >= BRIGHT
    letters &= of_letter_size(letters)
    # Between the captions is ground only; the timeline's marks move, and would count as ground.
    rows = np.arange(letters.shape[0]) / letters.shape[0]
    upright = letters.shape[0] > 1.7 * letters.shape[1]
    captions = ((rows > 0.13) & (rows < 0.28)) | ((rows > 0.5) & (rows < 0.61)) if upright else (rows < 0.25) | ((rows > 0.7) & (rows < 0.91))
    letters &= captions[:, None]
    return letters, grown(least >= 90, 1)


def contrasts(frame, letters, covered, theme):
    near = grown(letters, 3) & ~covered & ~grown(whole_letters(frame, letters, theme), 2)
    behind = luminance(frame[near]) + 0.05
    if theme in INK:
        return behind / (luminance(np.full(3, INK[theme], np.uint8)) + 0.05)
    return 1.05 / behind


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("video", nargs="?")
    parser.add_argument("--theme", default="light", choices=["light", "dark", "plate", "none"])
    parser.add_argument("--contrast", action="store_true")
    options = parser.parse_args()
    ledger = json.load(open(options.ledger))
    dates = {s["frameIndex"]: s["acquired"] for s in ledger["scenes"] if s.get("frameIndex") is not None}
    folder = pathlib.Path(options.ledger).parent
    videos = [options.video] if options.video else [
        str(folder / pathlib.Path(o["file"]).name) for o in ledger["outputs"] if o["file"].endswith(".mp4")]
    bad = 0
    for video in videos:
        letters, covered = letters_of(video, options.theme)
        medians, worsts = [], []
        for index, frame in enumerate(frames(video)):
            c = contrasts(frame, letters, covered, options.theme)
            medians.append(float(np.median(c)) if c.size else float("nan"))
            worsts.append(float(np.percentile(c, 5)) if c.size else float("nan"))
            low = not worsts[-1] >= NEEDED
            if options.contrast:
                bad += low
                continue
            day = datetime.date.fromisoformat(dates[index][:10])
            expected = f"{day.day} {day:%B} {day.year}"
            # The lower part of the frame, or of what platforms leave free of an upright one.
            height, width, _ = frame.shape
            part = slice(int(height * 0.45), int(height * 0.68)) if height > 1.7 * width else slice(int(height * 0.72), height)
            texts = []
            for text in read(frame[part], options.theme):
                texts.append(text)
                if expected.lower() in text.lower():
                    break
            ok = expected.lower() in texts[-1].lower()
            bad += not ok or low
            print(f"{index:3d}  {expected:20s} {'read' if ok else 'NOT READ: ' + texts[0].strip()[:60]}  "
                  f"contrast median {medians[-1]:.1f}, worst 5 % {worsts[-1]:.1f}")
        print(f"{pathlib.Path(video).name:30s} {options.theme:6s} {len(worsts):3d} frames  {int(letters.sum()):6d} pixels of letters  "
              f"contrast: median {np.median(medians):4.1f}, worst 5 % of the worst frame {min(worsts):4.1f}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
