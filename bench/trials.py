#!/usr/bin/python3
"""Co-registration of real dates under made-up clouds, wedges and change, beside OpenCV's and scikit-image's, in one run.

usage: bench/trials.py [SCENES] [--trials 96] [--seed 1] [--alone] [--keep FOLDER]

SCENES is a folder of north-up GeoTIFFs of one place in one CRS, without holes; the sample scenes of the project without it. Needs Debian's
`python3-gdal python3-opencv python3-skimage`.

A trial is two different real dates, so that seasons and change are real, cut to the same 640 x 440 px of the ground that all dates share.
The content of the second is moved by up to 3 px each way (a phase ramp over its mirrored surroundings, no kernel), then damaged at random:
other land on up to 20 % of the frame, a lake grown over up to 15 %, soft-edged clouds and their shadows over up to 70 % that no mask tells,
gain, offset, gamma, noise, and a wedge of up to 40 % declared as no data. In about one trial of twenty the second date shows unrelated land
(mirrored), and the only right answer is to refuse.

Truth is the injected shift and where the two dates lie, which terralapse measured once on the whole scenes, undamaged and not moved. That
is not independent of it, and dates differ within the frame as well (0.17 px between halves of the samples), so an answer counts as wrong
only if it is more than 0.5 px off, and terralapse's RMSE is flattered by some hundredths of a pixel. Answers are for the frame's middle.

terralapse gets jobs of one reference and 24 damaged dates, up to three bands. It compares weak dates with neighbours in time as well, which
are other trials here; no setting turns that off, but --alone gives every trial a job of its own. The others get the first band of the same
pixels, no data being 0. ECC refuses where it does not converge, or also where its correlation ends below 0.5; phaseCorrelate
where its response is below 0.05; scikit-image never.

Columns: accepted; accepted and wrong, all accepted unrelated land included; worst error of accepted related ones; RMSE of the right ones;
refused although alignable, that is related, with clouds under 40 % and a wedge under 30 %. What terralapse got wrong or refused although
alignable is listed below. One seed gives the same pixels; --keep leaves pictures and pages in a new FOLDER.
"""
import argparse
import functools
import math
import pathlib
import sys
import tempfile

import numpy as np
from osgeo import gdal, gdal_array

from coregister import HERE, common, ecc, ours, phase, skimage
from make_scenes import enlarged, noise

SIZE = (640, 440)
MARGIN = 12  # what common() leaves around the ground that all dates share
LARGEST_PX, WRONG_PX = 3, 0.5
A_JOB = 24
SKY = 1024
PEERS = {
    "OpenCV ECC": ecc,
    "OpenCV ECC from 0.5": functools.partial(ecc, least=0.5),
    "OpenCV phaseCorrelate": functools.partial(phase, least=0.05),
    "scikit-image": skimage,
}


class Cut:
    """A window of a file on its own lattice: bands with MARGIN around them, and how far the lattice lies from the window's corner."""

    def __init__(self, path, corner):
        file = gdal.Open(str(path))
        t = file.GetGeoTransform()
        column, row = (corner[0] - t[0]) / t[1], (corner[1] - t[3]) / t[5]
        c, r = round(column), round(row)
        width, height = (side + 2 * MARGIN for side in SIZE)
        stored = file.ReadAsArray(c - MARGIN, r - MARGIN, width, height, band_list=[1, 2, 3][:file.RasterCount])
        self.type = stored.dtype
        self.around = stored.reshape(-1, height, width).astype(float)
        self.offset = (c - column, r - row)
        self.transform = (t[0] + c * t[1], t[1], 0, t[3] + r * t[5], 0, t[5])
        self.projection = file.GetProjection()

    def write(self, path, pixels):
        file = gdal_array.OpenArray(pixels.astype(self.type))
        file.SetGeoTransform(self.transform)
        file.SetProjection(self.projection)
        gdal.Translate(str(path), file, format="GTiff", noData=0)


def shifted(around, dx, dy):
    """The content moved right by dx and down by dy, without its margin. Mirrored both ways the field is periodic and has no jumps."""
    height, width = around.shape[1:]
    field = np.pad(around, ((0, 0), (0, height), (0, width)), mode="symmetric")
    ramp = np.exp(-2j * np.pi * (np.fft.fftfreq(2 * height)[:, None] * dy + np.fft.rfftfreq(2 * width)[None, :] * dx))
    field = np.fft.irfft2(np.fft.rfft2(field) * ramp, s=field.shape[1:])
    return field[:, MARGIN:height - MARGIN, MARGIN:width - MARGIN]


def add_clouds(rng, land, share, white):
    """Soft-edged clouds, small or large, that cover a share of the frame by more than half, and their shadows."""
    height, width = land.shape[1:]
    field = enlarged(noise(rng, SKY // 2, rng.uniform(1.5, 1.9), low_cut=rng.uniform(2, 10)), SKY)
    top, left = (SKY - height) // 2, (SKY - width) // 2
    frame = np.s_[top:top + height, left:left + width]
    opacity = np.clip((field - np.quantile(field[frame], 1 - share)) * rng.uniform(0.8, 2.4) + 0.5, 0, 1)
    shade = np.roll(opacity, rng.integers(-60, 61, 2), (0, 1))[frame] * rng.uniform(0.25, 0.5)
    opacity = opacity[frame]
    brightness = white * (0.9 + 0.05 * enlarged(noise(rng, SKY // 2, 1.3), SKY)[:height, :width])
    land += (brightness - land) * opacity - shade * (1 - opacity) * land


def add_lake(rng, land, share):
    """Flat water with a winding shore, as dark as the darkest of the land."""
    height, width = land.shape[1:]
    y, x = np.mgrid[0:height, 0:width]
    y, x = y - rng.uniform(0.2, 0.8) * height, x - rng.uniform(0.2, 0.8) * width
    angle = np.arctan2(y, x)
    shore = 1 + 0.2 * np.sin(5 * angle + rng.uniform(0, 6)) + 0.1 * np.sin(11 * angle + rng.uniform(0, 6))
    water = np.hypot(x, y) < math.sqrt(share * height * width / math.pi) * shore
    land[:, water] = np.percentile(land, 2, axis=(1, 2))[:, None]


def add_change(rng, land, share, elsewhere):
    """A rectangle of other land."""
    height, width = land.shape[1:]
    stretch = math.sqrt(share) * rng.uniform(0.6, 1.6)
    h, w = round(height * stretch), round(width * share / stretch)
    top, left = int(rng.integers(height - h)), int(rng.integers(width - w))
    land[:, top:top + h, left:left + w] = elsewhere[:, top:top + h, left:left + w]


def add_wedge(rng, pixels, share):
    """No data on one side of a slanted line."""
    angle = rng.uniform(0, 2 * math.pi)
    y, x = np.mgrid[0:pixels.shape[1], 0:pixels.shape[2]]
    side = x * math.cos(angle) + y * math.sin(angle)
    pixels[:, side < np.quantile(side, share)] = 0


def damaged(rng, land, white, most):
    """The land as whole numbers from 1 to most, 0 where it has no data, and what was done to it."""
    deviation, mean = land.std(axis=(1, 2), keepdims=True), land.mean(axis=(1, 2), keepdims=True)
    change, clouds = functools.partial(add_change, elsewhere=land[:, ::-1].copy()), functools.partial(add_clouds, white=white)
    done = {}
    for what, odds, largest, add in (("change", 0.35, 0.2, change), ("lake", 0.35, 0.15, add_lake), ("clouds", 0.7, 0.7, clouds)):
        if rng.random() < odds:
            done[what] = rng.uniform(0, largest)
            add(rng, land, done[what])
    done["gain"] = rng.uniform(0.6, 1.4)
    done["offset"] = rng.uniform(-0.5, 0.5)
    land = mean + (land - mean) * done["gain"] + deviation * done["offset"]
    if rng.random() < 0.35:
        done["gamma"] = rng.uniform(0.6, 1.6)
        land = white * (np.maximum(land, 0) / white) ** done["gamma"]
    done["noise"] = rng.uniform(0.02, 0.15)
    land += deviation * done["noise"] * rng.standard_normal(land.shape)
    pixels = np.clip(np.rint(land), 1, most)
    if rng.random() < 0.35:
        done["wedge"] = rng.uniform(0, 0.4)
        add_wedge(rng, pixels, done["wedge"])
    return pixels, done


class Trial:
    """One pair; writes the damaged date and asks the peers."""

    def __init__(self, number, seed, files, first, corner, place, folder):
        rng = np.random.default_rng([seed, 1, number])
        second = [path for path in files if path != first][rng.integers(len(files) - 1)]
        self.number, self.dates = number, f"{first.stem} and {second.stem}"
        self.name = f"t_{2001 + number % A_JOB}0101"
        a, b = Cut(first, corner), Cut(second, corner)
        self.related = rng.random() >= 0.05
        if not self.related:
            # Never upside down only: that is what a changed patch shows.
            b.around = b.around[:, ::rng.choice([1, -1]), ::-1]
        shift = [float(v) for v in rng.uniform(-LARGEST_PX, LARGEST_PX, 2)]
        self.truth = [shift[i] + place[second.stem][i] - place[first.stem][i] for i in (0, 1)]
        most = np.iinfo(b.type).max
        white = np.minimum(np.percentile(b.around, 99.9, axis=(1, 2), keepdims=True) * 1.2, most)
        pixels, self.done = damaged(rng, shifted(b.around, *shift), white, most)
        reference = a.around[:, MARGIN:-MARGIN, MARGIN:-MARGIN]
        a.write(folder / "ref_20000101.tif", reference)
        b.write(folder / f"{self.name}.tif", pixels)
        self.answers = {}
        for label, method in PEERS.items():
            answer = method(reference[0].astype(np.float32), pixels[0].astype(np.float32))
            self.answers[label] = answer and [answer[i] + b.offset[i] - a.offset[i] for i in (0, 1)]

    def alignable(self):
        return self.related and self.done.get("clouds", 0) < 0.4 and self.done.get("wedge", 0) < 0.3

    def error(self, label):
        return math.dist(self.answers[label], self.truth) if self.related else math.inf

    def __str__(self):
        done = ", ".join(f"{what} {amount:.2f}" for what, amount in self.done.items())
        told = "{:+.3f} {:+.3f}".format(*self.answers["terralapse"]) if self.answers["terralapse"] else "refused"
        truth = "{:+.3f} {:+.3f}".format(*self.truth) if self.related else "unrelated"
        return f"trial {self.number}, {self.dates}: {done}; truth {truth}, terralapse {told}"


def show(label, trials):
    errors = [trial.error(label) for trial in trials if trial.answers[label]]
    right = [e for e in errors if e <= WRONG_PX]
    worst = max((e for e in errors if e < math.inf), default=math.nan)
    rmse = math.sqrt(sum(e * e for e in right) / len(right)) if right else math.nan
    refused = [not trial.answers[label] for trial in trials if trial.alignable()]
    print(f"{label:24}{len(errors):9}{len(errors) - len(right):7}{worst:10.3f}{rmse:9.3f}{f'{sum(refused)} of {len(refused)}':>20}")


def run(files, options, work):
    """All trials with their answers. A job's trials share a reference and a window."""
    te, *size = common(files)
    pixel, room = (te[2] - te[0]) / size[0], [size[i] - SIZE[i] for i in (0, 1)]
    if min(room) < 0:
        sys.exit(f"the dates share only {size[0]} x {size[1]} px")
    work.mkdir(parents=True, exist_ok=True)
    place, _ = ours(files[0].parent, files[0].stem, work, te)
    place[files[0].stem] = (0.0, 0.0)
    files = [path for path in files if path.stem in place]
    references = np.random.default_rng([options.seed, 0]).permutation(len(files))
    trials = []
    for job in range(math.ceil(options.trials / A_JOB)):
        rng = np.random.default_rng([options.seed, 2, job])
        corner = te[0] + rng.integers(room[0] + 1) * pixel, te[3] - rng.integers(room[1] + 1) * pixel
        first = files[references[job % len(files)]]
        numbers = range(job * A_JOB, min(options.trials, (job + 1) * A_JOB))
        for group in ([n] for n in numbers) if options.alone else [numbers]:
            folder, out = work / f"trials-{group[0]}", work / f"run-{group[0]}"
            folder.mkdir()
            out.mkdir()
            trials += [Trial(number, options.seed, files, first, corner, place, folder) for number in group]
            found, _ = ours(folder, "ref_20000101", out)
            for trial in trials[-len(group):]:
                trial.answers["terralapse"] = found.get(trial.name)
    return trials


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("scenes", nargs="?", default=str(HERE.parent / "scenes"))
    parser.add_argument("--trials", type=int, default=96)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="a job for every trial, without neighbours in time")
    parser.add_argument("--keep", metavar="FOLDER", help="a new folder to leave the pictures in")
    options = parser.parse_args()
    files = sorted(pathlib.Path(options.scenes).resolve().glob("*.tif"))
    print(f"{options.trials} trials on {len(files)} dates, {SIZE[0]} x {SIZE[1]} px, seed {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        trials = run(files, options, pathlib.Path(options.keep or folder).resolve())
    print(f"{sum(not trial.related for trial in trials)} of unrelated land")
    print(f"{'method':24}{'accepted':>9}{'wrong':>7}{'worst px':>10}{'RMSE px':>9}{'refused, alignable':>20}")
    for label in ["terralapse", *PEERS]:
        show(label, trials)
    for trial in trials:
        if trial.error("terralapse") > WRONG_PX if trial.answers["terralapse"] else trial.alignable():
            print(trial)


if __name__ == "__main__":
    main()
