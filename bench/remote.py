#!/usr/bin/python3
"""Reads cloud-optimised GeoTIFFs from nginx on this machine, and through a proxy that misbehaves.

usage: bench/remote.py [--windows N] [--seed N]

Needs Debian's nginx-light and python3-gdal. BENCH_DATA says where the files go (650 MB, made once in two minutes).

First it renders windows of 1920 x 1080 pixels at random places of three 10980 x 10980 bands, each with an empty cache, and compares what
nginx sent, headers included, with the tiles that cover the window. Then it renders one of them through a proxy that resets one connection in
five, answers 503 twice in a row and stalls once: the film has to come out the same.
"""

import argparse
import collections
import hashlib
import os
import pathlib
import random
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

import numpy as np
from osgeo import gdal, osr

SIDE, TILE, WIDTH, HEIGHT, PIXEL = 10980, 512, 1920, 1080, 10
LEFT, TOP = 500000, 5200020
BANDS = ("B02", "B03", "B04")
HERE = pathlib.Path(__file__).resolve().parent
NAME = "T33TWM_20240105T100031_{}.tif"

gdal.UseExceptions()


def make(folder):
    """Rough terrain that deflate can do little with, as real reflectance."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(4)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    for number, band in enumerate(BANDS):
        path = folder / NAME.format(band)
        if path.exists():
            continue
        wave = 900 + 400 * np.sin(rows / (150 + 40 * number)) * np.cos(columns / 210)
        pixels = np.clip(wave + rng.normal(0, 40, (SIDE, SIDE)), 1, 60000).astype(np.uint16)
        plain = gdal.GetDriverByName("MEM").Create("", SIDE, SIDE, 1, gdal.GDT_UInt16)
        plain.SetGeoTransform((LEFT, PIXEL, 0, TOP, 0, -PIXEL))
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(32633)
        plain.SetProjection(reference.ExportToWkt())
        plain.GetRasterBand(1).WriteArray(pixels)
        plain.GetRasterBand(1).SetNoDataValue(0)
        part = path.with_suffix(".part")
        options = ["COMPRESS=DEFLATE", "PREDICTOR=YES", f"BLOCKSIZE={TILE}", "OVERVIEWS=AUTO"]
        gdal.GetDriverByName("COG").CreateCopy(str(part), plain, options=options)
        part.rename(path)


def tiles(folder, column, row):
    """Bytes of the tiles that cover a window, all bands."""
    total = 0
    for band in BANDS:
        file = gdal.Open(str(folder / NAME.format(band)))
        data = file.GetRasterBand(1)
        for y in range(row // TILE, (row + HEIGHT - 1) // TILE + 1):
            for x in range(column // TILE, (column + WIDTH - 1) // TILE + 1):
                total += int(data.GetMetadataItem(f"BLOCK_SIZE_{x}_{y}", "TIFF"))
    return total


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    def __init__(self, root, work):
        self.port, self.log = free_port(), work / "access.log"
        conf = work / "nginx.conf"
        conf.write_text(
            f"worker_processes 1; daemon off; pid {work}/pid; error_log {work}/error.log;\n"
            "events { worker_connections 256; }\n"
            "http { log_format bytes '$bytes_sent'; "
            f"access_log {self.log} bytes;\n"
            f"client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;\n"
            f"uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;\n"
            f"server {{ listen 127.0.0.1:{self.port}; root {root}; keepalive_requests 100000; }} }}\n")
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([nginx, "-c", str(conf)], stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit("nginx did not start")

    def take(self):
        """Requests and bytes since the last call. nginx writes its log as answers end."""
        time.sleep(0.3)
        lines = self.log.read_text().split()
        self.log.write_text("")
        return len(lines), sum(map(int, lines))

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Proxy:
    """Hands every connection on to nginx, unless it is its turn to fail."""

    def __init__(self, target):
        self.target, self.port = target, free_port()
        self.faults = collections.Counter()
        self.connections = self.requests = 0
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with self.lock:
            self.connections += 1
            reset = self.connections % 5 == 0
        with client, socket.create_connection(("127.0.0.1", self.target)) as server:
            try:
                while self.answer(client, server, reset):
                    pass
            except OSError:
                pass

    def answer(self, client, server, reset):
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            piece = client.recv(65536)
            if not piece:
                return False
            request += piece
        with self.lock:
            self.requests += 1
            number = self.requests
        if number in (4, 5):
            self.faults["503"] += 1
            client.sendall(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
            return True
        server.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += server.recv(65536)
        head, body = answer.split(b"\r\n\r\n", 1)
        length = next(int(l[15:]) for l in head.split(b"\r\n") if l.lower().startswith(b"content-length:"))
        while len(body) < length:
            body += server.recv(1 << 20)
        client.sendall(head + b"\r\n\r\n" + body[: length // 2])
        if number == 8:
            self.faults["stall"] += 1
            time.sleep(60)
            return False
        if reset:
            self.faults["reset"] += 1
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        client.sendall(body[length // 2 :])
        # A connection serves a few requests, so that there are enough of them to reset.
        return number % 3 != 0


def render(work, port, column, row):
    """The film's hash and the seconds that it took, with an empty cache."""
    job = pathlib.Path(tempfile.mkdtemp(dir=work))
    left, top = LEFT + column * PIXEL, TOP - row * PIXEL
    scenes = "".join(f"  - http://127.0.0.1:{port}/{NAME.format(band)}\n" for band in BANDS)
    te = f"[{left}, {top - HEIGHT * PIXEL}, {left + WIDTH * PIXEL}, {top}]"
    (job / "config.yaml").write_text(
        f"name: remote\nscenes:\n{scenes}aoi: {{te: {te}, te_srs: 'EPSG:32633'}}\n"
        "access: {allow_private: true, timeout: 3s}\nselect: {max_cloud: 100}\n")
    begun = time.monotonic()
    run = subprocess.run(
        [str(HERE.parent / "terralapse"), "render", "-q", "config.yaml"],
        cwd=job, text=True, capture_output=True)
    if run.returncode != 0:
        sys.exit(f"terralapse ended with {run.returncode}: {run.stdout}{run.stderr}")
    seconds = time.monotonic() - begun
    film = hashlib.sha256((job / "output" / "remote.mp4").read_bytes()).hexdigest()
    shutil.rmtree(job)
    return film, seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--windows", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    data = pathlib.Path(os.environ.get("BENCH_DATA", "/tmp/terralapse-bench")) / "remote"
    make(data)
    rng = random.Random(options.seed)
    # The middle, one that begins where tiles do, and others.
    places = [((SIDE - WIDTH) // 2, (SIDE - HEIGHT) // 2), (8 * TILE, 8 * TILE)]
    while len(places) < options.windows:
        places.append((rng.randrange(SIDE - WIDTH), rng.randrange(SIDE - HEIGHT)))
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        os.chmod(work, 0o755)
        nginx = Nginx(data, work)
        try:
            for column, row in places:
                film, seconds = render(work, nginx.port, column, row)
                requests, sent = nginx.take()
                ratio = sent / tiles(data, column, row)
                worst = max(worst, ratio)
                print(f"window at {column:5} {row:5}: {requests:3} requests, {sent / 1e6:5.1f} MB, "
                      f"{ratio:.3f} of the tiles that cover it, {seconds:.1f} s")
            print(f"worst: {worst:.3f}")
            proxy = Proxy(nginx.port)
            column, row = places[0]
            sound, _ = render(work, nginx.port, column, row)
            poor, seconds = render(work, proxy.port, column, row)
            print(f"through the proxy: {proxy.connections} connections, {dict(proxy.faults)}, {seconds:.1f} s, "
                  + ("the same film" if poor == sound else "ANOTHER FILM"))
            if poor != sound:
                sys.exit(1)
        finally:
            nginx.stop()


if __name__ == "__main__":
    main()
