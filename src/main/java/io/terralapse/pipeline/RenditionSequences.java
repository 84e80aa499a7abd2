package io.terralapse.pipeline;

import io.terralapse.draw.SegmentPlan;
import io.terralapse.draw.VideoPlan;
import io.terralapse.encode.Keyframes;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.UserError;
import io.terralapse.pace.CodedSequence;
import io.terralapse.pace.PictureTimes;
import io.terralapse.pace.SequencePicture;
import io.terralapse.rendition.RenditionSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The pictures of the video of each rendition, and how long they are shown. Immutable. */
final class RenditionSequences {
  /** Those of pictures that are part of others. */
  static final RenditionSequences NONE = new RenditionSequences();

  private final Map<String, CodedSequence> sequences = new LinkedHashMap<>();

  private RenditionSequences() {}

  /**
   * The sequences of all renditions.
   *
   * @param dates of all frames, in order of time
   * @throws UserError (usage) if a video would be too long for its place
   */
  static RenditionSequences of(List<RenditionSettings> renditions, List<AcquisitionDate> dates) {
    RenditionSequences all = new RenditionSequences();
    for (RenditionSettings one : renditions) {
      CodedSequence sequence =
          PictureTimes.sequence(
              dates, one.pace(), one.hasLead() && dates.size() > 1, one.limits().leastSeconds());
      double most = one.limits().mostSeconds().orElse(Double.POSITIVE_INFINITY);
      if (sequence.timing().totalSeconds() > most) {
        throw UserError.usage(
            "for: "
                + one.place().orElse(one.name())
                + " takes videos of at most "
                + plain(most)
                + " s, and this one lasts "
                + plain(sequence.timing().totalSeconds())
                + " s; set pace.duration: "
                + plain(most)
                + ", or take it out of for.");
      }
      all.sequences.put(one.name(), sequence);
    }
    return all;
  }

  /** Seconds with at most two decimals. */
  private static String plain(double seconds) {
    return BigDecimal.valueOf(seconds)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** That of the job's own rendition. */
  CodedSequence main() {
    return of("");
  }

  /** Whether there is a rendition of a name. */
  boolean has(String rendition) {
    return sequences.containsKey(rendition);
  }

  /** That of a rendition, by its name. */
  CodedSequence of(String rendition) {
    return Objects.requireNonNull(sequences.get(rendition), rendition);
  }

  /** How the pictures of a rendition are coded together, given how its dates are. */
  VideoPlan video(String rendition, SegmentPlan dates) {
    return VideoPlan.of(of(rendition).pictures(), dates);
  }

  /** The keyframes of a rendition's video whose distance is limited. */
  Set<SequencePicture> keyframes(RenditionSettings rendition, VideoPlan video) {
    if (rendition.video().gop().isEmpty()) {
      return Set.of();
    }
    CodedSequence sequence = of(rendition.name());
    Keyframes keyframes = Keyframes.of(sequence.timing(), video.sizes(), rendition.video().gop());
    Set<SequencePicture> found = new HashSet<>();
    for (int i = 0; i < sequence.pictures().size(); i++) {
      if (keyframes.isKeyframe(i)) {
        found.add(sequence.pictures().get(i));
      }
    }
    return found;
  }
}
