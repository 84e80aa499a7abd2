package io.terralapse.pace;

import io.terralapse.encode.Timing;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.UserError;
import io.terralapse.pace.SequencePicture.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Distributes time over the pictures of a sequence. Depends on dates and settings only; a scene
 * that arrives may change every duration, but neither the picture of a date nor the transition to
 * it. Stateless, thread-safe.
 */
public final class PictureTimes {
  /**
   * Shortest and longest duration by date, in multiples of the usual one: dates of one week are not
   * to flicker, and a gap of years is not to look like the end.
   */
  private static final double SHORTEST = 1.0 / 3;

  private static final double LONGEST = 3;

  private static final double MICROS = 1e6;

  /** MP4 stores the duration of a frame in 32 bits, of microseconds at most. */
  private static final double LONGEST_SECONDS = 2147;

  private final List<AcquisitionDate> dates;
  private final PaceSettings settings;
  private final boolean lead;

  private PictureTimes(List<AcquisitionDate> dates, PaceSettings settings, boolean lead) {
    this.dates = dates;
    this.settings = settings;
    this.lead = lead;
  }

  /**
   * A part of the video: pictures of one frame each, then one that is shown for the rest.
   *
   * @param seconds of all of them
   */
  private record Part(List<SequencePicture> steps, SequencePicture held, double seconds) {}

  /** The timing of {@link #sequence}. */
  public static Timing of(List<AcquisitionDate> dates, PaceSettings settings) {
    return sequence(dates, settings).timing();
  }

  /**
   * The pictures of a video and their durations.
   *
   * <ul>
   *   <li>The last picture is shown for {@code hold_last}, the dates before it for {@code
   *       seconds_per_frame}. A crossfade takes the first part of its date's time.
   *   <li>By date, the usual duration is that of the median time between dates, and others are in
   *       proportion, but at least a third and at most three times as long. Crossfades are equally
   *       long everywhere, and the rest is in proportion.
   *   <li>The title card comes before the first date. With an ending the last date is shown as long
   *       as usual, then the ending, and the last picture of that for {@code hold_last}.
   *   <li>With a total duration, the durations of the dates before the last picture are scaled to
   *       it; it includes lead, title card, transitions and ending.
   *   <li>Pictures of transitions are shown for one frame, or 1/25 s if the rate is variable.
   * </ul>
   *
   * @param dates in order of time, at least one
   * @throws UserError (usage) naming the setting that gives no duration, or too short a one
   */
  public static CodedSequence sequence(List<AcquisitionDate> dates, PaceSettings settings) {
    return sequence(dates, settings, false, OptionalDouble.empty());
  }

  /**
   * The same for a video that may begin with a picture of its own.
   *
   * @param lead whether the last date is shown before the first, for {@code hold_lead}
   * @param leastSeconds shortest duration of the video: what is held is shown for longer, in
   *     proportion, if it would be shorter
   * @throws UserError (usage) naming the setting that gives no duration, or too short a one
   */
  public static CodedSequence sequence(
      List<AcquisitionDate> dates,
      PaceSettings settings,
      boolean lead,
      OptionalDouble leastSeconds) {
    return new PictureTimes(dates, settings, lead).sequence(leastSeconds.orElse(0));
  }

  private CodedSequence sequence(double leastSeconds) {
    PaceSettings.Extras extras = settings.extras();
    List<Part> parts = parts();
    double factor = factor(parts, leastSeconds);
    if (factor > 1) {
      parts = parts.stream().map(part -> stretched(part, factor)).toList();
    }
    List<SequencePicture> pictures = new ArrayList<>();
    for (Part part : parts) {
      pictures.addAll(part.steps());
      pictures.add(part.held());
    }
    boolean moving = extras.crossfade() > 0 || extras.ending() > 0;
    long[] micros = moving ? wholeFrames(parts, pictures.size()) : micros(parts);
    return new CodedSequence(pictures, Timing.ofMicros(micros, settings.fps()), factor);
  }

  /** How many times as long pictures that are held have to be shown, at least 1. */
  private double factor(List<Part> parts, double leastSeconds) {
    double passing = parts.stream().mapToDouble(this::passingSeconds).sum();
    double held = parts.stream().mapToDouble(Part::seconds).sum() - passing;
    // Half of a frame that rounding may take.
    double frame = settings.fps().isPresent() ? 1.0 / settings.fps().getAsInt() : 0;
    return passing + held < leastSeconds ? (leastSeconds + frame / 2 - passing) / held : 1;
  }

  private Part stretched(Part part, double factor) {
    double passing = passingSeconds(part);
    return new Part(part.steps(), part.held(), passing + (part.seconds() - passing) * factor);
  }

  private double passingSeconds(Part part) {
    return part.steps().size() / (double) settings.stepsPerSecond();
  }

  private List<Part> parts() {
    PaceSettings.Extras extras = settings.extras();
    int last = dates.size() - 1;
    boolean ends = extras.ending() > 0;
    if (extras.wipe() > 0 && last == 0) {
      throw UserError.usage(
          "pace.ending: a wipe compares the first date with the last, and there is only one; write"
              + " hold.");
    }
    double transition = steps(extras.crossfade()) / (double) settings.stepsPerSecond();
    double hold = checked("pace.hold_last", settings.holdLastSeconds());
    double[] shares = shares(ends);
    double unit = checked("pace.seconds_per_frame", settings.secondsPerFrame());
    if (settings.duration().isPresent()) {
      double total = checked("pace.duration", settings.duration().getAsDouble());
      double fixed = leadSeconds() + extras.titleCard() + extras.ending();
      if (shares.length == 0) {
        hold = total - fixed;
      } else {
        double rest = total - fixed - hold - shares.length * transition;
        unit = transition + rest / Arrays.stream(shares).sum();
        hold = rest > 0 ? hold : 0;
      }
      if (hold <= 0) {
        throw noTime(total, total - fixed, ends);
      }
    }
    List<Part> parts = new ArrayList<>();
    if (lead) {
      parts.add(new Part(List.of(), SequencePicture.lead(last), leadSeconds()));
    }
    if (extras.titleCard() > 0) {
      SequencePicture card = new SequencePicture(Kind.TITLE_CARD, 0, 0, 1);
      parts.add(new Part(List.of(), card, extras.titleCard()));
    }
    for (int i = 0; i <= last; i++) {
      boolean fades = i > 0 || extras.titleCard() > 0;
      double seconds = i < shares.length ? transition + (unit - transition) * shares[i] : hold;
      parts.add(new Part(crossfade(i, fades), SequencePicture.still(i), seconds));
    }
    if (ends) {
      List<SequencePicture> ending = ending(extras.wipe() > 0 ? Kind.WIPE : Kind.ZOOM, last);
      int held = ending.size() - 1;
      double seconds = held / (double) settings.stepsPerSecond() + hold;
      parts.add(new Part(ending.subList(0, held), ending.get(held), seconds));
    }
    return parts;
  }

  private double leadSeconds() {
    return lead ? checked("pace.hold_lead", settings.holdLeadSeconds()) : 0;
  }

  private UserError noTime(double total, double rest, boolean ends) {
    String what = rest < total ? " beside what else it shows" : "";
    return UserError.usage(
        String.format(
            Locale.ROOT,
            "pace.duration: %s s leave no time before the last picture, which is shown for %s"
                + " s%s; choose a longer duration or a shorter %s.",
            total,
            settings.holdLastSeconds(),
            what,
            ends ? "pace.ending" : "pace.hold_last"));
  }

  private int steps(double seconds) {
    return seconds > 0 ? (int) Math.max(1, Math.round(seconds * settings.stepsPerSecond())) : 0;
  }

  private List<SequencePicture> crossfade(int date, boolean fades) {
    int count = fades ? steps(settings.extras().crossfade()) : 0;
    List<SequencePicture> pictures = new ArrayList<>();
    for (int step = 1; step <= count; step++) {
      pictures.add(new SequencePicture(Kind.CROSSFADE, date, step, count + 1));
    }
    return pictures;
  }

  private List<SequencePicture> ending(Kind kind, int last) {
    int count = Math.max(2, steps(settings.extras().ending()));
    List<SequencePicture> pictures = new ArrayList<>();
    for (int step = 1; step <= count; step++) {
      pictures.add(new SequencePicture(kind, last, step, count));
    }
    return pictures;
  }

  /** Durations as they are. */
  private static long[] micros(List<Part> parts) {
    long[] micros = new long[parts.size()];
    double elapsed = 0;
    long last = 0;
    for (int i = 0; i < micros.length; i++) {
      elapsed += parts.get(i).seconds();
      // Rounded from the beginning, so that the total is exact.
      long end = Math.round(elapsed * MICROS);
      micros[i] = end - last;
      last = end;
    }
    return micros;
  }

  /**
   * Durations of which those of transitions are exactly one frame. At a constant rate, every part
   * begins with a whole frame; otherwise only pictures of transitions have the length of one.
   */
  private long[] wholeFrames(List<Part> parts, int pictures) {
    double frame = 1.0 / settings.stepsPerSecond();
    long[] micros = new long[pictures];
    int at = 0;
    double elapsed = 0;
    long last = 0;
    for (Part part : parts) {
      double begin =
          settings.fps().isPresent() ? frame * Math.floor(elapsed / frame + 0.5) : elapsed;
      elapsed += part.seconds();
      double end = settings.fps().isPresent() ? frame * Math.floor(elapsed / frame + 0.5) : elapsed;
      for (int step = 1; step <= part.steps().size(); step++) {
        long next = Math.round((begin + step * frame) * MICROS);
        micros[at++] = next - last;
        last = next;
      }
      micros[at] = Math.round(end * MICROS) - last;
      if (micros[at] < Math.min(1, part.steps().size())) {
        throw tooShort(part);
      }
      last += micros[at++];
    }
    return micros;
  }

  private UserError tooShort(Part part) {
    return UserError.usage(
        String.format(
            Locale.ROOT,
            "pace.transition: a crossfade of %s s leaves no time for a picture that is shown for"
                + " %.3f s; choose a shorter crossfade, or show pictures for longer.",
            settings.extras().crossfade(),
            part.seconds()));
  }

  /** The durations of the dates before the last picture, in multiples of the usual one. */
  private double[] shares(boolean ends) {
    int before = dates.size() - 1;
    double[] shares = new double[ends ? before + 1 : before];
    Arrays.fill(shares, 1);
    if (settings.byDate() && before > 1) {
      System.arraycopy(byDate(dates), 0, shares, 0, before);
    }
    return shares;
  }

  /** Time until the next date, in multiples of the median one, within limits. */
  private static double[] byDate(List<AcquisitionDate> dates) {
    double[] gaps = new double[dates.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = seconds(dates.get(i + 1)) - seconds(dates.get(i));
    }
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    for (int i = 0; i < gaps.length; i++) {
      double share = median > 0 ? gaps[i] / median : 1;
      gaps[i] = Math.max(SHORTEST, Math.min(LONGEST, share));
    }
    return gaps;
  }

  /** The middle of a date's span. */
  private static double seconds(AcquisitionDate date) {
    return date.start().getEpochSecond()
        + Duration.between(date.start(), date.end()).toSeconds() / 2.0;
  }

  private static double checked(String setting, double seconds) {
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
      throw UserError.usage(
          setting + ": " + seconds + " is not a duration; choose more than 0 and at most 2147 s.");
    }
    return seconds;
  }
}
