package io.terralapse.select;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.MaskBand;
import io.terralapse.model.Scene;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of the area one acquisition shows, and how much of that is ground. Percentages are 0 to
 * 100.
 *
 * @param coveragePercent share of the area that has data
 * @param cloudPercent share of what has data that is under cloud; under {@link CloudSource#SCENE}
 *     of the whole scene; empty when unknown
 * @param clearPercent share of what has data that is neither cloud nor shadow, as far as is known:
 *     100 where nothing is
 * @param cloudSource how the cloud is known; empty when unknown
 */
public record Clearness(
    double coveragePercent,
    OptionalDouble cloudPercent,
    double clearPercent,
    Optional<CloudSource> cloudSource) {

  /**
   * Judges an acquisition by the masks of its scenes, or else by what their catalogues say.
   *
   * <p>The masks count if every scene has one that tells cloud, for the flags do not say which
   * scene a pixel came from. Else the catalogue's values count, if every scene has one: their mean.
   *
   * @param preview the acquisition on any grid, with the masks in its flags
   * @param area pixels of the preview that lie in the area
   * @param scenes what the preview was made of
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
    if (!scenes.isEmpty() && scenes.stream().allMatch(Clearness::tellsCloud)) {
      return new Clearness(
          coverage,
          valid == 0 ? OptionalDouble.empty() : OptionalDouble.of(percent(cloud, valid)),
          percent(clear, valid),
          valid == 0 ? Optional.empty() : Optional.of(CloudSource.MASK));
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

  /** The same with a cloud that was found out another way; what is not cloud is clear. */
  public Clearness withCloud(double percent, CloudSource source) {
    return new Clearness(
        coveragePercent, OptionalDouble.of(percent), 100 - percent, Optional.of(source));
  }

  private static boolean tellsCloud(Scene scene) {
    return scene.masks().stream().map(MaskBand::coding).anyMatch(c -> c.tellsCloud());
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
