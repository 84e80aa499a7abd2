#!/usr/bin/env python3
"""How steady the tone of unchanged ground is in published frames.

Usage: jitter.py FOLDER BOX...

FOLDER has the frames of a job (outputs: {frames: true}) without furniture. BOX is left,top,right,bottom in per cent of the frame, of ground
that has not changed, picked by hand. For every box, the medians of luma (BT.709) and of the colour differences red - green and blue - green
of each frame are compared with those of the frame before. Printed: root mean square and largest step of luma, per cent of its mean, and
the root mean square step of the colour differences, codes, over all boxes. Needs NumPy and OpenCV.
"""
import pathlib
import sys

import cv2
import numpy as np


def main():
    frames = [cv2.imread(str(path))[:, :, ::-1].astype(float)
              for path in sorted(pathlib.Path(sys.argv[1]).glob("*-frame-*.png"))]
    luma, chroma = [], []
    for box in sys.argv[2:]:
        left, top, right, bottom = (float(part) / 100 for part in box.split(","))
        height, width = frames[0].shape[:2]
        cut = [frame[round(top * height):round(bottom * height), round(left * width):round(right * width)] for frame in frames]
        y = np.array([np.median(c @ [0.2126, 0.7152, 0.0722]) for c in cut])
        luma.append(np.diff(y) / y.mean() * 100)
        chroma.append(np.diff([[np.median(c[..., 0] - c[..., 1]), np.median(c[..., 2] - c[..., 1])] for c in cut], axis=0))
    luma, chroma = np.array(luma), np.array(chroma)
    print(f"{len(frames)} frames, {len(luma)} boxes: luma rms {np.sqrt((luma ** 2).mean()):.1f} %, largest {abs(luma).max():.1f} %,"
          f" chroma rms {np.sqrt((chroma ** 2).mean()):.1f} codes")


if __name__ == "__main__":
    main()
