"""The jobs that golden.py runs: a configuration, a few commands, and whatever files a job needs beside its scenes."""
import array
import math
import pathlib
import shutil
import struct
import sys
import typing

RENDER, ALIGN = ("render", "--json"), ("align", "--json")
USUAL = (RENDER, RENDER, ("plan", "--json"), ALIGN)


class Job(typing.NamedTuple):
    """One job.

    config: YAML; {data} and {project} stand for those folders. Output folder and cache are added to it.
    commands: verb and options each; golden.py adds the configuration. A number at the end is the expected exit code, 0 without one.
    prepare: writes further files into the job's folder, given (folder, project)
    properties: options of the JVM
    """
    config: str
    commands: tuple = USUAL
    prepare: typing.Callable = lambda folder, project: None
    properties: tuple = ()


def copy_sample(folder, project):
    """The sample's scenes where its configuration expects them."""
    shutil.copytree(project / "scenes", folder / "scenes")


def write_manifest(folder, project):
    (folder / "dates.csv").write_text("path,date\nimg1.png,2016-07-30\nimg2.png,2017-11-07\n", encoding="utf-8")


# Two neighbouring UTM zones: tiles of one made-up landscape on both sides of 6 degrees east.

CENTRE = (6.0, 46.0)  # longitude and latitude, degrees
PIXEL_M = 60
COLUMNS, ROWS = 300, 300
OVERLAP_PX = 50  # how far a tile reaches beyond the zone boundary
AXIS, FLATTENING, SCALE = 6378137.0, 1 / 298.257223563, 0.9996
THIRD = FLATTENING / (2 - FLATTENING)
RADIUS = AXIS / (1 + THIRD) * (1 + THIRD ** 2 / 4)


def to_utm(lon, lat, zone):
    """Easting and northing, metres. Kruger's series to the third power of n: millimetres within the zone."""
    n = THIRD
    e = math.sqrt(FLATTENING * (2 - FLATTENING))
    away = math.radians(lon - (6 * zone - 183))
    t = math.sinh(math.atanh(math.sin(math.radians(lat))) - e * math.atanh(e * math.sin(math.radians(lat))))
    xi, eta = math.atan2(t, math.cos(away)), math.asinh(math.sin(away) / math.hypot(t, math.cos(away)))
    alpha = (n / 2 - 2 * n ** 2 / 3 + 5 * n ** 3 / 16, 13 * n ** 2 / 48 - 3 * n ** 3 / 5, 61 * n ** 3 / 240)
    x, y = eta, xi
    for j, a in enumerate(alpha, 1):
        x += a * math.cos(2 * j * xi) * math.sinh(2 * j * eta)
        y += a * math.sin(2 * j * xi) * math.cosh(2 * j * eta)
    return 500_000 + SCALE * RADIUS * x, SCALE * RADIUS * y


def to_degrees(easting, northing, zone):
    """Longitude and latitude, degrees; the inverse of to_utm."""
    n = THIRD
    x, y = (easting - 500_000) / (SCALE * RADIUS), northing / (SCALE * RADIUS)
    xi, eta = y, x
    for j, b in enumerate((n / 2 - 2 * n ** 2 / 3 + 37 * n ** 3 / 96, n ** 2 / 48 + n ** 3 / 15, 17 * n ** 3 / 480), 1):
        xi -= b * math.sin(2 * j * y) * math.cosh(2 * j * x)
        eta -= b * math.cos(2 * j * y) * math.sinh(2 * j * x)
    chi = math.asin(math.sin(xi) / math.cosh(eta))
    lat = chi
    for j, d in enumerate((2 * n - 2 * n ** 2 / 3 - 2 * n ** 3, 7 * n ** 2 / 3 - 8 * n ** 3 / 5, 56 * n ** 3 / 15), 1):
        lat += d * math.sin(2 * j * chi)
    return 6 * zone - 183 + math.degrees(math.atan2(math.sinh(eta), math.cos(xi))), math.degrees(lat)


def lattice(i, j):
    """A pseudo-random number of 0 to 1 for a node."""
    h = (i * 374761393 + j * 668265263) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((h ^ (h >> 16)) & 0xFFFF) / 0xFFFF


def height(u, v):
    """Value noise of two octaves, 0 to 1; u and v are metres."""
    total = 0.0
    for cell, weight in ((900, 0.6), (260, 0.4)):
        x, y = u / cell, v / cell
        i, j = math.floor(x), math.floor(y)
        x, y = x - i, y - j
        top = lattice(i, j) * (1 - x) + lattice(i + 1, j) * x
        low = lattice(i, j + 1) * (1 - x) + lattice(i + 1, j + 1) * x
        total += weight * (top * (1 - y) + low * y)
    return total


def land(zone, left, top):
    """A tile's landscape, row by row."""
    wide = 111_320 * math.cos(math.radians(CENTRE[1]))
    for row in range(ROWS):
        for column in range(COLUMNS):
            lon, lat = to_degrees(left + (column + 0.5) * PIXEL_M, top - (row + 0.5) * PIXEL_M, zone)
            yield height((lon - CENTRE[0]) * wide, (lat - CENTRE[1]) * 111_132)


def write_geotiff(path, pixels, zone, left, top):
    """Three interleaved bands of 16 bits, one strip, no compression, north up, 0 is no data."""
    keys = (1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32600 + zone)
    tags = [
        (256, "H", (COLUMNS,)), (257, "H", (ROWS,)), (258, "H", (16, 16, 16)), (259, "H", (1,)), (262, "H", (2,)),
        (273, "I", (8,)), (277, "H", (3,)), (278, "H", (ROWS,)), (279, "I", (len(pixels) * 2,)), (284, "H", (1,)),
        (33550, "d", (PIXEL_M, PIXEL_M, 0)), (33922, "d", (0, 0, 0, left, top, 0)), (34735, "H", keys), (42113, "s", b"0\0")]
    if sys.byteorder == "big":
        pixels.byteswap()
    body = pixels.tobytes()
    start = 8 + len(body)
    entries, extra = b"", b""
    for tag, kind, values in tags:
        data = values if kind == "s" else struct.pack(f"<{len(values)}{kind}", *values)
        at = data.ljust(4, b"\0")
        if len(data) > 4:
            at = struct.pack("<I", start + 2 + 12 * len(tags) + 4 + len(extra))
            extra += data
        entries += struct.pack("<HHI", tag, {"s": 2, "H": 3, "I": 4, "d": 12}[kind], len(values)) + at
    path.write_bytes(struct.pack("<2sHI", b"II", 42, start) + body + struct.pack("<H", len(tags)) + entries + bytes(4) + extra)


def write_zones(folder, project):
    """Three dates of two tiles, one in each zone, 14 seconds apart."""
    scenes = folder / "zones"
    scenes.mkdir()
    for zone, tile, second in ((31, "T31TGM", "01"), (32, "T32TLS", "15")):
        x, y = (round(v / PIXEL_M) * PIXEL_M for v in to_utm(*CENTRE, zone))
        left = x - (COLUMNS - OVERLAP_PX if zone == 31 else OVERLAP_PX) * PIXEL_M
        top = y + ROWS // 2 * PIXEL_M
        ground = list(land(zone, left, top))
        for day, gain in (("20230105", 1.0), ("20230110", 0.85), ("20230115", 1.1)):
            pixels = array.array("H")
            for value in ground:
                pixels.extend(int(gain * (base + range_ * value)) for base, range_ in ((500, 1500), (550, 1250), (450, 900)))
            write_geotiff(scenes / f"S2A_MSIL2A_{day}T1034{second}_N0301_R108_{tile}_{day}T134500.tif", pixels, zone, left, top)


SLOVENIA = "{data}/sentinel2_stac_slovenia/catalog.json"
NAIP = "{data}/naip_north_dakota/*_20{}*.tif"
AERIAL = ", ".join(f'"{NAIP.replace("{}", year)}"' for year in ("10", "12", "14", "16"))
LOCK = ("--set", "select.to=2014-12-31")

JOBS = {
    # The project's own configuration, as it is.
    "sample": Job("", prepare=copy_sample),
    "safe": Job("""
title: One Sentinel-2 product
scenes: ["{data}/sentinel2_safe_l2a_n0400"]
aoi: {center: [-8.4, 52.6], size_m: [38400, 21600]}
grid: {size: 640x360}
select: {max_cloud: 100, min_coverage: 10}
"""),
    "stac": Job(f"""
title: A STAC catalogue
scenes: ["{SLOVENIA}"]
grid: {{size: 640x360}}
select: {{max_cloud: 100}}
outputs: {{alignment: true}}
"""),
    "landsat": Job("""
title: Landsat Collection 2
scenes: ["{data}/landsat_c2_l2sp"]
grid: {size: 640x360}
select: {max_cloud: 100}
"""),
    # Decoded in Java, where "safe" has the system's OpenJPEG if there is one.
    "modis": Job("""
title: NDVI
scenes: ["{data}/modis_ndvi_jp2"]
sources: [{match: "*.jp2", bands: [grey], scale: 0.0001}]
look: {bands: grey, colormap: RdYlGn, stretch: [0, 1]}
furniture: {legend: true, locale: de, date: "d. MMMM uuuu"}
""", properties=("-Dterralapse.jpeg2000=java",)),
    "glacier": Job("""
title: Kangerlussuaq Glacier
scenes: ["{data}/glacier_kangerlussuaq_png"]
pace: {fps: 25, seconds_per_frame: 0.4}
"""),
    "filled": Job(f"""
title: Filled gaps
scenes: ["{SLOVENIA}"]
grid: {{size: 640x360}}
look: {{fill: nearest}}
reveal_location: false
"""),
    # Dates of one mosaic in two CRSs.
    "zones": Job("""
title: Two UTM zones
scenes: [zones]
aoi: {center: [6.0, 46.0], size_m: [19200, 10800]}
grid: {size: 640x360}
""", prepare=write_zones),
    "aligned": Job(f"""
title: A smooth field
scenes: [{AERIAL}]
grid: {{size: 640x360}}
coregister: {{model: local, exclude: auto}}
""", (RENDER, RENDER, ("plan", "--json"), (*ALIGN, "--write-aligned", "aligned"))),
    "dropped": Job("""
title: Refused dates are dropped
scenes: ["{data}/glacier_kangerlussuaq_png"]
select: {from: 2001-01-01, to: 2002-12-31}
coregister: {model: affine, min_confidence: 0.75, on_refusal: drop}
"""),
    "still": Job(f"""
scenes: [{AERIAL}]
grid: {{size: 640x360}}
look: {{bands: ndvi}}
""", (("still", "2012", "--json", "-o", "full.png"), ("still", "2012", "--draft", "--json", "-o", "draft.png"))),
    # Images without georeference take it from a reference that has one.
    "transfer": Job("""
title: Georeference of another file
scenes: ["{data}/oscd_sentinel2_pairs/valencia/pair"]
dates: {manifest: dates.csv}
coregister: {reference: "{data}/oscd_sentinel2_pairs/valencia/imgs_1/S2A_OPER_MSI_L1C_TL_SGS__20160730T161632_A005768_T30SYJ_B04.tif"}
""", (RENDER, ALIGN), write_manifest),
    # Product folders without MTL, mosaics, partial coverage, a panchromatic band.
    "pan": Job("""
title: Pan-sharpened
scenes: ["{data}/landsat8_new_york_2018"]
look: {pan_sharpen: true, background: white}
select: {max_cloud: 100, min_coverage: 50, best_per: quarter}
coregister: {reference: median}
""", (RENDER, ALIGN)),
    # A date arrives, the settings change, a lock that does not fit is refused, and everything is measured again. The area is given,
    # because what all scenes share changes when one arrives, and the lock with it.
    "locked": Job(f"""
scenes: [{AERIAL}]
aoi: {{te: [486100, 5206000, 490100, 5208250], te_srs: "EPSG:26914"}}
grid: {{size: 640x360}}
outputs: {{poster: false}}
""", ((*RENDER, *LOCK), RENDER, (*RENDER, "--locked"), (*RENDER, "--locked", "--set", "coregister.max_shift_m=50", 2),
      (*RENDER, "--set", "coregister.model=affine"), (*RENDER, "--relock"))),
    "nothing": Job("""
scenes: ["{data}/modis_ndvi_jp2"]
sources: [{match: "*.jp2", bands: [grey], scale: 0.0001}]
select: {from: 2014-06-01, min_coverage: 100, max_cloud: 0}
look: {bands: grey}
aoi: {bbox: [-55.9, -11.95, -55.0, -11.5]}
""", ((*RENDER, 3),)),
}


def configuration(name, project, data):
    """A job's YAML with its folders."""
    text = JOBS[name].config
    if not text:
        return (project / "config.yaml").read_text(encoding="utf-8")
    text = text.replace("{data}", data.as_posix())
    return f"name: {name}{text}output_dir: output\n"


def commands(name):
    """(verb and options, expected exit code) of each command of a job."""
    for command in JOBS[name].commands:
        code = command[-1] if isinstance(command[-1], int) else 0
        yield [word for word in command if isinstance(word, str)], code
