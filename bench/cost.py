#!/usr/bin/env python3
"""What tone and furniture cost: processor time of whole runs with and without them, in turns, from an empty cache.

  bench/cost.py [--jar JAR] [--scenes FOLDER] [--pairs N] [--only tone,full,furniture] [--keep FOLDER]

FOLDER has scenes of make_scenes.py; without it, 36 dates of 2560 x 2560 pixels are made (2 min, 700 MB), of which 1280 x 720 are shown.

  tone       look.deflicker: gain against off
  full       look.deflicker: full against off
  furniture  title, subtitle, timeline, locator, coordinates, scale bar, arrow, credit and overlays against a frame without anything

Printed: the median of the processor seconds (user and system, the JVM's start and compiler included) of each, and the median of the
ratios of neighbouring runs. The two of a pair take turns in going first. Ends with 1 if tone costs 8 % or more, or furniture 10 %.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent
LIMITS = {"tone": 8, "full": 8, "furniture": 10}
PLAIN = """furniture: {date: false, title: false, scale_bar: false, north_arrow: false, credit: false, band_label: false}
"""
ALL = """title: A place in the plain
subtitle: Fields, towns and a river
furniture: {timeline: true, locator: country, coordinates: true, overlays: [{geojson: overlays.geojson}]}
"""


def overlays(te):
    """Labels, an outline and an arrow around the middle of the area, in degrees: near enough in this CRS, whose centre is 15 E, 46 N."""
    left, bottom, right, top = te
    lon = lambda x: 15 + (x - 500_000) / 77_300
    lat = lambda y: y / 111_150 + 0.03
    x = lambda share: lon(left + share * (right - left))
    y = lambda share: lat(bottom + share * (top - bottom))

    def feature(kind, coordinates, **properties):
        return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}

    features = [feature("Point", [x(s), y(0.35 + 0.3 * (i % 2))], label=f"Place {i + 1}") for i, s in enumerate((0.3, 0.45, 0.6, 0.7))]
    ring = [[x(0.4), y(0.4)], [x(0.6), y(0.4)], [x(0.6), y(0.6)], [x(0.4), y(0.6)], [x(0.4), y(0.4)]]
    features.append(feature("Polygon", [ring], stroke="#ffcc00", **{"fill-opacity": 0.1}))
    features.append(feature("LineString", [[x(0.2), y(0.5)], [x(0.38), y(0.5)]], arrow="end"))
    return {"type": "FeatureCollection", "features": features}


def run(options, folder, scenes, truth, extra):
    te = ", ".join(truth["te"].split())
    folder.mkdir(parents=True)
    (folder / "overlays.geojson").write_text(json.dumps(overlays([float(v) for v in truth["te"].split()])))
    config = folder / "cost.yaml"
    config.write_text(f"""name: cost
scenes: ["{scenes}"]
aoi: {{te: [{te}], te_srs: "{truth['te_srs']}"}}
grid: {{t_srs: "{truth['te_srs']}", tr: 10}}
select: {{max_cloud: 100}}
output_dir: out
{extra}""")
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    # What the launcher gives to a budget of 1 GiB.
    command = [java, "-Xms64m", "-Xmx500m", "-Xss1m", "-XX:-UsePerfData", "-XX:+UseG1GC", "-XX:ParallelGCThreads=2", "-XX:ConcGCThreads=1",
               "-Djava.awt.headless=true", "-cp", options.jar, "io.terralapse.App", "render", "-q", str(config)]
    figures = measure.run(command, str(folder / "log"))
    ledger = json.loads((folder / "out" / "cost.ledger.json").read_text())
    frames = len({scene["frameIndex"] for scene in ledger["scenes"] if scene.get("frameIndex") is not None})
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    return figures["cpuSeconds"], frames


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", default=str(HERE.parent / "target" / "terralapse.jar"), help="the jar, or a class path")
    parser.add_argument("--scenes")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--only", default="tone,full,furniture")
    parser.add_argument("--keep")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(options.keep or temporary).resolve()
        scenes = pathlib.Path(options.scenes).resolve() if options.scenes else work / "scenes"
        if not (scenes / "truth.json").exists():
            subprocess.run([sys.executable, str(HERE / "make_scenes.py"), str(scenes), "--count", "36", "--size", "2560"],
                           check=True, stdout=subprocess.DEVNULL)
        truth = json.loads((scenes / "truth.json").read_text())
        variants = {
            "tone": ("look: {deflicker: off}\n", "look: {deflicker: gain}\n"),
            "full": ("look: {deflicker: off}\n", "look: {deflicker: full}\n"),
            "furniture": (PLAIN, ALL),
        }
        run(options, work / "warm", scenes, truth, PLAIN)  # files into the system's cache
        exceeded = False
        for name in options.only.split(","):
            seconds = ([], [])
            for pair in range(options.pairs):
                for side in (0, 1) if pair % 2 == 0 else (1, 0):
                    spent, frames = run(options, work / f"{name}-{pair}-{side}", scenes, truth, variants[name][side])
                    seconds[side].append(spent)
            without, with_it = (statistics.median(s) for s in seconds)
            cost = 100 * (statistics.median(b / a for a, b in zip(*seconds)) - 1)
            exceeded |= cost >= LIMITS[name]
            spread = ", ".join(f"{100 * (b / a - 1):+.1f}" for a, b in zip(*seconds))
            print(f"{name:10s} {frames} dates  without {without:.1f} s, with {with_it:.1f} s of processor time: {cost:+.1f} %  (pairs: {spread})",
                  flush=True)
        return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
