package io.terralapse.read;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.select.Clearness;
import io.terralapse.select.CloudMask;
import io.terralapse.select.CloudSource;
import io.terralapse.select.WhitePatches;
import io.terralapse.tone.ToneSample;
import io.terralapse.tone.normalise.ToneImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured of single dates on disk, each under a name made of all that it depends on, so
 * that a date whose pixels have not changed is neither read nor decoded again. Losing an entry
 * costs time, never correctness. Thread-safe.
 */
public final class MeasurementCache {
  /** Finds nothing and keeps nothing. */
  public static final MeasurementCache NONE = new MeasurementCache(Optional.empty());

  private static final String ENDING = ".date";
  private static final String IMAGE_ENDING = ".tone";

  /** No measurement and no image is larger, bytes. */
  private static final int LONGEST = 16 << 20;

  /**
   * What does not depend on other dates.
   *
   * @param clearness without an estimate of cloud
   * @param whitePatches from which cloud is estimated
   * @param tone distribution of values
   * @param gains by scene and band, factors that match tiles; empty for a single tile
   * @param ground what the ground looks like
   */
  record Measured(
      Clearness clearness,
      Optional<WhitePatches> whitePatches,
      ToneSample tone,
      List<List<Double>> gains,
      CoarseGround ground) {}

  private final Optional<DiskCache> cache;

  /**
   * Measurements in a cache.
   *
   * @param cache the job's cache, not closed here
   */
  public MeasurementCache(DiskCache cache) {
    this(Optional.of(cache));
  }

  private MeasurementCache(Optional<DiskCache> cache) {
    this.cache = cache;
  }

  /**
   * The measurement of a date.
   *
   * @param basis everything that it depends on beside the program
   */
  Optional<Measured> find(String basis) {
    return cache
        .flatMap(disk -> disk.findChecked(CacheSection.MEASUREMENTS, entry(basis), LONGEST))
        .flatMap(MeasurementCache::parse);
  }

  /** Keeps a measurement for the next run, if the disk allows. */
  void put(String basis, Measured measured) {
    cache.ifPresent(
        disk -> disk.tryWriteChecked(CacheSection.MEASUREMENTS, entry(basis), bytes(measured)));
  }

  private static List<List<Double>> readGains(DataInput in) throws IOException {
    List<List<Double>> gains = new ArrayList<>();
    for (int scenes = in.readInt(); scenes > 0; scenes--) {
      List<Double> scene = new ArrayList<>();
      for (int bands = in.readInt(); bands > 0; bands--) {
        scene.add(in.readDouble());
      }
      gains.add(List.copyOf(scene));
    }
    return List.copyOf(gains);
  }

  /** The coarse image of a date, by the basis of its measurement. */
  Optional<ToneImage> findImage(String basis) {
    return cache
        .flatMap(disk -> disk.findChecked(CacheSection.TONES, imageEntry(basis), LONGEST))
        .flatMap(MeasurementCache::parseImage);
  }

  /** Keeps the coarse image of a date, if the disk allows. */
  void putImage(String basis, ToneImage image) {
    cache.ifPresent(
        disk -> disk.tryWriteChecked(CacheSection.TONES, imageEntry(basis), bytes(image)));
  }

  private static byte[] bytes(ToneImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      image.writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can be written", impossible);
    }
    return bytes.toByteArray();
  }

  private static DataInputStream open(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static Optional<ToneImage> parseImage(ByteBuffer buffer) {
    try (DataInputStream in = open(buffer)) {
      return Optional.of(ToneImage.readFrom(in));
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private static String imageEntry(String basis) {
    return ContentKey.of(AlgorithmVersion.text() + "\n" + basis).hex() + IMAGE_ENDING;
  }

  private static String entry(String basis) {
    return ContentKey.of(AlgorithmVersion.text() + "\n" + basis).hex() + ENDING;
  }

  private static byte[] bytes(Measured measured) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Clearness clearness = measured.clearness();
      out.writeDouble(clearness.coveragePercent());
      out.writeBoolean(clearness.cloudPercent().isPresent());
      out.writeDouble(clearness.cloudPercent().orElse(0));
      out.writeDouble(clearness.clearPercent());
      out.writeUTF(clearness.cloudSource().map(CloudSource::name).orElse(""));
      out.writeDouble(clearness.gapPercent());
      out.writeBoolean(clearness.mask().isPresent());
      if (clearness.mask().isPresent()) {
        clearness.mask().get().writeTo(out);
      }
      out.writeBoolean(measured.whitePatches().isPresent());
      if (measured.whitePatches().isPresent()) {
        measured.whitePatches().get().writeTo(out);
      }
      measured.tone().writeTo(out);
      out.writeInt(measured.gains().size());
      for (List<Double> scene : measured.gains()) {
        out.writeInt(scene.size());
        for (double gain : scene) {
          out.writeDouble(gain);
        }
      }
      measured.ground().writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can be written", impossible);
    }
    return bytes.toByteArray();
  }

  private static Optional<Measured> parse(ByteBuffer buffer) {
    try (DataInputStream in = open(buffer)) {
      double coverage = in.readDouble();
      boolean cloudKnown = in.readBoolean();
      double cloud = in.readDouble();
      double clear = in.readDouble();
      String source = in.readUTF();
      Clearness clearness =
          new Clearness(
                  coverage,
                  cloudKnown ? OptionalDouble.of(cloud) : OptionalDouble.empty(),
                  clear,
                  source.isEmpty() ? Optional.empty() : Optional.of(CloudSource.valueOf(source)))
              .withGaps(in.readDouble())
              .withMask(in.readBoolean() ? Optional.of(CloudMask.readFrom(in)) : Optional.empty());
      Optional<WhitePatches> patches =
          in.readBoolean() ? Optional.of(WhitePatches.readFrom(in)) : Optional.empty();
      return Optional.of(
          new Measured(
              clearness,
              patches,
              ToneSample.readFrom(in),
              readGains(in),
              CoarseGround.readFrom(in)));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }
}
