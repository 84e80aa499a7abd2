#!/usr/bin/python3
"""Plans a STAC search of many items on this machine, and prints time, requests and peak memory.

usage: bench/plan.py [--items N] [--catalogue NAME] [--times N] [--jar JAR]

nginx serves the files; this program serves the search, 100 items a page. Catalogues: "sentinel-2" says everything of
every asset, as Earth Search does; "landsat" says place and size of the item, as the Planetary Computer does; "tiles"
are Sentinel-2 items that say nothing but their tile; "bare" are items of an unknown sensor that say nothing.
Each catalogue is planned with an area, with "aoi: scenes", and again with the cache of the first plan. Needs Debian's
nginx-light and python3-gdal.
"""

import argparse
import datetime
import http.server
import json
import os
import pathlib
import sys
import tempfile
import threading

from osgeo import gdal, osr

import measure
from remote import Nginx

HERE = pathlib.Path(__file__).resolve().parent
EPSG = 32633
TILE = "33TWM"
PAGE = 100
SHAPES = 4
BOX = [15.1, 46.2, 15.2, 46.27]
S2_BANDS = {
    "coastal": ("B01", 60), "blue": ("B02", 10), "green": ("B03", 10), "red": ("B04", 10), "rededge1": ("B05", 20),
    "rededge2": ("B06", 20), "rededge3": ("B07", 20), "nir": ("B08", 10), "nir08": ("B8A", 20), "nir09": ("B09", 60),
    "swir16": ("B11", 20), "swir22": ("B12", 20), "aot": ("AOT", 20), "wvp": ("WVP", 20), "scl": ("SCL", 20)}
LANDSAT_BANDS = {
    "coastal": "SR_B1", "blue": "SR_B2", "green": "SR_B3", "red": "SR_B4", "nir08": "SR_B5", "swir16": "SR_B6",
    "swir22": "SR_B7", "qa_pixel": "QA_PIXEL", "qa_radsat": "QA_RADSAT", "lwir11": "ST_B10"}

gdal.UseExceptions()


def landsat_place(number):
    """Every Landsat scene of a path and row has its own size and origin."""
    variant = number % SHAPES
    return 7700 + 20 * variant, 7800 + 10 * variant, 399900 + 300 * variant, 5300100 - 300 * variant


def write(path, width, height, left, top, metres, kind):
    """A cloud-optimised GeoTIFF of zeros: plans read headers only."""
    if path.exists():
        return
    empty = gdal.GetDriverByName("VRT").Create("", width, height, 1, kind)
    empty.SetGeoTransform((left, metres, 0, top, 0, -metres))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    empty.SetProjection(reference.ExportToWkt())
    empty.GetRasterBand(1).SetNoDataValue(0)
    part = path.with_suffix(".part")
    options = ["COMPRESS=DEFLATE", "BLOCKSIZE=512", "OVERVIEWS=AUTO"]
    gdal.GetDriverByName("COG").CreateCopy(str(part), empty, options=options)
    part.rename(path)


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for band, metres in (("B02", 10), ("B03", 10), ("B04", 10), ("SCL", 20)):
        kind = gdal.GDT_Byte if band == "SCL" else gdal.GDT_UInt16
        write(folder / f"{band}.tif", 109800 // metres, 109800 // metres, 499980, 5200020, metres, kind)
    for band in LANDSAT_BANDS.values():
        for variant in range(SHAPES):
            write(folder / f"{band}-{variant}.tif", *landsat_place(variant), 30, gdal.GDT_UInt16)


def item(number, collection, date):
    return {
        "type": "Feature", "stac_version": "1.0.0", "id": f"x-{number}", "collection": collection, "links": [],
        "bbox": [15, 46, 16.4, 46.95], "geometry": {"type": "Polygon", "coordinates": [
            [[15.0, 46.95], [16.44, 46.94], [16.42, 45.95], [15.0, 45.96], [15.0, 46.95]]]},
        "properties": {"datetime": f"{date:%Y-%m-%d}T10:00:31Z", "eo:cloud_cover": number * 7 % 35,
                       "view:sun_elevation": 40.5},
        "assets": {}}


def sentinel2(number, files, complete):
    date = datetime.date(2017, 1, 1) + datetime.timedelta(days=3 * number)
    made = item(number, "sentinel-2-c1-l2a", date)
    made["id"] = f"S2A_T{TILE}_{date:%Y%m%d}T100031_L2A"
    made["properties"].update({
        "platform": "sentinel-2a", "constellation": "sentinel-2", "grid:code": "MGRS-" + TILE,
        "s2:processing_baseline": "05.00", "earthsearch:boa_offset_applied": False,
        "s2:datatake_id": f"GS2A_{date:%Y%m%d}T100031_012345_N05.00"})
    if complete:
        made["properties"]["proj:epsg" if number % 2 else "proj:code"] = EPSG if number % 2 else f"EPSG:{EPSG}"
    for key, (band, metres) in S2_BANDS.items():
        asset = {
            "href": f"{files}/{made['id']}/{band}.tif", "title": f"{key} - {metres}m", "roles": ["data"],
            "type": "image/tiff; application=geotiff; profile=cloud-optimized",
            "eo:bands": [{"name": band, "common_name": key, "center_wavelength": 0.56, "full_width_half_max": 0.04}]}
        if complete:
            asset.update({
                "proj:shape": [109800 // metres] * 2, "proj:transform": [metres, 0, 499980, 0, -metres, 5200020],
                "raster:bands": [{
                    "nodata": 0, "data_type": "uint8" if key == "scl" else "uint16", "bits_per_sample": 16,
                    "spatial_resolution": metres, "scale": 0.0001, "offset": -0.1}]})
        made["assets"][key] = asset
        made["assets"][key + "-jp2"] = dict(
            asset, href=f"{files}/{made['id']}/{band}.jp2", type="image/jp2")
    return made


def landsat(number, files):
    date = datetime.date(1985, 1, 1) + datetime.timedelta(days=8 * number)
    made = item(number, "landsat-c2-l2", date)
    made["id"] = f"LC08_L2SP_190028_{date:%Y%m%d}_02_T1"
    width, height, left, top = landsat_place(number)
    made["properties"].update({
        "platform": "landsat-8", "landsat:wrs_path": "190", "landsat:wrs_row": "028", "proj:epsg": EPSG,
        "proj:shape": [height, width], "proj:transform": [30.0, 0.0, left, 0.0, -30.0, top]})
    for key, band in LANDSAT_BANDS.items():
        made["assets"][key] = {
            "href": f"{files}/{made['id']}/{band}-{number % SHAPES}.tif", "title": band, "roles": ["data"],
            "type": "image/tiff; application=geotiff; profile=cloud-optimized",
            "eo:bands": [{"name": band, "common_name": key}],
            "raster:bands": [{"nodata": 0, "data_type": "uint16", "spatial_resolution": 30,
                              "scale": 0.0000275, "offset": -0.2}]}
    return made


def bare(number, files):
    date = datetime.date(2017, 1, 1) + datetime.timedelta(days=3 * number)
    made = item(number, "survey", date)
    for key, band in (("blue", "B02"), ("green", "B03"), ("red", "B04")):
        made["assets"][key] = {
            "href": f"{files}/{number}/{band}.tif", "type": "image/tiff", "eo:bands": [{"common_name": key}]}
    return made


def items(catalogue, count, files):
    maker = {
        "sentinel-2": lambda n: sentinel2(n, files, True), "tiles": lambda n: sentinel2(n, files, False),
        "landsat": lambda n: landsat(n, files), "bare": lambda n: bare(n, files)}[catalogue]
    return [maker(number) for number in range(count)]


class Search(http.server.BaseHTTPRequestHandler):
    """Pages of a search, which were written before."""
    protocol_version = "HTTP/1.1"
    pages, requests = [], 0

    def log_message(self, *_):
        pass

    def do_POST(self):
        Search.requests += 1
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        page = Search.pages[int(body.get("token", 0))]
        self.send_response(200)
        self.send_header("Content-Type", "application/geo+json")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


def search(found, address):
    """The pages of a search."""
    pages = []
    for first in range(0, len(found), PAGE):
        page = {"type": "FeatureCollection", "features": found[first : first + PAGE], "numberMatched": len(found)}
        if first + PAGE < len(found):
            page["links"] = [{"rel": "next", "href": address, "method": "POST", "merge": True,
                              "body": {"token": first // PAGE + 1}}]
        pages.append(json.dumps(page).encode())
    return pages


def nginx_root(folder):
    """Any folder leads to the same files, so that every item has addresses of its own."""
    return f"{folder}; rewrite ^/[^/]+/([^/]+)$ /$1 break"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--catalogue", action="append", choices=["sentinel-2", "landsat", "tiles", "bare"])
    parser.add_argument("--jar", default=str(HERE.parent / "target" / "terralapse.jar"))
    options = parser.parse_args()
    data = pathlib.Path(os.environ.get("BENCH_DATA", "/tmp/terralapse-bench")) / "plan"
    make(data)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Search)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/search"
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        os.chmod(work, 0o755)
        nginx = Nginx(nginx_root(data), work)
        try:
            for catalogue in options.catalogue or ["sentinel-2", "landsat", "tiles", "bare"]:
                Search.pages = search(items(catalogue, options.items, f"http://127.0.0.1:{nginx.port}"), address)
                job = work / catalogue
                job.mkdir()
                for name, area in (("area", f"{{bbox: {BOX}}}"), ("scenes", "scenes"), ("again", f"{{bbox: {BOX}}}")):
                    cache = job / ("area" if name == "again" else name)
                    (job / "config.yaml").write_text(
                        f"name: plan\nscenes: [{{stac: '{address}', collections: [x], max_items: {options.items}}}]\n"
                        f"aoi: {area}\naccess: {{allow_private: true}}\ncache: {{dir: {cache}}}\n")
                    Search.requests = 0
                    # The heap that the launcher gives to a budget of 1 GiB.
                    used = measure.run(
                        ["java", "-Xmx500m", "-Xss1m", "-jar", options.jar, "plan", "config.yaml"], job / "log", job)
                    requests, sent = nginx.take()
                    print(f"{catalogue:10} {name:7} {used['seconds']:5.1f} s, {used['cpuSeconds']:5.1f} s of processor, "
                          f"peak {used['peakMiB']:4.0f} MiB, {Search.requests} pages, {requests} requests of files "
                          f"({sent / 1e6:.1f} MB)", flush=True)
        finally:
            nginx.stop()
            server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
