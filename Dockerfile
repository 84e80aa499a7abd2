# Terralapse as a container image: the application folder and what Debian's smallest image has, without the build's tools.
#
#   docker build -t terralapse .
#   docker run --rm --network none --user "$(id -u):$(id -g)" -v "$PWD:/work" terralapse render --if-changed
#
# The base is pinned by tag. To pin the digest as well, ask for it and pass it on:
#
#   docker buildx imagetools inspect debian:bookworm-20250520-slim --format '{{.Manifest.Digest}}'
#   docker build --build-arg BASE=debian@sha256:... -t terralapse .
#
# The files of the last layer have fixed times, owners and modes, and the same bytes for the same base and sources, but for the
# archive of class data: pass CLASSES to come close to that (see src/dist/class-data.sh). BuildKit gives the layers themselves
# a fixed time with --build-arg SOURCE_DATE_EPOCH=1767225600 --output type=image,rewrite-timestamp=true.
ARG BASE=debian:bookworm-20250520-slim

FROM ${BASE} AS build
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jdk-headless ca-certificates-java maven && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
ARG CLASSES=
ENV LC_ALL=C.UTF-8
RUN mvn -B -q -Pdist -Dfast -Dmaven.test.skip=true -Dassembly.skipAssembly=true -Ddist.package=false -Ddist.classes="$CLASSES" package
RUN mkdir -p /opt && cp -a target/dist/terralapse-*/ /opt/terralapse

FROM ${BASE}
COPY --from=build /opt/terralapse /opt/terralapse
ENV LC_ALL=C.UTF-8
ENV PATH=/opt/terralapse/bin:/usr/local/bin:/usr/bin:/bin
WORKDIR /work
# A number that no file belongs to; run with --user to own the outputs.
USER 10001:10001
ENTRYPOINT ["/opt/terralapse/bin/terralapse"]
CMD ["--help"]
