package io.terralapse.words;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ByteLimit;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Text tracks of a video in the format WebVTT (W3C Candidate Recommendation of 2019): one cue a
 * date, and chapters. UTF-8 with line feeds. Stateless and thread-safe.
 */
public final class WebVtt {
  /**
   * A frame of the video.
   *
   * @param startSeconds when it begins
   * @param endSeconds when it ends, later
   */
  public record Shown(AcquisitionDate date, double startSeconds, double endSeconds) {}

  /**
   * A cue.
   *
   * @param startSeconds when it begins
   * @param endSeconds when it ends, later
   */
  public record Cue(String text, double startSeconds, double endSeconds) {}

  private WebVtt() {}

  /**
   * A track with the date of every frame.
   *
   * @param frames in order of time
   */
  public static String dates(List<Shown> frames, DateWords names, Language language) {
    return track(
        frames.stream()
            .map(one -> new Cue(names.text(one.date()), one.startSeconds(), one.endSeconds()))
            .toList(),
        "captions",
        language);
  }

  /**
   * A track in a file of few bytes.
   *
   * @param text of the file
   * @param givenUp what was given up for the limit, a phrase each
   */
  public record Track(String text, List<String> givenUp) {
    /** Copies the list. */
    public Track {
      givenUp = List.copyOf(givenUp);
    }
  }

  /**
   * As {@link #dates}, of at most some bytes: if every date has too many, frames of one month share
   * a cue, or else those of one year.
   *
   * @param frames in order of time
   * @throws io.terralapse.model.UserError (usage) if not even those fit
   */
  public static Track fitting(
      List<Shown> frames, DateWords names, Phrases phrases, Optional<ByteLimit> limit) {
    Track each = new Track(dates(frames, names, phrases.language()), List.of());
    if (limit.isEmpty() || bytes(each) <= limit.get().most()) {
      return each;
    }
    Track months = joined(frames, month(phrases), "month", phrases.language());
    if (bytes(months) <= limit.get().most()) {
      return months;
    }
    Track years = joined(frames, year(phrases), "year", phrases.language());
    if (bytes(years) > limit.get().most()) {
      throw limit.get().refusal("the text track", bytes(years));
    }
    return years;
  }

  private static Track joined(
      List<Shown> frames, Function<Shown, String> name, String unit, Language language) {
    return new Track(
        track(merged(frames, name), "captions", language),
        List.of("a cue for each " + unit + " instead of each date"));
  }

  private static int bytes(Track track) {
    return track.text().getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * A track with chapters: the years of the frames if there are several, else their months, else
   * their dates.
   *
   * @param frames in order of time
   */
  public static String chapters(List<Shown> frames, DateWords names, Phrases phrases) {
    return track(chapterCues(frames, names, phrases), "chapters", phrases.language());
  }

  /** The chapters of {@link #chapters}. */
  public static List<Cue> chapterCues(List<Shown> frames, DateWords names, Phrases phrases) {
    for (Function<Shown, String> level : List.of(year(phrases), month(phrases))) {
      List<Cue> chapters = merged(frames, level);
      if (chapters.size() > 1) {
        return chapters;
      }
    }
    return dateCues(frames, names);
  }

  private static Function<Shown, String> year(Phrases phrases) {
    return one -> format("date.year", one, phrases);
  }

  private static Function<Shown, String> month(Phrases phrases) {
    return one ->
        switch (one.date().precision()) {
          case YEAR -> format("date.year", one, phrases);
          default -> format("date.month", one, phrases);
        };
  }

  /** One cue for each date. */
  public static List<Cue> dateCues(List<Shown> frames, DateWords names) {
    return merged(frames, one -> names.text(one.date()));
  }

  private static String format(String key, Shown one, Phrases phrases) {
    LocalDate day = one.date().start().atOffset(ZoneOffset.UTC).toLocalDate();
    return DateTimeFormatter.ofPattern(phrases.text(key), phrases.language().locale()).format(day);
  }

  /** Consecutive frames of one name become one cue. */
  private static List<Cue> merged(List<Shown> frames, Function<Shown, String> name) {
    List<Cue> cues = new ArrayList<>();
    for (Shown one : frames) {
      String text = name.apply(one);
      int last = cues.size() - 1;
      if (last >= 0 && cues.get(last).text().equals(text)) {
        cues.set(last, new Cue(text, cues.get(last).startSeconds(), one.endSeconds()));
      } else {
        cues.add(new Cue(text, one.startSeconds(), one.endSeconds()));
      }
    }
    return cues;
  }

  private static String track(List<Cue> cues, String kind, Language language) {
    StringBuilder text = new StringBuilder("WEBVTT\nKind: ");
    text.append(kind).append("\nLanguage: ").append(language.tag()).append('\n');
    int number = 0;
    for (Cue cue : cues) {
      text.append('\n')
          .append(++number)
          .append('\n')
          .append(time(cue.startSeconds()))
          .append(" --> ")
          .append(time(cue.endSeconds()))
          .append('\n')
          .append(escaped(cue.text()))
          .append('\n');
    }
    return text.toString();
  }

  /** A time stamp: hours, minutes, seconds and milliseconds. */
  static String time(double seconds) {
    long millis = Math.round(seconds * 1000);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000);
  }

  /** A cue is one line in which only the characters of tags and references are special. */
  static String escaped(String text) {
    return text.replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
