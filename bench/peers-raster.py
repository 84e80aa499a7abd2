#!/usr/bin/python3
"""Compares what `inspect` understands of raster files with GDAL, file by file.

usage: bench/peers-raster.py FOLDER... [--jar JAR] [--list] [--json OUT.json] [--tolerance METRES]

FOLDER holds raster files (TIFF, JPEG 2000, PNG, JPEG) in any depth; files beside them (.aux.xml, .tfw, .prj, .msk, .ovr) take part. The
test data of the public repositories of rasterio, rio-tiler, rio-cogeo, rioxarray, TwelveMonkeys, image-tiff, GeoTools, GDAL and OpenJPEG
are good material. Needs Debian's `python3-gdal`. JAR needs its libraries beside it, as Maven leaves them; without it the launcher runs.

Every file falls into one of four classes:

  as GDAL           size, bands, position of centre and corners (within --tolerance, 5 m) and the values of every band agree: by CRC-32 of
                    level 0, or, of lossy encodings and magnitudes, by minimum, maximum and mean
  rightly refused   both refuse the file
  silently wrong    both read it, and something differs
  refused           GDAL reads it, Terralapse does not

and two that say nothing about right or wrong: read by Terralapse only (damaged files, mostly), and not comparable (GDAL crashes or takes
longer than a minute). --list prints every file that is not as GDAL with the reason; exit code 1 if a file is silently wrong.

A .prj file beside a raster that has a transform (its own, or a world file) counts as its CRS on GDAL's side too, though GDAL reads it for
some formats only; if PROJ cannot use that CRS, the position is not compared. Deliberate differences are not counted as wrong: colour tables are expanded to red, green and blue, complex samples are read as
magnitudes, images of CMYK and CIELab colours are converted, grey PNG of fewer than 8 bits is scaled to 8, and a colour JPEG is compared by its
statistics.
"""
import argparse
import collections
import json
import math
import multiprocessing
import os
import pathlib
import subprocess
import sys
import zlib

import numpy
from osgeo import gdal, osr

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SUFFIXES = {".tif", ".tiff", ".jp2", ".j2k", ".j2c", ".jpc", ".jpx", ".jpf", ".png", ".jpg", ".jpeg"}
DRIVERS = ["GTiff", "JP2OpenJPEG", "PNG", "JPEG"]
BATCH = 40
LONGEST_S = 60
MOST_PIXELS = 60_000_000
EARTH_RADIUS_M = 6371008.8
CLASSES = ["as GDAL", "rightly refused", "silently wrong", "refused", "read by Terralapse only", "not comparable"]

gdal.UseExceptions()
osr.UseExceptions()
# By default GDAL reads a withdrawn code as its successor (EPSG:3410 as 6933, 2163 as 9311), which is kilometres off the code's position.
gdal.SetConfigOption("OSR_USE_NON_DEPRECATED", "NO")


def beside(path):
    """The CRS of a .prj file beside a raster, which GDAL reads for some formats only; None if there is none that it understands."""
    for ending in (".prj", ".PRJ"):
        prj = pathlib.Path(path).with_suffix(ending)
        if prj.is_file():
            system = osr.SpatialReference()
            try:
                system.ImportFromESRI([prj.read_text(encoding="utf-8-sig", errors="replace")])
                return system
            except RuntimeError:
                return None
    return None


def positions(dataset):
    """Centre and corners (upper left first, clockwise) as longitude and latitude; None without georeference, "none" if it is not on Earth, "unknown" if PROJ cannot tell."""
    transform = dataset.GetGeoTransform(can_return_null=True)
    system = dataset.GetSpatialRef()
    own = system is not None and not system.IsLocal()
    if not own:
        system = beside(dataset.GetDescription()) or system
    if system is None or transform is None or system.IsLocal():
        return None
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    world = osr.SpatialReference()
    world.ImportFromEPSG(4326)
    world.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    try:
        to_world = osr.CoordinateTransformation(system, world)
    except RuntimeError:
        # Another celestial body, or an engineering system; of a .prj file also a definition that OSR parses, but PROJ does not.
        return "none" if own else "unknown"
    width, height = dataset.RasterXSize, dataset.RasterYSize
    points = [(width / 2, height / 2), (0, 0), (width, 0), (width, height), (0, height)]
    return [position(to_world, transform, *point) for point in points]


def position(to_world, transform, column, row):
    x, y = gdal.ApplyGeoTransform(transform, column, row)
    try:
        lon, lat, _ = to_world.TransformPoint(x, y)
    except RuntimeError:
        return None
    return (lon, lat) if math.isfinite(lon) and math.isfinite(lat) else None


def statistics(values, mask, band):
    bits = int(band.GetMetadataItem("NBITS", "IMAGE_STRUCTURE") or 8)
    if band.GetDataset().GetDriver().ShortName == "PNG" and bits < 8 and band.GetColorTable() is None:
        values = values.astype(int) * 255 // (2 ** bits - 1)
    if numpy.iscomplexobj(values):
        values = numpy.abs(values.astype("complex128"))
    return summary(values, mask)


def valid_pixels(values, bands):
    """
    Which pixels of each band are valid: GDAL's masks, except where these cannot say what gdalwarp does with the same file. They compare only
    the real part of complex samples with the nodata value, and know an alpha band only as the last of two or four bands of 8 or 16 bits
    without a nodata value.
    """
    alpha = next((k for k, band in enumerate(bands) if band.GetColorInterpretation() == gdal.GCI_AlphaBand), None)
    masks = []
    for k, band in enumerate(bands):
        flags = band.GetMaskFlags()
        if flags == gdal.GMF_NODATA and gdal.DataTypeIsComplex(band.DataType):
            masks.append(values[k] != band.GetNoDataValue())
        elif flags in (gdal.GMF_ALL_VALID, gdal.GMF_NODATA) and alpha not in (None, k):
            masks.append(values[alpha] != 0)
        else:
            masks.append(band.GetMaskBand().ReadAsArray() != 0)
    return masks


def summary(values, mask):
    """CRC-32 of all values as little-endian 64-bit floats, and minimum, maximum, mean and share of the valid ones."""
    values = values.astype("<f8")
    valid = values[mask & ~numpy.isnan(values)]
    some = valid.size > 0
    return {"crc32": zlib.crc32(numpy.ascontiguousarray(values).tobytes()),
            "min": float(valid.min()) if some else None, "max": float(valid.max()) if some else None,
            "mean": float(valid.mean()) if some else None, "valid": valid.size / values.size}


def expanded(band):
    """The bands of a colour table: red, green, blue."""
    table = band.GetColorTable()
    indices = band.ReadAsArray().astype(int)
    entries = numpy.zeros((max(indices.max() + 1, table.GetCount()), 4))
    for i in range(table.GetCount()):
        entries[i] = table.GetColorEntry(i)
    # An entry may be transparent, which GDAL's mask does not say.
    mask = (band.GetMaskBand().ReadAsArray() != 0) & (entries[indices, 3] != 0)
    return [summary(entries[indices, channel].astype("<f8"), mask) for channel in range(3)]


def gdal_facts(path):
    """What GDAL says of a file, as a dictionary; "error" if it refuses it."""
    try:
        dataset = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR, allowed_drivers=DRIVERS)
        if dataset.RasterCount == 0:
            return {"error": "no raster bands"}
        facts = {"width": dataset.RasterXSize, "height": dataset.RasterYSize, "count": dataset.RasterCount,
                 "positions": positions(dataset),
                 "gcps": dataset.GetGCPCount(), "photometric": dataset.GetRasterBand(1).GetColorInterpretation()}
        if dataset.RasterXSize * dataset.RasterYSize * dataset.RasterCount > MOST_PIXELS:
            return facts | {"huge": True}
        bands = [dataset.GetRasterBand(i + 1) for i in range(dataset.RasterCount)]
        # All bands at once: alone, a component of JPEG 2000 may come without its colour transform.
        values = dataset.ReadAsArray().reshape(len(bands), dataset.RasterYSize, dataset.RasterXSize)
        facts["bands"] = [statistics(*one) for one in zip(values, valid_pixels(values, bands), bands)]
        # After the pixels: in GDAL 3.6 the query of this metadata spoils the first decoding of a JPEG 2000 codestream.
        facts["lossy"] = is_lossy(dataset) or gdal.DataTypeIsComplex(bands[0].DataType) != 0
        if len(bands) <= 2 and bands[0].GetColorTable() is not None:
            facts["colours"] = expanded(bands[0])
        return facts
    except RuntimeError as e:
        return {"error": str(e)}


def is_lossy(dataset):
    structure = dataset.GetMetadata("IMAGE_STRUCTURE")
    driver = dataset.GetDriver().ShortName
    return (driver in ("JPEG", "JP2OpenJPEG") or "JPEG" in structure.get("COMPRESSION", "") or "WEBP" in structure.get("COMPRESSION", "")
            or "JXL" in structure.get("COMPRESSION", "") or "YCbCr" in structure.get("SOURCE_COLOR_SPACE", ""))


def in_own_process(path):
    """GDAL's facts of a file; None if it crashes or takes too long."""
    receiver, sender = multiprocessing.Pipe(False)
    process = multiprocessing.Process(target=lambda: sender.send(gdal_facts(path)))
    process.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(LONGEST_S) else None
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()


def inspect(program, paths):
    """What `inspect` says of files; one by one if it does not answer for all of them."""
    try:
        run = subprocess.run([*program, "inspect", "--json", "--stats", *paths], capture_output=True, timeout=LONGEST_S * 4)
        found = json.loads(run.stdout)
        if len(found) == len(paths):
            return found
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        pass
    if len(paths) == 1:
        return [{"file": paths[0], "bug": "inspect crashed or took too long"}]
    middle = len(paths) // 2
    return inspect(program, paths[:middle]) + inspect(program, paths[middle:])


def distance(a, b):
    """Metres between two positions on a sphere."""
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1, math.sqrt(h)))


def position_difference(ours, theirs, tolerance):
    mine = None if ours.get("center") is None else [ours["center"], *(ours["corners"] or [None] * 4)]
    if theirs == "unknown":
        return None
    if theirs == "none":
        return None if mine is None else "georeference: GDAL knows no longitude and latitude"
    if mine is None and theirs is None:
        return None
    if mine is None or theirs is None:
        # A centre without longitude and latitude has no position in either program.
        if mine is None and theirs[0] is None:
            return None
        return "georeference: only " + ("GDAL has one" if mine is None else "Terralapse has one")
    for a, b in zip(mine, theirs):
        if a is not None and b is not None and distance(a, b) > tolerance:
            return f"position: {distance(a, b):.2f} m apart"
    return None


def close(a, b, tolerance):
    return a is b or (a is not None and b is not None and abs(a - b) <= tolerance)


def band_difference(number, mine, theirs, lossy):
    if mine["crc32"] == theirs["crc32"] and abs(mine["valid"] - theirs["valid"]) < 1e-9:
        return None
    if lossy and abs(mine["valid"] - theirs["valid"]) < 0.01:
        unit = max(1.0, (theirs["max"] or 1) / 255)
        if close(mine["mean"], theirs["mean"], unit) and all(close(mine[k], theirs[k], 24 * unit) for k in ("min", "max")):
            return None
    what = "values" if mine["crc32"] != theirs["crc32"] else "valid pixels"
    shown = [{k: s[k] for k in ("min", "max", "mean", "valid")} for s in (mine, theirs)]
    return f"{what} of band {number}: {shown[0]}, GDAL {shown[1]}"


def difference(ours, theirs, tolerance):
    """The first thing in which the two differ; None if nothing does."""
    if (ours["width"], ours["height"]) != (theirs["width"], theirs["height"]):
        return f"size: {ours['width']}x{ours['height']}, GDAL {theirs['width']}x{theirs['height']}"
    moved = position_difference(ours, theirs["positions"], tolerance)
    if moved is not None or theirs.get("huge"):
        return moved
    mine, bands = ours["bands"], theirs["bands"]
    if "colours" in theirs and len(mine) >= 3:
        bands = theirs["colours"]
    if len(mine) == len(bands) + 1 and mine[-1]["role"] == "alpha":
        mine = mine[:-1]  # GDAL has a transparent colour as nodata or in the colour table
    if len(mine) != len(bands):
        return f"bands: {len(mine)}, GDAL {len(bands)}"
    for i, (band, theirs_band) in enumerate(zip(mine, bands)):
        found = band_difference(i + 1, band["stats"], theirs_band, theirs["lossy"])
        if found is not None:
            return found
    return None


def classify(ours, theirs, tolerance):
    if theirs is None:
        return "not comparable", "GDAL crashed or took too long"
    if "bug" in ours:
        return "silently wrong", ours["bug"]
    if "error" in ours:
        return ("rightly refused" if "error" in theirs else "refused"), ours["error"]
    if "error" in theirs:
        return "read by Terralapse only", theirs["error"]
    found = difference(ours, theirs, tolerance)
    return ("as GDAL", "") if found is None else ("silently wrong", found)


def files(folders):
    found = []
    for folder in folders:
        found += [path for path in sorted(pathlib.Path(folder).rglob("*")) if path.suffix.lower() in SUFFIXES and path.is_file()]
    return [str(path.resolve()) for path in found]


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n\n")[0])
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--jar")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--json")
    parser.add_argument("--tolerance", type=float, default=5)
    args = parser.parse_args()
    program = ["java", "-Xmx1g", "-jar", args.jar] if args.jar else [str(PROJECT / "terralapse")]
    paths = files(args.folder)
    rows = []
    for start in range(0, len(paths), BATCH):
        batch = paths[start:start + BATCH]
        for path, ours in zip(batch, inspect(program, batch)):
            kind, why = classify(ours, in_own_process(path), args.tolerance)
            rows.append({"file": path, "class": kind, "why": why})
        if args.json:
            pathlib.Path(args.json).write_text(json.dumps(rows, indent=1))
        print(f"\r{len(rows)} of {len(paths)} files", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    counts = collections.Counter(row["class"] for row in rows)
    for kind in CLASSES:
        print(f"{counts[kind]:6}  {kind}")
    if args.list:
        for kind in CLASSES[2:]:
            for row in rows:
                if row["class"] == kind:
                    print(f"{kind}: {os.path.relpath(row['file'])}: {row['why']}")
    return 1 if counts["silently wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
