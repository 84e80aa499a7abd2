package io.terralapse.raster.sidecar;

import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.colour.ColourTable;
import io.terralapse.raster.colour.PictureRaster;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What files beside a raster add to its pixels: overviews ({@code .ovr}), a mask ({@code .msk}),
 * and a colour table ({@code .aux.xml}). Stateless.
 */
public final class SidecarRaster {
  /** Ending of a file of overviews, after the name of the raster. */
  public static final String OVERVIEWS = ".ovr";

  /** Ending of a mask, after the name of the raster. */
  public static final String MASK = ".msk";

  private SidecarRaster() {}

  /** Where the files are that would change the pixels of a raster; few of them exist. */
  public static List<Location> files(Location raster) {
    return raster instanceof Location.Remote
        ? List.of()
        : Stream.of(OVERVIEWS, MASK, MASK + OVERVIEWS, SidecarGeoreference.AUX_XML)
            .map(ending -> raster.sibling(raster.name() + ending))
            .toList();
  }

  /** Opens rasters beside a raster. */
  @FunctionalInterface
  public interface SiblingOpener {
    /**
     * Opens a raster without its own sidecar files.
     *
     * @return empty if there is no such file, or it is on a server
     */
    Optional<Raster> open(Location sibling) throws IOException;
  }

  /**
   * Completes a raster; closes it if that fails.
   *
   * @param file the raster without sidecar files, in colour
   * @param location its location
   */
  public static Raster complete(
      Raster file, Location location, SiblingReader siblings, SiblingOpener opener)
      throws IOException {
    Raster made = file;
    try {
      String name = location.name();
      if (name.endsWith(OVERVIEWS) || name.endsWith(MASK)) {
        return file;
      }
      Optional<ColourTable> own = findTable(file);
      boolean indexed = isIndexed(file.info());
      // Of other rasters, the document says nothing that matters here.
      Optional<PamDocument> pam =
          indexed || own.isPresent()
              ? SidecarGeoreference.pam(location, siblings)
              : Optional.empty();
      Optional<ColourTable> table =
          pam.filter(document -> indexed).flatMap(PamDocument::findColourTable).or(() -> own);
      made = withOverviews(table.isPresent() ? stored(file) : file, location, opener);
      if (table.isPresent()) {
        OptionalDouble declared = pam.map(PamDocument::findNodata).orElse(OptionalDouble.empty());
        made =
            PictureRaster.of(
                made,
                table.get(),
                declared.isPresent() && !file.info().internalMask()
                    ? declared
                    : file.info().decisiveNodata());
      }
      made = withMask(made, location, opener);
      return NodataTuple.of(made);
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  /** True for one band (and perhaps alpha) of integers that can be indices. */
  private static boolean isIndexed(RasterInfo info) {
    int colours = info.bands().size() - (info.alphaBand().isPresent() ? 1 : 0);
    return colours == 1
        && (info.sampleType() == SampleType.UINT8 || info.sampleType() == SampleType.UINT16);
  }

  private static Optional<ColourTable> findTable(Raster raster) {
    return raster instanceof PictureRaster picture ? picture.findTable() : Optional.empty();
  }

  private static Raster stored(Raster raster) {
    return raster instanceof PictureRaster picture ? picture.stored() : raster;
  }

  private static Raster withOverviews(Raster raster, Location location, SiblingOpener opener)
      throws IOException {
    if (raster.info().levels().size() > 1) {
      return raster;
    }
    Optional<Raster> overviews = opener.open(location.sibling(location.name() + OVERVIEWS));
    if (overviews.isEmpty()) {
      return raster;
    }
    boolean plain = raster.info().picture().isEmpty();
    return OverviewRaster.of(raster, plain ? stored(overviews.get()) : overviews.get());
  }

  private static Raster withMask(Raster raster, Location location, SiblingOpener opener)
      throws IOException {
    if (raster.info().internalMask()) {
      return raster;
    }
    String name = location.name() + MASK;
    Location file = location.sibling(name);
    Optional<Raster> mask = opener.open(file);
    return mask.isEmpty()
        ? raster
        : MaskedRaster.of(
            raster, withOverviews(stored(mask.get()), file, opener), name, location.name());
  }
}
