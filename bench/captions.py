#!/usr/bin/env python3
"""Reads the captions of a published video as a viewer does, and measures their contrast.

Usage: captions.py VIDEO LEDGER

For every frame: the date is read by tesseract from the lower part of the frame and compared with the ledger's
(captions in English, the usual pattern), and the contrast (WCAG 2.1) between white and the pixels two and three pixels
from the letters of title and subtitle is measured on the decoded video, so coding is part of it. Letters are
what is white in every frame; the pixels next to them are partly covered by them. Needs ffmpeg, tesseract and NumPy.
Exits with 1 if a date was read wrong or the worst twentieth of a frame's pixels has a contrast below 4.5.
"""
import datetime
import json
import re
import subprocess
import sys

import numpy as np

WHITE = 235


def frames(video):
    probe = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=width,height", "-of", "csv=p=0", video],
        check=True, capture_output=True, text=True).stdout.strip()
    width, height = map(int, probe.split(",")[:2])
    pipe = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-i", video, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        stdout=subprocess.PIPE)
    while True:
        data = pipe.stdout.read(width * height * 3)
        if len(data) < width * height * 3:
            break
        yield np.frombuffer(data, np.uint8).reshape(height, width, 3)
    pipe.wait()


def grown(mask, by):
    out = mask.copy()
    for dy in range(-by, by + 1):
        for dx in range(-by, by + 1):
            if dy * dy + dx * dx <= by * by + 1:
                out |= np.roll(np.roll(mask, dy, 0), dx, 1)
    return out


def luminance(rgb):
    c = rgb.astype(np.float64) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def read(frame):
    """What tesseract reads, in two ways of looking for text; small letters are enlarged."""
    image = 255 - frame.min(2)
    factor = max(1, round(300 / image.shape[0]))
    for psm in ("11", "6"):
        for grey in (image, *(np.where(image <= most, 0, 255).astype(np.uint8) for most in (55, 20, 90))):
            big = np.kron(grey, np.ones((factor, factor), np.uint8)).astype(np.uint8)
            pgm = b"P5 %d %d 255\n" % (big.shape[1], big.shape[0]) + big.tobytes()
            out = subprocess.run(["tesseract", "stdin", "stdout", "--psm", psm, "-l", "eng"], input=pgm, capture_output=True)
            yield re.sub(r"\s+", " ", out.stdout.decode("utf-8", "replace"))


def contrasts(frame, letters, covered):
    near = grown(letters, 3) & ~covered
    return 1.05 / (luminance(frame[near]) + 0.05)


def main():
    video, ledger = sys.argv[1:3]
    scenes = json.load(open(ledger))["scenes"]
    dates = {s["frameIndex"]: s["acquired"] for s in scenes if s.get("frameIndex") is not None}
    # Letters that stay are white in every frame, which no ground is; what they cover partly is never dark.
    least = None
    for frame in frames(video):
        least = frame.min(2) if least is None else np.minimum(least, frame.min(2))
    letters = least >= WHITE
    letters[int(letters.shape[0] * 0.3):] = False
    covered = grown(least >= 90, 1)
    bad = 0
    index = -1
    last = None
    for frame in frames(video):
        if last is not None and np.array_equal(frame, last):
            continue
        last = frame
        index += 1
        day = datetime.date.fromisoformat(dates[index][:10])
        expected = f"{day.day} {day:%B} {day.year}"
        height, width, _ = frame.shape
        lower = frame[int(height * 0.72):]
        texts = list(read(lower))
        c = contrasts(frame, letters, covered)
        worst = float(np.percentile(c, 5)) if c.size else float("nan")
        ok = any(expected.lower() in text.lower() for text in texts)
        bad += not ok or worst < 4.5
        print(f"{index:3d}  {expected:20s} {'read' if ok else 'NOT READ: ' + texts[0].strip()[:60]}  "
              f"contrast median {np.median(c):.1f}, worst 5 % {worst:.1f}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
