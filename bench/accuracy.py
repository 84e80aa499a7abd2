#!/usr/bin/python3
"""Compares a ledger's shifts with the truth.

usage: accuracy.py LEDGER.json TRUTH.json

Shifts are relative to the ledger's reference date, so that date's own true shift is subtracted. Prints one line a date and
the root mean square of the error's length over the accepted dates; ends with 1 if a target of the design is missed (RMSE at
most 0.05 px, none accepted and wrong by more than 0.5 px, at most 2 refused).
"""
import json
import math
import pathlib
import sys

MAX_RMSE_PX, MAX_ERROR_PX, MAX_REFUSED = 0.05, 0.5, 2


def file_of(scene):
    """The file name of a ledger's scene: of its first asset, or of the entry itself."""
    assets = scene.get("assets") or []
    first = assets[0] if assets else scene.get("file") or scene["id"]
    if isinstance(first, dict):
        first = next(str(first[k]) for k in ("path", "file", "href", "asset", "name") if first.get(k))
    return pathlib.PurePath(first).name


def flat(scene):
    """Status and shift of a scene, whether they stand in `shift` (our ledger) or in the entry itself (a peer's)."""
    shift = scene.get("shift") or scene
    return shift["status"], shift["dxPx"], shift["dyPx"]


def compare(ledger, truth):
    """Rows (file, status, error length or None) and the summary, for two parsed JSON documents."""
    true = {pathlib.PurePath(s["file"]).stem: (s["dxPx"], s["dyPx"]) for s in truth["scenes"]}
    entries = [(file_of(s), *flat(s)) for s in ledger["scenes"]]
    anchors = [true[pathlib.PurePath(name).stem] for name, status, _, _ in entries if status == "reference"]
    ax, ay = anchors[0] if anchors else (0.0, 0.0)
    rows = []
    for name, status, dx, dy in entries:
        tx, ty = true[pathlib.PurePath(name).stem]
        error = math.hypot(dx - (tx - ax), dy - (ty - ay)) if status == "aligned" else None
        rows.append((name, status, error))
    errors = [e for _, _, e in rows if e is not None]
    return rows, {
        "accepted": len(errors),
        "refused": sum(status == "refused" for _, status, _ in rows),
        "rmsePx": math.sqrt(sum(e * e for e in errors) / len(errors)) if errors else math.nan,
        "worstPx": max(errors, default=math.nan),
        "wrong": sum(e > MAX_ERROR_PX for e in errors),
    }


def sentence(summary):
    return (f"{summary['accepted']} accepted, RMSE {summary['rmsePx']:.4f} px, worst {summary['worstPx']:.4f} px, "
            f"{summary['wrong']} wrong by more than {MAX_ERROR_PX} px, {summary['refused']} refused")


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    ledger, truth = (json.loads(pathlib.Path(p).read_text(encoding="utf-8")) for p in sys.argv[1:])
    rows, summary = compare(ledger, truth)
    for name, status, error in rows:
        print(f"{name}  {status:9}  {'' if error is None else f'{error:.4f} px'}")
    print(sentence(summary))
    good = summary["rmsePx"] <= MAX_RMSE_PX and summary["wrong"] == 0 and summary["refused"] <= MAX_REFUSED
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
