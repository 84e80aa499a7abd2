package io.terralapse.testkit;

import io.terralapse.model.BandInfo;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Builds raster headers without files. By default: one 16-bit band at one resolution level, without
 * nodata, alpha, mask and georeference. Settings change the builder and return it.
 */
public final class HeaderBuilder {
  private int width;
  private int height;
  private SampleType type = SampleType.UINT16;
  private List<BandInfo> bands = List.of(new BandInfo(Optional.empty(), 1, 0));
  private OptionalDouble nodata = OptionalDouble.empty();
  private Optional<GeoTransform> transform = Optional.empty();
  private Optional<String> crs = Optional.empty();
  private List<RasterLevel> levels;
  private OptionalInt alpha = OptionalInt.empty();
  private boolean internalMask;
  private Map<String, String> tags = Map.of();

  private HeaderBuilder(int width, int height, List<RasterLevel> levels) {
    this.width = width;
    this.height = height;
    this.levels = levels;
  }

  /** A header of this size, pixels. */
  public static HeaderBuilder of(int width, int height) {
    return new HeaderBuilder(width, height, List.of(new RasterLevel(width, height)));
  }

  /** Begins with the values of a header. */
  public static HeaderBuilder from(RasterInfo info) {
    HeaderBuilder copy = new HeaderBuilder(info.width(), info.height(), info.levels());
    copy.type = info.sampleType();
    copy.bands = info.bands();
    copy.nodata = info.nodata();
    copy.transform = info.transform();
    copy.crs = info.crs();
    copy.alpha = info.alphaBand();
    copy.internalMask = info.internalMask();
    copy.tags = info.tags();
    return copy;
  }

  /** Another size; the resolution levels stay as they are. */
  public HeaderBuilder size(int columns, int rows) {
    width = columns;
    height = rows;
    return this;
  }

  /** The type of the samples. */
  public HeaderBuilder type(SampleType samples) {
    type = samples;
    return this;
  }

  /** A number of bands without descriptions. */
  public HeaderBuilder bands(int count) {
    bands = new ArrayList<>(Collections.nCopies(count, new BandInfo(Optional.empty(), 1, 0)));
    return this;
  }

  /** The bands. */
  public HeaderBuilder bands(BandInfo... each) {
    bands = List.of(each);
    return this;
  }

  /** One band for each description. */
  public HeaderBuilder described(String... descriptions) {
    bands = Arrays.stream(descriptions).map(text -> new BandInfo(Optional.of(text), 1, 0)).toList();
    return this;
  }

  /** The declared nodata value. */
  public HeaderBuilder nodata(double value) {
    nodata = OptionalDouble.of(value);
    return this;
  }

  /** CRS and geotransform. */
  public HeaderBuilder georeferenced(String id, GeoTransform geotransform) {
    return crs(Optional.of(id)).transform(Optional.of(geotransform));
  }

  /** The CRS; empty for none. */
  public HeaderBuilder crs(Optional<String> id) {
    crs = id;
    return this;
  }

  /** The geotransform; empty for none. */
  public HeaderBuilder transform(Optional<GeoTransform> geotransform) {
    transform = geotransform;
    return this;
  }

  /** A number of resolution levels, each half the size of the one before. */
  public HeaderBuilder levels(int count) {
    levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(new RasterLevel((width + (1 << i) - 1) >> i, (height + (1 << i) - 1) >> i));
    }
    return this;
  }

  /** The index of the alpha band, from 0. */
  public HeaderBuilder alpha(int band) {
    alpha = OptionalInt.of(band);
    return this;
  }

  /** The only tag. */
  public HeaderBuilder tag(String name, String value) {
    tags = Map.of(name, value);
    return this;
  }

  /** The header. */
  public RasterInfo build() {
    return new RasterInfo(
        width, height, type, bands, nodata, transform, crs, levels, alpha, internalMask, tags);
  }
}
