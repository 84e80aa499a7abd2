#!/usr/bin/python3
"""Accuracy of co-registration on real dates, beside OpenCV's and scikit-image's, in one run.

usage: bench/coregister.py [SCENES] [--seed N] [--only-closure | --only-injected]
       bench/coregister.py --registered FOLDER
       bench/coregister.py --sentinel2 FOLDER TILE
       bench/coregister.py --speed SCENES

SCENES is a folder of north-up GeoTIFFs of one place in one CRS; the sample scenes of the project without it. Needs Debian's
`python3-gdal python3-opencv python3-skimage`.

Injected error: every date but the first is read as it is, and with its origin moved by a random shift of up to 2.5 px. No pixel is
touched, so the truth is exact: error = (shift when moved - shift as it is) - injected. This measures precision across real seasons and
change, not bias.

Closure: every date is the reference once; for every three dates a, b, c the accepted raw shifts a to b, b to c and c to a
should add up to nothing. A method that follows something else than the land does not close. Then the left half of the frame
against the right half.

--sentinel2 measures closure and halves on the dates of one tile of Sentinel-2 (folders called S2?_TILE_DATE_* with B04, B03, B02 and SCL),
clouds counted as no data. Its dates share one geometry, so that what is left is the method's own error.

--registered compares with pairs that others have registered, city by city (the layout of the OSCD collection).

--speed takes scenes of make_scenes.py and tells the seconds that a pair of 1920 x 1080 native pixels takes without reading: for terralapse
the difference between a run that finds its windows in the cache, and one that finds its edges there as well.
"""
import argparse
import itertools
import json
import math
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import cv2
import numpy as np
from osgeo import gdal, gdal_array
from skimage.registration import phase_cross_correlation

HERE = pathlib.Path(__file__).resolve().parent
LARGEST_PX = 2.5
PIXEL = 1.0
gdal.UseExceptions()


def moved(source, target, dx, dy):
    """A copy whose content lies dx right of and dy below where it was, by its origin alone."""
    copy = gdal.Translate(str(target), str(source), format="GTiff")
    t = copy.GetGeoTransform()
    copy.SetGeoTransform((t[0] + dx * t[1], t[1], 0, t[3] + dy * t[5], 0, t[5]))
    copy.FlushCache()


def ours(folder, reference, work, te=None, model="auto"):
    """Accepted shifts by file name, in source pixels, and the seconds that the whole command took."""
    config = work / "config.yaml"
    area = f"aoi: {{te: [{', '.join(map(str, te))}]}}\n" if te else ""
    config.write_text(
        f"name: bench\nscenes: ['{folder}']\n{area}"
        "select: {max_cloud: 100, min_coverage: 0}\n"
        f"coregister: {{reference: '{reference}', model: {model}}}\noutput_dir: '{work}/out'\ncache: {{dir: '{work}/cache'}}\n")
    begun = time.monotonic()
    run = subprocess.run([str(HERE.parent / "terralapse"), "align", "--json", str(config)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stdout + run.stderr)
    seconds = time.monotonic() - begun
    dates = json.loads(run.stdout)["dates"]
    return {date["id"]: (date["dxPx"], date["dyPx"]) for date in dates if date["status"] == "aligned"}, seconds


def picture(path, te):
    """The first band of the window on the file's own pixels, as floats, and how far its lattice lies from te's corner."""
    file = gdal.Open(str(path))
    t = file.GetGeoTransform()
    column, row = (te[0] - t[0]) / t[1], (te[3] - t[3]) / t[5]
    width, height = round((te[2] - te[0]) / t[1]), round((te[1] - te[3]) / t[5])
    c, r = round(column), round(row)
    pixels = file.GetRasterBand(1).ReadAsArray(c, r, width, height).astype(np.float32)
    return pixels, c - column, r - row


def ecc(a, b, least=-1.0):
    """None where it does not converge, or ends with a smaller correlation than the least."""
    matrix = np.eye(2, 3, dtype=np.float32)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 200, 1e-6)
    try:
        correlation, matrix = cv2.findTransformECC(a, b, matrix, cv2.MOTION_TRANSLATION, stop, None, 5)
    except cv2.error:
        return None
    if correlation < least:
        return None
    return float(matrix[0, 2]), float(matrix[1, 2])


def phase(a, b, least=-1.0):
    """None where the response is smaller than the least."""
    hanning = cv2.createHanningWindow(a.shape[::-1], cv2.CV_64F)
    (dx, dy), response = cv2.phaseCorrelate(a.astype(np.float64), b.astype(np.float64), hanning)
    return (dx, dy) if response >= least else None


def skimage(a, b):
    shift = phase_cross_correlation(b, a, upsample_factor=100, normalization=None, return_error=False)
    return float(shift[1]), float(shift[0])


PEERS = {"OpenCV ECC": ecc, "OpenCV phaseCorrelate": phase, "scikit-image": skimage}


def peer(method, reference, target, te):
    """A peer's answer in our sign, the lattices' difference taken into account."""
    a, ax, ay = picture(reference, te)
    b, bx, by = picture(target, te)
    begun = time.monotonic()
    shift = method(a, b)
    seconds = time.monotonic() - begun
    return (None if shift is None else (shift[0] + bx - ax, shift[1] + by - ay)), seconds


def common(files):
    """The area that all files share, less a margin for shifts."""
    boxes = []
    for path in files:
        file = gdal.Open(str(path))
        t = file.GetGeoTransform()
        boxes.append((t[0], t[3] + t[5] * file.RasterYSize, t[0] + t[1] * file.RasterXSize, t[3], t[1]))
    pixel = boxes[0][4]
    margin = 12 * pixel
    left, bottom = max(b[0] for b in boxes) + margin, max(b[1] for b in boxes) + margin
    right, top = min(b[2] for b in boxes) - margin, min(b[3] for b in boxes) - margin
    width, height = int((right - left) / pixel) // 2 * 2, int((top - bottom) / pixel) // 2 * 2
    return (left, top - height * pixel, left + width * pixel, top), width, height


def injected(files, te, work, seed):
    rng = random.Random(seed)
    folder = work / "moved"
    folder.mkdir()
    shutil.copy(files[0], folder)
    truth = {}
    for path in files[1:]:
        truth[path.stem] = (rng.uniform(-LARGEST_PX, LARGEST_PX), rng.uniform(-LARGEST_PX, LARGEST_PX))
        moved(path, folder / path.name, *truth[path.stem])
    reference = files[0].stem
    (work / "a").mkdir()
    (work / "b").mkdir()
    plain, seconds = ours(files[0].parent, reference, work / "a", te)
    shifted, _ = ours(folder, reference, work / "b", te)
    errors = [
        math.dist((shifted[n][0] - plain[n][0], shifted[n][1] - plain[n][1]), truth[n])
        for n in truth if n in plain and n in shifted]
    print(f"{'method':24}{'accepted':>9}{'RMSE px':>9}{'worst px':>9}{'s a pair':>9}")
    show("terralapse", errors, len(truth), seconds / len(truth))
    for name, method in PEERS.items():
        errors, spent = [], 0
        for path in files[1:]:
            a, s = peer(method, files[0], path, te)
            b, _ = peer(method, files[0], folder / path.name, te)
            spent += s
            if a and b:
                errors.append(math.dist((b[0] - a[0], b[1] - a[1]), truth[path.stem]))
        show(name, errors, len(truth), spent / len(truth))
    print("terralapse's seconds are those of the whole command, from files to page")


def show(name, errors, total, seconds):
    rmse = math.sqrt(sum(e * e for e in errors) / len(errors)) if errors else math.nan
    print(f"{name:24}{f'{len(errors)}/{total}':>9}{rmse:9.3f}{max(errors, default=math.nan):9.3f}{seconds:9.2f}")


def closure(files, te, work):
    names = [path.stem for path in files]
    edges = {}
    for number, name in enumerate(names):
        folder = work / f"r{number}"
        folder.mkdir()
        found, _ = ours(files[0].parent, name, folder, te)
        edges.update({(name, other): shift for other, shift in found.items()})
    print_closure("terralapse", names, edges)
    for label, method in PEERS.items():
        edges = {}
        for a, b in itertools.permutations(files, 2):
            shift, _ = peer(method, a, b, te)
            if shift:
                edges[a.stem, b.stem] = shift
        print_closure(label, names, edges)


def print_closure(label, names, edges):
    sums = []
    for a, b, c in itertools.combinations(names, 3):
        ring = [(a, b), (b, c), (c, a)]
        if all(edge in edges for edge in ring):
            sums.append(math.hypot(sum(edges[e][0] for e in ring), sum(edges[e][1] for e in ring)))
    if sums:
        print(f"{label:24}closure of {len(sums)} triples: median {np.median(sums):.3f} px, 95 % within {np.percentile(sums, 95):.3f} px")
    else:
        print(f"{label:24}no triple was accepted whole")


def halves(files, te, work):
    """The left half of the frame should say what the right half says."""
    middle = te[0] + round((te[2] - te[0]) / 2 / PIXEL) * PIXEL
    sides = {}
    for name, box in {"left": (te[0], te[1], middle, te[3]), "right": (middle, te[1], te[2], te[3])}.items():
        folder = work / name
        folder.mkdir()
        for path in files:
            # Whole pixels of each file's own lattice, nothing resampled.
            file = gdal.Open(str(path))
            t = file.GetGeoTransform()
            column, row = round((box[0] - t[0]) / t[1]), round((box[3] - t[3]) / t[5])
            width, height = round((box[2] - box[0]) / t[1]), round((box[1] - box[3]) / t[5])
            gdal.Translate(str(folder / path.name), file, srcWin=[column, row, width, height])
        (work / f"{name}-run").mkdir()
        sides[name], _ = ours(folder, files[0].stem, work / f"{name}-run")
        sides[name, "peers"] = {
            label: {p.stem: peer(method, folder / files[0].name, folder / p.name, whole(folder / files[0].name, 12))[0] for p in files[1:]}
            for label, method in PEERS.items()}
    show_halves("terralapse", sides["left"], sides["right"])
    for label in PEERS:
        show_halves(label, sides["left", "peers"][label], sides["right", "peers"][label])


def show_halves(label, left, right):
    apart = [math.dist(left[n], right[n]) for n in left if left[n] and right.get(n)]
    if apart:
        print(f"{label:24}left against right half, {len(apart)} dates: median {np.median(apart):.3f} px, worst {max(apart):.3f} px")
    else:
        print(f"{label:24}no date was accepted in both halves")


def whole(path, margin):
    """A file's extent less a margin of pixels."""
    file = gdal.Open(str(path))
    t = file.GetGeoTransform()
    return (t[0] + margin * t[1], t[3] + (file.RasterYSize - margin) * t[5],
            t[0] + (file.RasterXSize - margin) * t[1], t[3] + margin * t[5])


def registered(folder, work):
    """Pairs of cities that others have registered: FOLDER/CITY/{imgs_1,imgs_2}/*.tif before, CITY/pair/img{1,2}.png after.

    What they moved is found by comparing each date with itself, before and after, which any method does well.
    """
    for city in sorted(p for p in pathlib.Path(folder).resolve().iterdir() if p.is_dir()):
        truth = None
        if (city / "pair").is_dir():
            moves = []
            for number in (1, 2):
                before = gdal.Open(str(sorted((city / f"imgs_{number}").glob("*B04.tif"))[0])).ReadAsArray().astype(np.float32)
                after = gdal.Open(str(city / "pair" / f"img{number}.png")).ReadAsArray()[0].astype(np.float32)
                rows, columns = min(before.shape[0], after.shape[0]), min(before.shape[1], after.shape[1])
                moves.append(skimage(after[:rows, :columns], before[:rows, :columns]))
            truth = (moves[1][0] - moves[0][0], moves[1][1] - moves[0][1])
        scenes = work / city.name
        scenes.mkdir()
        files = []
        for number, day in ((1, "2015-01-01"), (2, "2018-01-01")):
            bands = sorted((city / f"imgs_{number}").glob("*.tif"), reverse=True)
            stack = gdal.BuildVRT("", [str(b) for b in bands], separate=True)
            # Degrees count as pixels here: the same lattice, ten metres apart.
            path = scenes / f"{city.name}_{day.replace('-', '')}.tif"
            size = [500000, 4000000, 500000 + 10 * stack.RasterXSize, 4000000 - 10 * stack.RasterYSize]
            gdal.Translate(str(path), stack, outputSRS="EPSG:32631", outputBounds=size)
            files.append(path)
        (work / f"{city.name}-run").mkdir()
        found, _ = ours(scenes, files[0].stem, work / f"{city.name}-run")
        answers = {"terralapse": found.get(files[1].stem)}
        for label, method in PEERS.items():
            answers[label], _ = peer(method, files[0], files[1], whole(files[0], 12))
        print(f"{city.name}: others moved it by " + (f"{truth[0]:+.3f}, {truth[1]:+.3f} px" if truth else "nothing known"))
        for label, answer in answers.items():
            told = f"{answer[0]:+.3f}, {answer[1]:+.3f} px" if answer else "refused"
            off = f", {math.dist(answer, truth):.3f} px apart" if answer and truth else ""
            print(f"  {label:22}{told}{off}")


def sentinel2(folder, tile, work):
    """Stacks of one tile's dates, least clouded first; what its classes call no data, cloud or shadow is 0."""
    stacks = work / "stacks"
    stacks.mkdir()
    clear = []
    for item in sorted(pathlib.Path(folder).resolve().glob(f"S2?_{tile}_*")):
        bands = [gdal.Open(str(item / f"{name}.tif")) for name in ("B04", "B03", "B02")]
        classes = gdal.Open(str(item / "SCL.tif"))
        unclear = np.isin(classes.ReadAsArray(), [0, 1, 3, 8, 9, 10])
        pixels = np.stack([band.ReadAsArray() for band in bands])
        pixels[:, unclear] = 0
        path = stacks / f"{tile}_{item.name.split('_')[2]}.tif"
        stack = gdal_array.OpenArray(pixels, bands[0])
        gdal.Translate(str(path), stack, format="GTiff", noData=0)
        clear.append((unclear.mean(), path))
    return [path for _, path in sorted(clear)]


def speed(folder, work, rounds=3):
    """Seconds a pair, without reading, best of some rounds that take turns."""
    folder = pathlib.Path(folder).resolve()
    te = [float(v) for v in json.loads((folder / "truth.json").read_text())["te"].split()]
    files = sorted(folder.glob("*.tif"))
    ours(folder, files[0].stem, work, te)
    cold, warm = [], []
    for _ in range(rounds):
        shutil.rmtree(work / "cache" / "edges")
        cold.append(ours(folder, files[0].stem, work, te)[1])
        warm.append(ours(folder, files[0].stem, work, te)[1])
    print(f"{len(files) - 1} pairs, features of {len(files)} dates")
    print(f"{'terralapse':24}{(min(cold) - min(warm)) / (len(files) - 1):9.3f} s a pair, all processors")
    for name, method in PEERS.items():
        spent = [peer(method, files[0], path, te)[1] for path in files[1:7]]
        print(f"{name:24}{sum(spent) / len(spent):9.3f} s a pair, one band")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("scenes", nargs="?", default=str(HERE.parent / "scenes"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only-closure", action="store_true")
    parser.add_argument("--only-injected", action="store_true")
    parser.add_argument("--sentinel2", nargs=2, metavar=("FOLDER", "TILE"), help="closure and halves of one tile's dates, and nothing else")
    parser.add_argument("--registered", metavar="FOLDER", help="compare with pairs that others have registered, and do nothing else")
    parser.add_argument("--speed", metavar="SCENES", help="time a pair without reading, and do nothing else")
    options = parser.parse_args()
    if options.speed:
        with tempfile.TemporaryDirectory() as folder:
            speed(options.speed, pathlib.Path(folder))
        return
    if options.registered:
        with tempfile.TemporaryDirectory() as folder:
            registered(options.registered, pathlib.Path(folder))
        return
    global PIXEL
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        tile = options.sentinel2
        files = sentinel2(*tile, work) if tile else sorted(pathlib.Path(options.scenes).resolve().glob("*.tif"))
        te, width, height = common(files)
        PIXEL = (te[2] - te[0]) / width
        print(f"{len(files)} dates, {width} x {height} px, reference {files[0].stem}, seed {options.seed}")
        if not options.only_closure and not tile:
            injected(files, te, work, options.seed)
        if not options.only_injected:
            closure(files, te, work)
            halves(files, te, work)


if __name__ == "__main__":
    main()
