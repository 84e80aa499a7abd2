#!/usr/bin/python3
"""Peer: the strongest script that one would write by hand.

GDAL warps each scene in memory (cubic, two threads), a linear stretch of 300..3500 makes 8 bits, OpenCV writes the date,
raw pictures go straight into one ffmpeg (2 pictures a second, repeated to 24, x264 medium, crf 20).

usage: peer_gdal_pipe.py SCENES OUT.mp4 --te XMIN YMIN XMAX YMAX --size WIDTH HEIGHT [--ecc] [--shifts FILE.json]

--ecc aligns each date to the first with OpenCV's findTransformECC (translation), which most people reach for; --shifts
saves what it found, in this project's sign.
"""
import argparse
import json
import pathlib
import re
import subprocess

import cv2
import numpy as np
from osgeo import gdal

LOW, HIGH = 300, 3500


def picture(path, te, size):
    """One scene on the grid, 8-bit RGB, rows x columns x 3."""
    warped = gdal.Warp(
        "", str(path), format="MEM", outputBounds=te, width=size[0], height=size[1], resampleAlg="cubic",
        multithread=True, warpOptions=["NUM_THREADS=2"])
    values = warped.ReadAsArray().astype("f4")
    stretched = np.clip((values - LOW) * (255 / (HIGH - LOW)), 0, 255).astype("u1")
    return np.ascontiguousarray(stretched.transpose(1, 2, 0))


def ecc(reference, grey):
    """How far `grey` lies right of and below `reference`, or None if ECC gives up."""
    start = np.eye(2, 3, dtype="f4")
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 30, 1e-4)
    try:
        return cv2.findTransformECC(reference, grey, start, cv2.MOTION_TRANSLATION, stop, None, 5)[1]
    except cv2.error:
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenes", type=pathlib.Path)
    parser.add_argument("out")
    parser.add_argument("--te", type=float, nargs=4, required=True)
    parser.add_argument("--size", type=int, nargs=2, required=True)
    parser.add_argument("--ecc", action="store_true")
    parser.add_argument("--shifts")
    args = parser.parse_args()
    gdal.UseExceptions()
    width, height = args.size
    encoder = subprocess.Popen(
        ["ffmpeg", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}",
         "-framerate", "2", "-i", "pipe:0", "-r", "24", "-c:v", "libx264", "-preset", "medium", "-crf", "20",
         "-pix_fmt", "yuv420p", "-movflags", "+faststart", args.out],
        stdin=subprocess.PIPE)
    reference = None
    shifts = []
    for path in sorted(args.scenes.glob("*.tif")):
        frame = picture(path, args.te, args.size)
        if args.ecc:
            grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
            move = np.eye(2, 3, dtype="f4")
            if reference is None:
                reference = grey
            else:
                found = ecc(reference, grey)
                if found is not None:
                    move = found
                    frame = cv2.warpAffine(frame, move, (width, height), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP)
                shifts.append({"file": path.name, "dxPx": float(move[0, 2]), "dyPx": float(move[1, 2]),
                               "status": "aligned" if found is not None else "refused"})
        date = "-".join(re.search(r"(\d{4})(\d\d)(\d\d)", path.name).groups())
        cv2.putText(frame, date, (40, height - 40), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (255, 255, 255), 3, cv2.LINE_AA)
        encoder.stdin.write(frame.tobytes())
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise SystemExit("ffmpeg failed")
    if args.shifts:
        pathlib.Path(args.shifts).write_text(json.dumps({"scenes": shifts}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
