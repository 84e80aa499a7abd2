package io.terralapse.read;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.select.Clearness;
import io.terralapse.select.CloudSource;
import io.terralapse.select.WhitePatches;
import io.terralapse.tone.ToneSample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
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

  /**
   * What does not depend on other dates.
   *
   * @param clearness without an estimate of cloud
   * @param whitePatches from which cloud is estimated
   * @param tone distribution of values
   * @param ground what the ground looks like
   */
  record Measured(
      Clearness clearness,
      Optional<WhitePatches> whitePatches,
      ToneSample tone,
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
        .flatMap(disk -> disk.findText(CacheSection.MEASUREMENTS, entry(basis)))
        .flatMap(MeasurementCache::parse);
  }

  /** Keeps a measurement for the next run, if the disk allows. */
  void put(String basis, Measured measured) {
    cache.ifPresent(
        disk -> disk.tryWriteText(CacheSection.MEASUREMENTS, entry(basis), text(measured)));
  }

  private static String entry(String basis) {
    return ContentKey.of(AlgorithmVersion.text() + "\n" + basis).hex() + ENDING;
  }

  private static String text(Measured measured) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Clearness clearness = measured.clearness();
      out.writeDouble(clearness.coveragePercent());
      out.writeBoolean(clearness.cloudPercent().isPresent());
      out.writeDouble(clearness.cloudPercent().orElse(0));
      out.writeDouble(clearness.clearPercent());
      out.writeUTF(clearness.cloudSource().map(CloudSource::name).orElse(""));
      out.writeDouble(clearness.gapPercent());
      out.writeBoolean(measured.whitePatches().isPresent());
      if (measured.whitePatches().isPresent()) {
        measured.whitePatches().get().writeTo(out);
      }
      measured.tone().writeTo(out);
      measured.ground().writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can be written", impossible);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static Optional<Measured> parse(String text) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
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
              source.isEmpty() ? Optional.empty() : Optional.of(CloudSource.valueOf(source)),
              in.readDouble());
      Optional<WhitePatches> patches =
          in.readBoolean() ? Optional.of(WhitePatches.readFrom(in)) : Optional.empty();
      return Optional.of(
          new Measured(clearness, patches, ToneSample.readFrom(in), CoarseGround.readFrom(in)));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }
}
