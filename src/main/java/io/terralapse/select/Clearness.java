package io.terralapse.select;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.MaskBand;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Scene;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Coverage and cloud cover of the area in one acquisition. Percentages are 0 to 100.
 *
 * @param coveragePercent fraction of the area that has data
 * @param cloudPercent fraction of the pixels with data that is cloud; with {@link
 *     CloudSource#SCENE} of the whole scene; empty if unknown
 * @param clearPercent fraction of the pixels with data that is neither cloud nor shadow; 100 if
 *     unknown
 * @param cloudSource source of the cloud cover; empty if unknown
 * @param gapPercent fraction of the area in gaps that the sensor leaves in every scene
 * @param mask the provider's mask, if the cloud cover is from it
 * @param persistentPercent fraction of the pixels with data that the mask calls cloud but that are
 *     bright ground, since they are masked on most dates
 */
public record Clearness(
    double coveragePercent,
    OptionalDouble cloudPercent,
    double clearPercent,
    Optional<CloudSource> cloudSource,
    double gapPercent,
    Optional<CloudMask> mask,
    double persistentPercent) {

  /** Coverage and cloud cover of a sensor that leaves no gaps. */
  public Clearness(
      double coveragePercent,
      OptionalDouble cloudPercent,
      double clearPercent,
      Optional<CloudSource> cloudSource) {
    this(coveragePercent, cloudPercent, clearPercent, cloudSource, 0, Optional.empty(), 0);
  }

  /** With another mask. */
  public Clearness withMask(Optional<CloudMask> other) {
    return new Clearness(
        coveragePercent,
        cloudPercent,
        clearPercent,
        cloudSource,
        gapPercent,
        other,
        persistentPercent);
  }

  /** With pixels that are no cloud, per cent of those with data. */
  Clearness withoutCloud(double percent) {
    return new Clearness(
        coveragePercent,
        OptionalDouble.of(Math.max(0, cloudPercent.orElse(0) - percent)),
        Math.min(100, clearPercent + percent),
        cloudSource,
        gapPercent,
        mask,
        percent);
  }

  /** With gaps that the sensor leaves in every scene, per cent of the area. */
  public Clearness withGaps(double percent) {
    return new Clearness(
        coveragePercent, cloudPercent, clearPercent, cloudSource, percent, mask, persistentPercent);
  }

  /** The fraction of the area that has data, of what the sensor could give, per cent. */
  public double attainedPercent() {
    return Math.min(100, coveragePercent + gapPercent);
  }

  /**
   * Measures an acquisition by the masks of its scenes, or else by their metadata.
   *
   * <p>The masks are used if every scene has one that flags cloud, because the flags do not say
   * which scene a pixel is from. Else the mean of the metadata is used, if every scene has a cloud
   * cover.
   *
   * @param preview the acquisition on any grid, with the masks in its flags
   * @param area true for the pixels of the preview that are in the area
   * @param scenes the scenes of the preview
   */
  public static Clearness of(Frame preview, boolean[] area, List<Scene> scenes) {
    long inside = 0;
    long valid = 0;
    long cloud = 0;
    long clear = 0;
    byte[] flags = preview.flags();
    for (int i = 0; i < flags.length; i++) {
      if (area[i]) {
        inside++;
        valid += Flags.isValid(flags[i]) ? 1 : 0;
        clear += Flags.isClear(flags[i]) ? 1 : 0;
        cloud += Flags.isValid(flags[i]) && (flags[i] & Flags.CLOUD) != 0 ? 1 : 0;
      }
    }
    double coverage = percent(valid, inside);
    if (!scenes.isEmpty() && scenes.stream().allMatch(Clearness::hasCloudMask)) {
      return new Clearness(
              coverage,
              valid == 0 ? OptionalDouble.empty() : OptionalDouble.of(percent(cloud, valid)),
              percent(clear, valid),
              valid == 0 ? Optional.empty() : Optional.of(CloudSource.MASK))
          .withMask(valid == 0 ? Optional.empty() : Optional.of(CloudMask.of(preview, area)));
    }
    if (!scenes.isEmpty()
        && scenes.stream().allMatch(s -> s.conditions().cloudPercent().isPresent())) {
      double mean =
          scenes.stream()
              .mapToDouble(s -> s.conditions().cloudPercent().getAsDouble())
              .average()
              .getAsDouble();
      return new Clearness(coverage, OptionalDouble.empty(), 100, Optional.empty())
          .withCloud(Math.min(100, Math.max(0, mean)), CloudSource.SCENE);
    }
    return new Clearness(coverage, OptionalDouble.empty(), 100, Optional.empty());
  }

  /** With a cloud cover from another source; everything else is clear. */
  public Clearness withCloud(double percent, CloudSource source) {
    return new Clearness(
        coveragePercent,
        OptionalDouble.of(percent),
        100 - percent,
        Optional.of(source),
        gapPercent,
        mask,
        persistentPercent);
  }

  private static boolean hasCloudMask(Scene scene) {
    return scene.masks().stream().map(MaskBand::coding).anyMatch(MaskCoding::flagsCloud);
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
