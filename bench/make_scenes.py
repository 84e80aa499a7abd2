#!/usr/bin/python3
"""Writes Sentinel-like scenes of one made-up place whose misalignment is known exactly.

usage: make_scenes.py FOLDER [--count 24] [--size 4096] [--seed 7] [--max-shift 2.5] [--first-day 2023-01-05] [--jobs 2]

The landscape is a sum of static layers (terrain, three crops, roads and towns, water) on a periodic field with a margin
of 128 px on each side. A date is a weighted sum of the layers' spectra, blurred by the sensor and moved by a phase
ramp, so its sub-pixel shift is exact: no kernel interpolates anything. Season, exposure, sensor noise, soft-edged
clouds with shadows (every third date, never the first) come on top. The first date is not shifted.

FOLDER receives COUNT GeoTIFFs (uint16, three bands: red, green, blue; DN about 300 to 3500 on land; 512 px tiles,
DEFLATE, predictor 2; EPSG:32633, 10 m) named after Sentinel-2 products, and truth.json: for each file `dxPx`, `dyPx` (how
far its content lies right of and below the first date's, pixels) and its cloud cover; and `te`, the centre
1920 x 1080 px as "xmin ymin xmax ymax". The same arguments give the same pixels on one machine.

Needs Debian's python3-gdal and python3-opencv.
"""
import argparse
import datetime
import json
import math
import multiprocessing
import os

import cv2
import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()

MARGIN = 128
PIXEL_M = 10.0
ORIGIN = (500_000.0, 5_100_000.0)
FIRST_DAY = datetime.date(2023, 1, 5)
REVISIT_DAYS = 10  # one Sentinel-2 satellite passes over on the same track every ten days
PSF_SIGMA_PX = 0.65  # gives an MTF at Nyquist of 0.12, like a sharp 10 m band's
NOISE_DN = 8.0
LAYERS = ("texture", "winter_crop", "summer_crop", "fallow", "bright", "water")
#                 red    green  blue
BASE = np.array([1150.0, 1050.0, 900.0])
WEIGHTS = np.array([
    [170.0, 150.0, 120.0],  # texture
    [420.0, 300.0, 220.0],  # winter_crop
    [450.0, 330.0, 210.0],  # summer_crop
    [330.0, 260.0, 190.0],  # fallow
    [900.0, 850.0, 800.0],  # bright
    [-750.0, -560.0, -380.0],  # water
])


def noise(rng, n, slope, low_cut=1.0):
    """A periodic random field of n x n with an amplitude spectrum of 1/f**slope, mean 0, deviation 1."""
    fy = np.fft.fftfreq(n)[:, None]
    fx = np.fft.rfftfreq(n)[None, :]
    f = np.hypot(fy, fx)
    f[0, 0] = 1
    amplitude = np.where(f * n >= low_cut, f ** -slope, 0)
    amplitude[0, 0] = 0
    spectrum = amplitude * np.exp(2j * np.pi * rng.random(amplitude.shape))
    field = np.fft.irfft2(spectrum, s=(n, n))
    return ((field - field.mean()) / field.std()).astype("f4")


def enlarged(field, n):
    """A smooth field enlarged to n x n."""
    return cv2.resize(field, (n, n), interpolation=cv2.INTER_CUBIC)


def parcels(rng, x, y, width, height, angle):
    """Numbers each pixel's parcel (into tables of 65536) and gives its distance to the nearest parcel edge, px."""
    u = x * math.cos(angle) + y * math.sin(angle)
    v = y * math.cos(angle) - x * math.sin(angle)
    row = np.floor(v / height)
    u = u + width * 0.37 * (row % 5)
    column = np.floor(u / width)
    index = (column.astype("i8") * 7919 + row.astype("i8") * 104_729 + int(rng.integers(1 << 16))) & 0xFFFF
    edge = np.minimum(
        np.minimum(u - column * width, (column + 1) * width - u), np.minimum(v - row * height, (row + 1) * height - v))
    return index, edge


def landscape(rng, n):
    """The layers, each n x n float32, in the order of LAYERS."""
    y, x = np.mgrid[0:n, 0:n].astype("f4")
    warp = enlarged(noise(rng, 256, 2.2), n) * 18
    wide, wide_edge = parcels(rng, x + warp, y - warp, 74, 118, 0.31)
    small, small_edge = parcels(rng, x - warp, y + warp, 33, 57, -0.52)
    region = enlarged(noise(rng, 256, 1.8), n) > 0.2
    index = np.where(region, small, wide)
    edge = np.where(region, small_edge, wide_edge)

    # A meandering river, and lakes where the ground is low.
    t = x / n * 2 * np.pi
    course = n * (0.42 + 0.07 * np.sin(t + 0.7) + 0.035 * np.sin(3 * t) + 0.012 * np.sin(9 * t + 2))
    bank = np.abs(y - course) - (14 + 5 * np.sin(5 * t))
    low_ground = enlarged(noise(rng, 512, 1.7), n)
    water = np.maximum(np.clip(0.5 - bank, 0, 1), np.clip((-1.9 - low_ground) * 12, 0, 1)).astype("f4")

    # Tracks between some of the parcels, two motorways, and towns of small blocks.
    hedge = noise(rng, 512, 0.8)
    track = np.clip(1.4 - edge, 0, 1) * (enlarged(hedge, n) > -0.1)
    motorway = np.clip(2.2 - np.abs(y - (0.63 * n + 0.21 * x + 60 * np.sin(2 * t))), 0, 1)
    motorway += np.clip(1.8 - np.abs(x - (0.55 * n - 0.17 * y + 40 * np.sin(y / n * 11))), 0, 1)
    town = np.clip((enlarged(noise(rng, 256, 1.5), n) - 1.5) * 6, 0, 1)
    blocks = rng.random((n // 3 + 1, n // 3 + 1)).astype("f4")
    blocks = np.repeat(np.repeat(blocks, 3, 0), 3, 1)[:n, :n]
    dry = 1 - water
    bright = (np.maximum(track * 0.45, np.minimum(motorway, 1)) + town * (blocks - 0.3)) * dry

    texture = noise(rng, n, 1.1) * dry
    layers = [texture]
    for _ in range(3):
        value = rng.random(1 << 16).astype("f4") ** 2
        layers.append(value[index] * (1 - town) * dry)
    return layers + [bright, water]


def transfer(n):
    """The sensor's blur in the Fourier domain, n x (n / 2 + 1)."""
    fy = np.fft.fftfreq(n)[:, None]
    fx = np.fft.rfftfreq(n)[None, :]
    return np.exp(-2 * (np.pi * PSF_SIGMA_PX) ** 2 * (fx * fx + fy * fy))


def clouds(rng, n):
    """Cloud opacity 0..1 with soft edges, and its shadow (the same, moved and weaker)."""
    field = enlarged(noise(rng, 1024, 1.55, low_cut=3), n)
    cover = rng.uniform(0.15, 0.42)
    threshold = np.quantile(field[::16, ::16], 1 - cover)
    opacity = np.clip((field - threshold) * 2.2 + 0.35, 0, 1)
    dx, dy = int(rng.integers(20, 60)), int(rng.integers(-60, -20))
    return opacity, np.roll(opacity, (dy, dx), (0, 1)) * 0.45 * (1 - opacity)


STATE = {}


def write_date(i):
    """Writes date number i and returns its entry of truth.json."""
    a = STATE["args"]
    spectra = STATE["spectra"]
    n = a.size + 2 * MARGIN
    rng = np.random.default_rng([a.seed, 1, i])
    day = a.first_day + datetime.timedelta(days=REVISIT_DAYS * i)
    name = f"S2A_MSIL2A_{day:%Y%m%d}T100031_N0510_R122_T33TWM_{day:%Y%m%d}T134500.tif"
    dx, dy = (0.0, 0.0) if i == 0 else (float(v) for v in np.round(rng.uniform(-a.max_shift, a.max_shift, 2), 4))
    # The phase at the Nyquist column and row is not a pure shift of a real field; the blur leaves 1.5 % of the power there.
    ramp = np.exp(-2j * np.pi * np.fft.fftfreq(n) * dy)[:, None] * np.exp(-2j * np.pi * np.fft.rfftfreq(n) * dx)[None, :]

    year = 2 * math.pi * (day.timetuple().tm_yday - 20) / 365.25
    season = np.array([
        1.0,
        0.75 + 0.25 * math.sin(year),
        0.75 - 0.25 * math.sin(year + 0.6),
        0.85 + 0.15 * math.cos(2 * year),
        1.0,
        1.0,
    ]) * np.concatenate([[1], rng.uniform(0.9, 1.1, 3), [1, 1]])
    gain = rng.uniform(0.9, 1.1)
    haze = rng.uniform(0, 60)
    cloudy = i % 3 == 2
    opacity, shade = clouds(rng, a.size) if cloudy else (None, None)

    driver = gdal.GetDriverByName("GTiff")
    path = os.path.join(a.folder, name)
    ds = driver.Create(path, a.size, a.size, 3, gdal.GDT_UInt16, [
        "TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "COMPRESS=DEFLATE", "PREDICTOR=2", "ZLEVEL=6", "INTERLEAVE=PIXEL",
        "PHOTOMETRIC=RGB"])
    ds.SetGeoTransform([ORIGIN[0], PIXEL_M, 0, ORIGIN[1], 0, -PIXEL_M])
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(32633)
    ds.SetProjection(srs.ExportToWkt())
    planes = []
    for band in range(3):
        total = sum(s * (w * g) for s, w, g in zip(spectra, WEIGHTS[:, band], season))
        field = np.fft.irfft2(total * ramp, s=(n, n))[MARGIN:-MARGIN, MARGIN:-MARGIN]
        dn = ((field + BASE[band]) * gain + haze).astype("f4")
        if cloudy:
            dn *= 1 - shade
            dn += opacity * (5200 + 300 * band - dn)
        dn += rng.standard_normal(dn.shape, dtype="f4") * NOISE_DN
        planes.append(np.clip(np.rint(dn), 1, 10_000).astype("u2"))
    ds.WriteArray(np.stack(planes))
    ds = None
    entry = {"file": name, "date": f"{day:%Y-%m-%d}", "dxPx": dx, "dyPx": dy, "cloudPercent": 0.0, "aoiCloudPercent": 0.0}
    if cloudy:
        x0, y0, w, h = window(a.size)
        entry["cloudPercent"] = round(100 * float((opacity > 0.2).mean()), 1)
        entry["aoiCloudPercent"] = round(100 * float((opacity[y0:y0 + h, x0:x0 + w] > 0.2).mean()), 1)
    print(f"{name}  dx {dx:+.4f}  dy {dy:+.4f}  cloud {entry['cloudPercent']} %", flush=True)
    return entry


def window(size):
    """The centre 1920 x 1080 (smaller if the scene is): column, row, width, height."""
    w, h = min(1920, size // 2), min(1080, size // 32 * 9)
    return (size - w) // 2, (size - h) // 2, w, h


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--size", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--max-shift", type=float, default=2.5)
    parser.add_argument("--first-day", type=datetime.date.fromisoformat, default=FIRST_DAY, help="the others follow every ten days")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    os.makedirs(args.folder, exist_ok=True)
    n = args.size + 2 * MARGIN
    blur = transfer(n)
    STATE["args"] = args
    STATE["spectra"] = [
        (np.fft.rfft2(layer) * blur).astype("c8") for layer in landscape(np.random.default_rng([args.seed, 0]), n)]
    with multiprocessing.get_context("fork").Pool(args.jobs) as pool:
        scenes = list(pool.imap(write_date, range(args.count)))
    x0, y0, w, h = window(args.size)
    left, top = ORIGIN[0] + x0 * PIXEL_M, ORIGIN[1] - y0 * PIXEL_M
    truth = {
        "te": f"{left:.0f} {top - h * PIXEL_M:.0f} {left + w * PIXEL_M:.0f} {top:.0f}",
        "te_srs": "EPSG:32633",
        "width": w,
        "height": h,
        "pixelSizeM": PIXEL_M,
        "scenes": scenes,
    }
    with open(os.path.join(args.folder, "truth.json"), "w", encoding="utf-8") as out:
        json.dump(truth, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
