package io.terralapse.raster.header;

import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.model.PictureBands;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A header as text for the cache, every number exact. The cache verifies its checksum and that it
 * was written by the same program, so that only its lengths are checked here. Stateless.
 */
final class HeaderText {
  private static final int MOST_ITEMS = 1 << 20;
  private static final int LONGEST_TEXT = 1 << 24;

  private HeaderText() {}

  static String of(RasterInfo info) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(info.width());
      out.writeInt(info.height());
      write(out, info.sampleType().name());
      writeBands(out, info.bands());
      write(out, info.nodata());
      out.writeBoolean(info.transform().isPresent());
      if (info.transform().isPresent()) {
        write(out, info.transform().get());
      }
      write(out, info.crs());
      out.writeInt(info.levels().size());
      for (RasterLevel level : info.levels()) {
        out.writeInt(level.width());
        out.writeInt(level.height());
        out.writeInt(level.blockWidth());
        out.writeInt(level.blockHeight());
      }
      out.writeInt(info.alphaBand().orElse(-1));
      out.writeBoolean(info.internalMask());
      out.writeInt(info.tags().size());
      for (Map.Entry<String, String> tag : new TreeMap<>(info.tags()).entrySet()) {
        write(out, tag.getKey());
        write(out, tag.getValue());
      }
      out.writeBoolean(info.picture().isPresent());
      if (info.picture().isPresent()) {
        writeBands(out, info.picture().get().bands());
        write(out, info.picture().get().type().name());
        write(out, info.picture().get().nodata());
      }
      write(out, info.maskFile());
      write(out, info.groundModel().name());
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can be written", impossible);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static void writeBands(DataOutputStream out, List<BandInfo> bands) throws IOException {
    out.writeInt(bands.size());
    for (BandInfo band : bands) {
      write(out, band.description());
      out.writeDouble(band.scale());
      out.writeDouble(band.offset());
      write(out, band.colour().name());
    }
  }

  private static void write(DataOutputStream out, GeoTransform t) throws IOException {
    for (double value :
        new double[] {t.x0(), t.xPerColumn(), t.xPerRow(), t.y0(), t.yPerColumn(), t.yPerRow()}) {
      out.writeDouble(value);
    }
  }

  private static void write(DataOutputStream out, OptionalDouble value) throws IOException {
    out.writeBoolean(value.isPresent());
    out.writeDouble(value.orElse(0));
  }

  private static void write(DataOutputStream out, Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    write(out, text.orElse(""));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** The header of a text; empty if it is none. */
  static Optional<RasterInfo> parse(String text) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return Optional.of(read(in));
    } catch (IOException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static RasterInfo read(DataInputStream in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    SampleType type = SampleType.valueOf(readText(in));
    List<BandInfo> bands = readBands(in);
    OptionalDouble nodata = readDouble(in);
    Optional<GeoTransform> transform =
        in.readBoolean() ? Optional.of(readTransform(in)) : Optional.empty();
    Optional<String> crs = readOptional(in);
    List<RasterLevel> levels = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      levels.add(new RasterLevel(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
    }
    int alpha = in.readInt();
    boolean internalMask = in.readBoolean();
    Map<String, String> tags = new HashMap<>();
    for (int left = count(in); left > 0; left--) {
      tags.put(readText(in), readText(in));
    }
    Optional<PictureBands> picture =
        in.readBoolean()
            ? Optional.of(
                new PictureBands(readBands(in), SampleType.valueOf(readText(in)), readDouble(in)))
            : Optional.empty();
    return new RasterInfo(
        width,
        height,
        type,
        bands,
        nodata,
        transform,
        crs,
        levels,
        alpha < 0 ? OptionalInt.empty() : OptionalInt.of(alpha),
        internalMask,
        tags,
        picture,
        readOptional(in),
        GroundModel.valueOf(readText(in)));
  }

  private static List<BandInfo> readBands(DataInputStream in) throws IOException {
    List<BandInfo> bands = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      bands.add(
          new BandInfo(
              readOptional(in),
              in.readDouble(),
              in.readDouble(),
              ColourInterpretation.valueOf(readText(in))));
    }
    return bands;
  }

  private static GeoTransform readTransform(DataInputStream in) throws IOException {
    return new GeoTransform(
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  private static OptionalDouble readDouble(DataInputStream in) throws IOException {
    boolean present = in.readBoolean();
    double value = in.readDouble();
    return present ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static Optional<String> readOptional(DataInputStream in) throws IOException {
    boolean present = in.readBoolean();
    String text = readText(in);
    return present ? Optional.of(text) : Optional.empty();
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw new IOException("a text of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("it is truncated");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_ITEMS) {
      throw new IOException(count + " items");
    }
    return count;
  }
}
