"""Writes the JPEG 2000 test files with GDAL's OpenJPEG driver.

Usage: make_jp2.py FOLDER [MODIS_FILE]. The pictures follow the formula in Jp2Fixtures.java; windows
that GDAL decodes from them are kept beside them as raw little-endian samples (.bin).
"""
import os
import sys

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
OUT = sys.argv[1]
LOSSLESS = ["QUALITY=100", "REVERSIBLE=YES"]
UTM = (600000, 10, 0, 5100000, 0, -10)
DEGREES = (-9, 0.01, 0, 52, 0, -0.02)


def picture(bands, height, width, top):
    y, x = np.mgrid[0:height, 0:width]
    return np.stack(
        [(7 * x + 13 * y + 101 * k + x * y // 7 + (x * x + 3 * y) % 29) % top for k in range(bands)]
    )


def memory(array, kind, epsg=None, transform=None):
    ds = gdal.GetDriverByName("MEM").Create(
        "", array.shape[2], array.shape[1], array.shape[0], kind
    )
    for i in range(array.shape[0]):
        ds.GetRasterBand(i + 1).WriteArray(array[i])
    if epsg:
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(epsg)
        ds.SetProjection(srs.ExportToWkt())
        ds.SetGeoTransform(transform)
    return ds


def save(name, ds, *options):
    path = os.path.join(OUT, name)
    gdal.GetDriverByName("JP2OpenJPEG").CreateCopy(path, ds, options=list(options))
    if os.path.exists(path + ".aux.xml"):
        os.remove(path + ".aux.xml")


def window(name, level, column, row, width, height):
    ds = gdal.Open(os.path.join(OUT, name))
    band = ds.GetRasterBand(1)
    band = band.GetOverview(level - 1) if level else band
    pixels = band.ReadAsArray(column, row, width, height)
    pixels.astype("<i2").tofile(os.path.join(OUT, f"{name.split('.')[0]}-{level}.bin"))


tiles = memory(picture(1, 90, 150, 60000), gdal.GDT_UInt16, 32629, UTM)
save("u16-tiles.jp2", tiles, *LOSSLESS, "BLOCKXSIZE=64", "BLOCKYSIZE=32", "RESOLUTIONS=3")
four = memory(picture(4, 70, 60, 4000), gdal.GDT_UInt16, 32629, UTM)
save("u16-four.jp2", four, *LOSSLESS, "NBITS=12", "GMLJP2=NO")
save("i16.j2k", memory(picture(1, 70, 60, 30000) - 15000, gdal.GDT_Int16), *LOSSLESS, "CODEC=J2K")
save("u8-rgb.jp2", memory(picture(3, 70, 60, 256), gdal.GDT_Byte, 32629, UTM), *LOSSLESS, "GeoJP2=NO")
small = picture(1, 20, 30, 256)
save("gml-4326.jp2", memory(small, gdal.GDT_Byte, 4326, DEGREES), *LOSSLESS, "GeoJP2=NO")
# As GDAL before 1.11 ordered the steps.
gdal.SetConfigOption("GDAL_JP2K_ALT_OFFSETVECTOR_ORDER", "YES")
save("gml-4326-old.jp2", memory(small, gdal.GDT_Byte, 4326, DEGREES), *LOSSLESS, "GeoJP2=NO")
gdal.SetConfigOption("GDAL_JP2K_ALT_OFFSETVECTOR_ORDER", None)
laea = memory(small, gdal.GDT_Byte, 3035, (4321000, 10, 0, 3210000, 0, -20))
save("gml-3035.jp2", laea, *LOSSLESS, "GeoJP2=NO")
save("geojp2-4326.jp2", memory(small, gdal.GDT_Byte, 4326, DEGREES), *LOSSLESS, "GMLJP2=NO")
save("u1.jp2", memory(picture(1, 20, 30, 2), gdal.GDT_Byte), *LOSSLESS, "NBITS=1")
rgba = memory(picture(4, 20, 30, 256), gdal.GDT_Byte)
rgba.GetRasterBand(4).SetColorInterpretation(gdal.GCI_AlphaBand)
save("rgba.jp2", rgba, *LOSSLESS, "1BIT_ALPHA=NO")
lossy = memory(picture(1, 90, 150, 4000) + 1000, gdal.GDT_UInt16)
save("lossy.jp2", lossy, "QUALITY=40", "REVERSIBLE=NO", "RESOLUTIONS=3")
window("u16-tiles.jp2", 1, 20, 10, 40, 30)
window("lossy.jp2", 0, 50, 40, 40, 30)
window("lossy.jp2", 1, 20, 10, 40, 30)
if len(sys.argv) > 2:
    cut = gdal.Translate("", sys.argv[2], format="MEM", srcWin=[100, 60, 48, 40])
    save("modis-ndvi.jp2", cut, *LOSSLESS, "GMLJP2=NO")
    window("modis-ndvi.jp2", 0, 0, 0, 48, 40)
