#!/usr/bin/env python3
"""Steadiness of tone on a synthetic sequence whose truth is known, beside histogram matching and ffmpeg's deflicker.

Two sets of twelve dates. Every date and band has a gain of 0.8 to 1.2 and haze of its own; plants change with the seasons.
  change   10 % of the area is 20 % brighter from the seventh date on
  harvest  60 % of the area is harvested at the eighth date

Each set is rendered with look.deflicker off, gain and full, and the frames of `off` are given to scikit-image's match_histograms (every frame
against the first) and to ffmpeg's deflicker. Printed: how the medians of luminance and of each channel over unchanged ground vary from
frame to frame, and how much of the true step of the changed area is left. Code values are measured; medians are interpolated between them.

  bench/tone.py [--jar JAR] [--seed N] [--keep FOLDER] [--methods off,gain,full]

Needs Debian's python3-gdal, python3-numpy, python3-skimage and ffmpeg.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

import numpy as np
from osgeo import gdal, osr

try:
    from skimage.exposure import match_histograms
except ImportError:
    match_histograms = None

gdal.UseExceptions()
WIDTH, HEIGHT, DATES = 640, 360, 12
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BLACK_WHITE = (0.0, 0.45)
DAYS = ["20200112", "20200225", "20200409", "20200521", "20200703", "20200816", "20200928", "20201110",
        "20210118", "20210402", "20210705", "20210920"]


def fractal(random, roughness):
    """A random surface of mean 0 and standard deviation 1, the rougher the lower the exponent."""
    fy = np.fft.fftfreq(HEIGHT)[:, None]
    fx = np.fft.rfftfreq(WIDTH)[None, :]
    frequency = np.hypot(fx, fy)
    frequency[0, 0] = 1
    spectrum = np.fft.rfft2(random.standard_normal((HEIGHT, WIDTH))) / frequency ** roughness
    spectrum[0, 0] = 0
    surface = np.fft.irfft2(spectrum, (HEIGHT, WIDTH))
    return surface / surface.std()


def blocks(random, side):
    """Which fields there are: an index by pixel."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    return rows // side * (WIDTH // side + 1) + columns // side


class Land:
    """Reflectance in red, green and blue: bare ground, and fields of plants."""

    def __init__(self, random, plant_share):
        fields = blocks(random, 20)
        count = fields.max() + 1
        self.plants = (random.permutation(count) < plant_share * count)[fields]
        texture = np.exp(0.35 * fractal(random, 1.2) + 0.12 * fractal(random, 0.5))
        ground = np.exp(0.4 * random.standard_normal(count))[fields]
        base = 0.11 * texture * np.where(self.plants, 1, ground)
        colour = np.array([1.15, 1.0, 0.8])[:, None, None]
        self.ground = np.clip(base * colour, 0.012, 0.42)
        self.vigour = random.uniform(0.6, 1.0, count)[fields]
        self.changed = ~self.plants & np.isin(fields, random.permutation(np.unique(fields[~self.plants]))[
            : int(0.10 * count)])
        self.unchanged = ~self.plants & ~self.changed

    def at(self, date, change):
        """The truth of a date: bands by rows by columns."""
        season = 0.5 - 0.5 * np.cos(2 * np.pi * (date % 8) / 8)
        green = season * self.vigour * self.plants
        factors = [1 - 0.5 * green, 1 - 0.12 * green, 1 - 0.45 * green]
        truth = self.ground * np.array(factors)
        if change == "harvest":
            truth = np.where(self.plants & (date >= 7), self.ground * np.array([1.75, 1.5, 1.3])[:, None, None], truth)
        elif date >= 6:
            truth = np.where(self.changed, truth * 1.2, truth)
        return truth


def write(path, bands):
    driver = gdal.GetDriverByName("GTiff")
    out = driver.Create(path, WIDTH, HEIGHT, 3, gdal.GDT_UInt16, ["TILED=YES", "COMPRESS=DEFLATE"])
    out.SetGeoTransform((500000, 10, 0, 5000000, 0, -10))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    out.SetProjection(reference.ExportToWkt())
    for index in range(3):
        out.GetRasterBand(index + 1).WriteArray(np.clip(np.rint(bands[index] * 10000), 1, 65535).astype(np.uint16))
    out.FlushCache()


def make(folder, change, seed):
    """Writes the scenes and the truth; returns the land and the truth by date."""
    shutil.rmtree(folder, ignore_errors=True)
    random = np.random.default_rng(seed)
    land = Land(random, 0.6)
    truth = []
    for kind in ("observed", "true"):
        os.makedirs(os.path.join(folder, kind), exist_ok=True)
    for date, day in enumerate(DAYS):
        bands = land.at(date, change)
        truth.append(bands)
        gain = random.uniform(0.8, 1.2, 3)[:, None, None]
        haze = random.uniform(0, 0.02) * np.array([0.5, 0.75, 1.0])[:, None, None]
        noise = 1 + 0.01 * random.standard_normal(bands.shape)
        write(os.path.join(folder, "observed", f"land_{day}.tif"), gain * (bands * noise + haze))
        write(os.path.join(folder, "true", f"land_{day}.tif"), bands * noise)
    return land, truth


def render(command, folder, scenes, method):
    """Frames of a render: dates by rows by columns by channels, code values."""
    out = os.path.join(folder, f"{scenes}-{method}")
    os.makedirs(out, exist_ok=True)
    config = os.path.join(out, "job.yaml")
    with open(config, "w") as file:
        file.write(f"""name: tone
scenes: [../{scenes}]
sources: [{{match: "*", bands: [red, green, blue], scale: 0.0001, nodata: 0}}]
grid: {{size: {WIDTH}x{HEIGHT}}}
coregister: {{model: off}}
look: {{deflicker: {method}, stretch: [{BLACK_WHITE[0]}, {BLACK_WHITE[1]}]{LOOK}}}
furniture: {{date: false, title: false, scale_bar: false, north_arrow: false, credit: false}}
pace: {{fps: variable}}
outputs: {{mp4: {{crf: 1, preset: veryfast}}, poster: false}}
output_dir: out
""")
    subprocess.run(command + ["render", config, "-q"], check=True, stdout=subprocess.DEVNULL)
    return decode(os.path.join(out, "out", "tone.mp4"), [])


def decode(video, filters):
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", video, "-fps_mode", "passthrough", *filters,
         "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH, 3).astype(float)


def deflickered(folder, frames):
    """ffmpeg's deflicker over the same frames."""
    data = np.clip(np.rint(frames), 0, 255).astype(np.uint8).tobytes()
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", "25",
         "-i", "-", "-vf", "format=yuv444p,deflicker=size=5,format=rgb24", "-f", "rawvideo", "-"],
        input=data, check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH, 3).astype(float)


def median(values):
    """The median of rounded values, interpolated as if each stood for an even spread of one unit."""
    middle = np.floor(np.median(values))
    below, at = np.mean(values < middle - 0.25), np.mean(np.abs(values - middle) <= 0.25)
    return middle - 0.5 + (0.5 - below) / at


def measure(frames, land, change):
    """Medians of luminance and channels over unchanged ground, and of luminance over changed ground, by date."""
    luminance = np.rint(frames @ np.array([0.2126, 0.7152, 0.0722]))
    medians = np.array([[median(luminance[t][land.unchanged])]
                        + [median(frames[t, ..., c][land.unchanged]) for c in range(3)] for t in range(len(frames))])
    where = land.plants if change == "harvest" else land.changed
    return medians, np.log([median(luminance[t][where]) for t in range(len(frames))])


def report(name, frames, land, change, truth_seen):
    medians, seen = measure(frames, land, change)
    steps = np.abs(np.diff(np.log(medians), axis=0))
    at = 7 if change == "harvest" else 6
    kept = contrast_kept(seen, truth_seen, at, change)
    print(f"{change:8} {name:22} {100 * steps[:, 0].max():6.2f} {100 * np.sqrt((steps[:, 0] ** 2).mean()):6.2f}   "
          f"{' '.join(f'{100 * s:6.2f}' for s in steps[:, 1:].max(axis=0))}   {100 * kept:6.0f}")


def contrast_kept(seen, truth, at, change):
    """The step of the changed area in the frames, as a part of the true step."""
    if change == "harvest":
        step, true = seen[at] - seen[at - 1], truth[at] - truth[at - 1]
    else:
        step = np.median(seen[at:]) - np.median(seen[:at])
        true = np.median(truth[at:]) - np.median(truth[:at])
    return step / true


def main():
    global LOOK
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jar", help="command that runs terralapse, instead of the launcher")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="folder for scenes and videos, kept")
    parser.add_argument("--methods", default="off,gain,full")
    parser.add_argument("--look", default="", help="further settings of look, after a comma")
    arguments = parser.parse_args()
    LOOK = arguments.look
    command = arguments.jar.split() if arguments.jar else [os.path.join(ROOT, "terralapse")]
    folder = arguments.keep or tempfile.mkdtemp(prefix="tone-")
    print("set      method                 luminance, %      red  green   blue   contrast kept, %")
    print("                                 max    rms       max    max    max")
    try:
        for change in ("change", "harvest"):
            place = os.path.join(folder, change)
            land, _ = make(place, change, arguments.seed)
            truth = render(command, place, "true", "off")
            seen = measure(truth, land, change)[1]
            report("truth", truth, land, change, seen)
            for method in arguments.methods.split(","):
                frames = render(command, place, "observed", method)
                report(f"deflicker: {method}", frames, land, change, seen)
                if method == "off":
                    if match_histograms:
                        matched = np.stack([match_histograms(frame, frames[0], channel_axis=-1) for frame in frames])
                        report("histogram matching", np.rint(matched), land, change, seen)
                    report("ffmpeg deflicker", deflickered(place, frames), land, change, seen)
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
