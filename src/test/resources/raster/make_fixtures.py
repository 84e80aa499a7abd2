#!/usr/bin/python3
"""Writes the test rasters of this folder with GDAL (python3-gdal 3.6). Not part of the build.

Every picture follows a formula that the tests compute again: v = 7 * column + 13 * row + 101 * band,
taken modulo 256 for 8 bits, minus 500 for signed types, times 0.25 minus 100 for floating point.
"""
import os
import struct
import subprocess
import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
HERE = os.path.dirname(os.path.abspath(__file__))
W, H, BANDS = 61, 43, 3
TYPES = {
    "uint8": gdal.GDT_Byte, "int8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16, "int16": gdal.GDT_Int16,
    "uint32": gdal.GDT_UInt32, "int32": gdal.GDT_Int32, "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}


def values(kind, band, w=W, h=H):
    row, col = np.mgrid[0:h, 0:w]
    v = 7 * col + 13 * row + 101 * band
    if kind == "uint8":
        return (v % 256).astype(np.uint8)
    if kind == "int8":
        return (v % 256).astype(np.uint8)
    if kind.startswith("float"):
        return (v * 0.25 - 100).astype(kind)
    if kind.startswith("int"):
        return (v - 500).astype(kind)
    return v.astype(kind)


def memory(kind, bands=BANDS, w=W, h=H, srs=None, transform=None):
    ds = gdal.GetDriverByName("MEM").Create("", w, h, bands, TYPES[kind])
    for b in range(bands):
        ds.GetRasterBand(b + 1).WriteArray(values(kind, b, w, h))
    if srs:
        s = osr.SpatialReference()
        s.SetFromUserInput(srs)
        ds.SetProjection(s.ExportToWkt())
    if transform:
        ds.SetGeoTransform(transform)
    return ds


def path(name):
    return os.path.join(HERE, name + ".tif")


def write(name, ds, *options):
    return gdal.GetDriverByName("GTiff").CreateCopy(path(name), ds, options=list(options))


TILED = ("TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=16")
STRIPS = ("BLOCKYSIZE=10",)
for compress in ("NONE", "DEFLATE", "LZW", "PACKBITS", "ZSTD"):
    for layout, options in (("tiled", TILED), ("strips", STRIPS)):
        for interleave in ("PIXEL", "BAND"):
            write(f"uint16-{compress}-{layout}-{interleave}".lower(), memory("uint16"),
                  f"COMPRESS={compress}", f"INTERLEAVE={interleave}", *options)
for compress in ("DEFLATE", "LZW", "ZSTD"):
    write(f"uint16-{compress}-predictor2".lower(), memory("uint16"), f"COMPRESS={compress}",
          "PREDICTOR=2", *TILED)
for kind in TYPES:
    signed = ("PIXELTYPE=SIGNEDBYTE",) if kind == "int8" else ()
    predictor = "3" if kind.startswith("float") else "2"
    for endian in ("LITTLE", "BIG"):
        write(f"{kind}-{endian}-plain".lower(), memory(kind, w=40, h=27), f"ENDIANNESS={endian}", *signed, *STRIPS)
        if endian == "BIG" and predictor == "3":
            continue  # GDAL 3.6 writes these wrong: it cannot read them back itself.
        write(f"{kind}-{endian}-predictor".lower(), memory(kind, w=40, h=27), f"ENDIANNESS={endian}",
              "COMPRESS=DEFLATE", f"PREDICTOR={predictor}", *signed, *TILED)
write("bigtiff", memory("uint16"), "BIGTIFF=YES", "COMPRESS=DEFLATE", *TILED)
write("bigtiff-big", memory("uint16"), "BIGTIFF=YES", "ENDIANNESS=BIG", *TILED)


def smooth(bands):
    # A multiple of the block size: encoders pad the last blocks with black, which rings.
    ds = gdal.GetDriverByName("MEM").Create("", 64, 64, bands, gdal.GDT_Byte)
    row, col = np.mgrid[0:64, 0:64]
    for b in range(bands):
        ds.GetRasterBand(b + 1).WriteArray((2 * col + row + 20 * b).astype(np.uint8))
    return ds


Q = ("COMPRESS=JPEG", "JPEG_QUALITY=95")
write("jpeg-ycbcr", smooth(3), "PHOTOMETRIC=YCBCR", *Q, "TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32")
write("jpeg-ycbcr-strips", smooth(3), "PHOTOMETRIC=YCBCR", *Q, "BLOCKYSIZE=16")
write("jpeg-rgb", smooth(3), "PHOTOMETRIC=RGB", *Q, "TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32")
write("jpeg-grey", smooth(1), *Q, "BLOCKYSIZE=16")
write("jpeg-planar", smooth(3), *Q, "INTERLEAVE=BAND", "BLOCKYSIZE=16")
write("jpeg-four", smooth(4), *Q, "TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32")

# JPEG XL by its code only: the data are WebP.
write("unsupported-jpeg-xl", memory("uint8"), "COMPRESS=WEBP", *TILED)
with open(path("unsupported-jpeg-xl"), "r+b") as file:
    data = file.read()
    at = data.index(struct.pack("<HHIH", 259, 3, 1, 50001))
    file.seek(at + 8)
    file.write(struct.pack("<H", 50002))

# A mask: 0 in a block of columns 3-9, rows 5-11; overviews of picture and mask.
gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
gdal.SetConfigOption("COMPRESS_OVERVIEW", "DEFLATE")
ds = write("mask", memory("uint8", 3, 66, 48), "COMPRESS=DEFLATE", *TILED)
ds.CreateMaskBand(gdal.GMF_PER_DATASET)
mask = np.full((48, 66), 255, np.uint8)
mask[5:12, 3:10] = 0
ds.GetRasterBand(1).GetMaskBand().WriteArray(mask)
ds = None
subprocess.run(["gdaladdo", "-q", "-r", "nearest", path("mask"), "2"], check=True,
               env={**os.environ, "GDAL_TIFF_INTERNAL_MASK": "YES"})
ds = write("mask-no-overview", memory("uint8", 1, 66, 48), *TILED)
ds.BuildOverviews("NEAREST", [2])  # Before the mask, which so gets none.
ds = None
ds = gdal.Open(path("mask-no-overview"), gdal.GA_Update)
ds.CreateMaskBand(gdal.GMF_PER_DATASET)
ds.GetRasterBand(1).GetMaskBand().WriteArray(mask)
ds = None
gdal.GetDriverByName("COG").CreateCopy(
    path("cog"), memory("uint16", 3, 260, 140, "EPSG:32631", (500000, 10, 0, 4600000, 0, -10)),
    options=["COMPRESS=DEFLATE", "PREDICTOR=2", "BLOCKSIZE=128", "OVERVIEWS=IGNORE_EXISTING",
             "OVERVIEW_RESAMPLING=NEAREST"])

# Sparse: only the first tile was ever written; nodata is 7.
ds = gdal.GetDriverByName("GTiff").Create(path("sparse"), W, H, 1, gdal.GDT_UInt16,
                                          ["SPARSE_OK=YES", "COMPRESS=DEFLATE", *TILED])
ds.GetRasterBand(1).SetNoDataValue(7)
ds.GetRasterBand(1).WriteArray(values("uint16", 0)[0:16, 0:32])
ds = None

# Places and words.
ds = memory("uint16", 3, srs="EPSG:32633", transform=(399960, 10, 0, 5000040, 0, -10))
ds.SetMetadataItem("AREA_OR_POINT", "Point")
write("point", ds)
ds = memory("uint8", 4, srs="EPSG:4326", transform=(10, 0.01, 0.002, 50, 0.003, -0.01))
for b, (name, scale, offset) in enumerate((("B02", 0.0001, -0.1), ("B03", 2, 0), ("B04", 1, 5), ("", 1, 0))):
    band = ds.GetRasterBand(b + 1)
    if name:
        band.SetDescription(name)
        band.SetScale(scale)
        band.SetOffset(offset)
    band.SetNoDataValue(0)
ds.SetMetadataItem("SPACECRAFT", "S2A & friends")
ds.SetMetadataItem("TIFFTAG_DATETIME", "2021:08:03 10:20:30")
ds.SetMetadataItem("TIFFTAG_IMAGEDESCRIPTION", "a test")
write("words", ds, "PHOTOMETRIC=RGB", "ALPHA=YES", "COMPRESS=DEFLATE")
ds = memory("float32", 1)
ds.GetRasterBand(1).SetNoDataValue(float("nan"))
write("nan", ds, "COMPRESS=DEFLATE")
for name, srs in {
    "tm": "+proj=tmerc +lat_0=1 +lon_0=11 +k=0.9999 +x_0=1000 +y_0=2000 +datum=WGS84",
    "lcc": "+proj=lcc +lat_1=33 +lat_2=45 +lat_0=39 +lon_0=-96 +x_0=5 +y_0=6 +datum=NAD83",
    "laea": "+proj=laea +lat_0=45 +lon_0=12 +x_0=7 +y_0=8 +ellps=GRS80",
    "aea": "+proj=aea +lat_1=29.5 +lat_2=45.5 +lat_0=23 +lon_0=-97 +datum=NAD83",
    "stere": "+proj=stere +lat_0=90 +lat_ts=71 +lon_0=-39 +datum=WGS84",
    "sinu": "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m",
    "sphere": "+proj=longlat +R=6371000",
    "robin": "+proj=robin +lon_0=0 +datum=WGS84",
}.items():
    write("crs-" + name, memory("uint8", 1, 4, 4, srs, (1000, 30, 0, 2000, 0, -30)))
