#!/usr/bin/python3
"""Aligns many small dates whose shifts are known, and prints processor time, peak memory and errors.

usage: many.py [--plain] [--dates N] [--seed N] [--jar JAR] [--keep FOLDER]

Without --plain: N GeoTIFFs of 256 x 256 pixels, shifted by up to 4 px (default 3000). With --plain: N PNGs of 200 x 300
pixels without georeference, shifted by up to 40 px, a tenth of them unrelated to the others (default 70). Content
changes from date to date, contrast may be reversed, and clouds without a mask cover up to half of a date.

Ends with 1 if a date is accepted with an error above half a pixel, or if an unrelated one is accepted. Needs Debian's
python3-gdal and python3-numpy.
"""
import argparse
import datetime
import json
import math
import pathlib
import resource
import subprocess
import sys
import tempfile

import numpy as np
from osgeo import gdal, osr

HOME = pathlib.Path(__file__).resolve().parent.parent
FIELD = 512
MAX_ERROR_PX = 0.5


def noise(random, height, width, exponent):
    """Fractal noise that repeats at its borders: mean 0, standard deviation 1."""
    spectrum = np.fft.fft2(random.standard_normal((height, width)))
    k = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width)[None])
    k[0, 0] = 1
    spectrum /= k**exponent
    spectrum[0, 0] = 0
    field = np.fft.ifft2(spectrum).real
    return (field - field.mean()) / field.std()


def moved(field, dx, dy):
    """A periodic field moved right and down by a fraction of a pixel, exactly."""
    fy = np.fft.fftfreq(field.shape[0])[:, None]
    fx = np.fft.fftfreq(field.shape[1])[None]
    return np.fft.ifft2(np.fft.fft2(field) * np.exp(-2j * np.pi * (fx * dx + fy * dy))).real


def write(path, pixels, plain):
    """Writes one band, as PNG or as GeoTIFF in EPSG:32633."""
    height, width = pixels.shape
    low, high = np.percentile(pixels, [1, 99])
    share = np.clip((pixels - low) / (high - low), 0, 1)
    if plain:
        memory = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Byte)
        memory.GetRasterBand(1).WriteArray((255 * share).astype(np.uint8))
        gdal.GetDriverByName("PNG").CreateCopy(str(path), memory)
        return
    file = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 1, gdal.GDT_UInt16, ["COMPRESS=DEFLATE"])
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(32633)
    file.SetProjection(srs.ExportToWkt())
    file.SetGeoTransform((500000, 10, 0, 5000000, 0, -10))
    file.GetRasterBand(1).WriteArray((500 + 3000 * share).astype(np.uint16))


def make(folder, plain, dates, seed):
    """Writes the dates; returns the shift of each, None for an unrelated one, by name."""
    random = np.random.default_rng(seed)
    base = noise(random, FIELD, FIELD, 1.2) + 1.2 * (noise(random, FIELD, FIELD, 1.6) > 0.3)
    changes = [noise(random, FIELD, FIELD, 1.0) for _ in range(8)]
    height, width, largest = (300, 200, 40) if plain else (256, 256, 4)
    top, left = (FIELD - height) // 2, (FIELD - width) // 2
    truth = {}
    for i in range(dates):
        unrelated = plain and i > 0 and random.random() < 0.1
        dx, dy = random.uniform(-largest, largest, 2) if i else (0, 0)
        sign = -1 if random.random() < 0.2 else 1
        land = noise(random, FIELD, FIELD, 1.2) if unrelated else base
        land = sign * land * random.uniform(0.5, 1.5) + random.uniform(0, 0.5) * changes[i % len(changes)]
        cut = moved(land, dx, dy)[top : top + height, left : left + width]
        cloud = noise(random, height, width, 2)
        limit = np.quantile(cloud, 1 - random.uniform(0, 0.5 if i % 3 == 0 else 0.1))
        cut = np.where(cloud > limit, 3 + cloud, cut) + random.normal(0, 0.05, cut.shape)
        day = datetime.date(1990, 1, 1) + datetime.timedelta(days=4 * i)
        name = f"site_{day:%Y%m%d}"
        write(folder / f"{name}.{'png' if plain else 'tif'}", cut, plain)
        truth[name] = None if unrelated else (dx, dy)
    return truth


def compare(ledger, truth):
    """Prints how the ledger's shifts differ from the truth; returns the number of wrong ones."""
    status = {scene["id"]: scene["shift"] for scene in ledger["scenes"] if "shift" in scene}
    anchor = next(name for name, shift in status.items() if shift["status"] == "reference")
    errors, wrong = [], 0
    for name, shift in status.items():
        if shift["status"] != "aligned":
            continue
        if truth[name] is None or truth[anchor] is None:
            wrong += 1
            continue
        dx, dy = (truth[name][axis] - truth[anchor][axis] for axis in (0, 1))
        errors.append(math.hypot(shift["dxPx"] - dx, shift["dyPx"] - dy))
    wrong += sum(error > MAX_ERROR_PX for error in errors)
    refused = [name for name, shift in status.items() if shift["status"] == "refused"]
    unrelated = sum(truth[name] is None for name in refused)
    print(f"{len(errors)} accepted, worst error {max(errors, default=math.nan):.3f} px, {wrong} wrong, "
          f"{len(refused)} refused, of which {unrelated} unrelated")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--dates", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jar", default=str(HOME / "target" / "terralapse.jar"))
    parser.add_argument("--keep")
    options = parser.parse_args()
    gdal.UseExceptions()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        scenes = folder / "scenes"
        scenes.mkdir(parents=True, exist_ok=True)
        truth = make(scenes, options.plain, options.dates or (70 if options.plain else 3000), options.seed)
        config = folder / "many.yaml"
        config.write_text("name: many\nscenes: [scenes]\nselect: {min_coverage: 0}\noutputs: {poster: false}\noutput_dir: out\n")
        # The heap that the launcher gives to a budget of 1 GiB.
        java = ["java", "-Xmx500m", "-Xss1m", "-jar", options.jar]
        subprocess.run([*java, "plan", str(config)], check=True, stdout=subprocess.DEVNULL)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*java, "render", str(config)], check=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
        print(f"{len(truth)} dates: {seconds:.0f} s of processor time, peak {used.ru_maxrss >> 10} MiB")
        ledger = json.loads((folder / "out" / "many.ledger.json").read_text())
        sys.exit(1 if compare(ledger, truth) else 0)


if __name__ == "__main__":
    main()
