package io.terralapse.raster.format;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.access.NoSuchMemberException;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.image.ImageRaster;
import io.terralapse.raster.jp2.Jp2Raster;
import io.terralapse.raster.sidecar.SiblingReader;
import io.terralapse.raster.sidecar.SidecarGeoreference;
import io.terralapse.raster.sidecar.SidecarRaster;
import io.terralapse.raster.tiff.TiffRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Opens rasters of any supported format, which is detected by the first bytes of the file and not
 * by its name. Thread-safe.
 */
public final class RasterFormats implements RasterOpener {
  private static final int START_BYTES = 8;

  private final ByteOpener bytes;
  private final SiblingReader siblings;

  /** Opens the files by {@code bytes}. */
  public RasterFormats(ByteOpener bytes) {
    this.bytes = bytes;
    this.siblings = SiblingReader.of(bytes);
  }

  /** Opens the file with its mask, overviews and colours, in the file or beside it. */
  @Override
  public Raster open(Location location) throws IOException {
    return SidecarRaster.complete(openAlone(location), location, siblings, this::findSibling);
  }

  /**
   * A raster beside another. As of other sidecar files, none is looked for on servers, where each
   * lookup would cost a request.
   */
  private Optional<Raster> findSibling(Location sibling) throws IOException {
    if (sibling instanceof Location.Local local) {
      return Files.isRegularFile(local.file()) ? Optional.of(openAlone(sibling)) : Optional.empty();
    }
    if (!(sibling instanceof Location.Member)) {
      return Optional.empty();
    }
    ByteSource source;
    try {
      source = bytes.open(sibling);
    } catch (NoSuchMemberException e) {
      return Optional.empty();
    }
    return Optional.of(openAlone(source));
  }

  private Raster openAlone(Location location) throws IOException {
    return openAlone(bytes.open(location));
  }

  private static Raster openAlone(ByteSource source) throws IOException {
    byte[] start = start(source);
    if (Jp2Raster.isJp2(start)) {
      return Jp2Raster.openInColour(source);
    }
    return ImageRaster.isImage(start) ? ImageRaster.open(source) : TiffRaster.openInColour(source);
  }

  /** The header of the file, completed by its sidecar files. */
  @Override
  public RasterInfo info(Location location) throws IOException {
    return SidecarGeoreference.complete(RasterOpener.super.info(location), location, siblings);
  }

  /**
   * The format of a file, by its first bytes.
   *
   * @return TIFF for every file that is none of the other formats, also if it cannot be opened as
   *     one
   * @throws IOException if the file cannot be read
   */
  public RasterFormat formatOf(Location location) throws IOException {
    try (ByteSource source = bytes.open(location)) {
      return RasterFormat.of(start(source));
    }
  }

  private static byte[] start(ByteSource source) throws IOException {
    try {
      byte[] start = new byte[(int) Math.min(START_BYTES, source.size())];
      source.read(0, start, 0, start.length);
      return start;
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }
}
