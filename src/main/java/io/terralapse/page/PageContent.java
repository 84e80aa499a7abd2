package io.terralapse.page;

import io.terralapse.ledger.Ledger;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ByteLimit;
import io.terralapse.model.Shift;
import io.terralapse.pace.CodedSequence;
import io.terralapse.words.DateWords;
import io.terralapse.words.Language;
import io.terralapse.words.Phrases;
import io.terralapse.words.SequenceFacts;
import io.terralapse.words.SequenceText;
import io.terralapse.words.WebVtt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the files for readers are made from: the account of every scene, and its words. Immutable
 * and thread-safe.
 */
public final class PageContent {
  /** Players read at most so many chapters of an MP4. */
  private static final int MOST_CHAPTERS = 255;

  private final PageJob job;
  private final Ledger ledger;
  private final Phrases phrases;
  private final DateWords dates;
  private final SequenceText text;
  private final SequenceFacts facts;
  private final List<Ledger.Entry> frames;

  /**
   * The content for a sequence.
   *
   * @param ledger with at least one scene that is shown; its outputs are not read
   * @param credits of the frames; those that differ are joined
   * @param place centre of the frames; empty if it is unknown
   */
  public PageContent(
      PageJob job, Ledger ledger, Optional<String> credits, Optional<SequenceFacts.Place> place) {
    this.job = job;
    this.ledger = ledger;
    this.phrases = Phrases.of(Language.find(job.locale()).orElse(Language.EN));
    // Scenes of one frame share its index; the first of them names its date.
    TreeMap<Integer, Ledger.Entry> shown = new TreeMap<>();
    ledger.scenes().stream()
        .filter(Ledger.Entry::used)
        .sorted(Comparator.comparing(Ledger.Entry::acquired).thenComparing(Ledger.Entry::id))
        .forEach(one -> shown.putIfAbsent(one.slot().orElseThrow().frameIndex(), one));
    this.frames = List.copyOf(shown.values());
    this.dates =
        new DateWords(phrases, job.zone(), frames.stream().map(Ledger.Entry::acquired).toList());
    this.facts = facts(credits, place);
    this.text = new SequenceText(phrases, dates, facts);
  }

  private SequenceFacts facts(Optional<String> credits, Optional<SequenceFacts.Place> place) {
    Set<String> sensors = new LinkedHashSet<>();
    Optional<AcquisitionDate> aligned = Optional.empty();
    int refused = 0;
    for (Ledger.Entry one : frames) {
      sensors.add(one.sensor());
      refused += one.shift().status() == Shift.Status.REFUSED ? 1 : 0;
      if (one.shift().status() == Shift.Status.REFERENCE) {
        aligned = Optional.of(one.acquired());
      }
    }
    return new SequenceFacts(
        job.heading(),
        frames.stream().map(Ledger.Entry::acquired).toList(),
        aligned,
        refused,
        (int) ledger.scenes().stream().filter(one -> !one.used()).count(),
        List.copyOf(sensors),
        ledger.look().flatMap(Ledger.Look::caption),
        job.showCredit() ? job.credit().or(() -> credits) : Optional.empty(),
        ledger.job().revealLocation() ? place : Optional.empty());
  }

  /** What the settings say. */
  PageJob job() {
    return job;
  }

  /** The account of every scene. */
  Ledger ledger() {
    return ledger;
  }

  /** The texts of the language. */
  Phrases phrases() {
    return phrases;
  }

  /** The names of dates. */
  DateWords dates() {
    return dates;
  }

  /** What is known of the sequence. */
  SequenceFacts facts() {
    return facts;
  }

  /** Tags of the video, by FFmpeg's keys. */
  public Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>(text.tags(job.tool()));
    tags.put("description", Provenance.of(job.tool(), ledger));
    return tags;
  }

  /** Alternative text and description. */
  SequenceText text() {
    return text;
  }

  /** One scene of each frame, in order of time. */
  List<Ledger.Entry> frames() {
    return frames;
  }

  /** How well the images are aligned, as a sentence; empty if some are not, or nothing was. */
  String within() {
    double worst = 0;
    for (Ledger.Entry one : frames) {
      Shift shift = one.shift();
      boolean known =
          shift.status() == Shift.Status.REFERENCE || shift.status() == Shift.Status.ALIGNED;
      if (!known || !Double.isFinite(shift.uncertaintyPx())) {
        return "";
      }
      worst = Math.max(worst, shift.uncertaintyPx());
    }
    double rounded = Math.max(0.01, Math.ceil(worst * 100) / 100);
    return frames.size() > 1
        ? phrases.text("page.within", Map.of("px", phrases.number(rounded, 2)))
        : "";
  }

  private List<WebVtt.Shown> shown() {
    List<WebVtt.Shown> shown = new ArrayList<>();
    for (Ledger.Entry one : frames) {
      Ledger.Slot slot = one.slot().orElseThrow();
      shown.add(new WebVtt.Shown(one.acquired(), slot.startSeconds(), slot.endSeconds()));
    }
    return job.hasLead() ? withLead(shown) : shown;
  }

  /**
   * The dates of the video of a rendition.
   *
   * @param sequence with one still for each frame
   */
  private List<WebVtt.Shown> shown(CodedSequence sequence) {
    List<WebVtt.Shown> shown = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      shown.add(
          new WebVtt.Shown(
              frames.get(i).acquired(), sequence.startSeconds(i), sequence.endSeconds(i)));
    }
    return sequence.hasLead() ? withLead(shown) : shown;
  }

  /** What is shown before the first date is the frame of the last one. */
  private static List<WebVtt.Shown> withLead(List<WebVtt.Shown> shown) {
    double start = shown.get(0).startSeconds();
    if (start > 0) {
      shown.add(0, new WebVtt.Shown(shown.get(shown.size() - 1).date(), 0, start));
    }
    return shown;
  }

  /**
   * The track with the date of every frame of a rendition.
   *
   * @param limit of its bytes; see {@link WebVtt#fitting}
   * @throws io.terralapse.model.UserError (usage) if it cannot be kept
   */
  public WebVtt.Track captions(CodedSequence sequence, Optional<ByteLimit> limit) {
    return WebVtt.fitting(shown(sequence), dates, phrases, limit);
  }

  /** The chapters of a rendition: a date each, or the chapters of the track if there are many. */
  public List<WebVtt.Cue> chapterTimes(CodedSequence sequence) {
    List<WebVtt.Cue> each = WebVtt.dateCues(shown(sequence), dates);
    return each.size() <= MOST_CHAPTERS
        ? each
        : WebVtt.chapterCues(shown(sequence), dates, phrases);
  }

  /** Alternative text of a video, of at most some characters. */
  public String alt(int most) {
    String alt = text.alt();
    if (alt.codePointCount(0, alt.length()) <= most) {
      return alt;
    }
    String cut = alt.substring(0, alt.offsetByCodePoints(0, most - 1));
    int space = cut.lastIndexOf(' ');
    return (space > most / 2 ? cut.substring(0, space) : cut) + "…";
  }

  /** One paragraph about the video. */
  public String description() {
    return text.paragraph();
  }

  /** The track with the date of every frame, WebVTT. */
  public String captions() {
    return WebVtt.dates(shown(), dates, phrases.language());
  }

  /** The track with chapters, WebVTT. */
  public String chapters() {
    return WebVtt.chapters(shown(), dates, phrases);
  }

  /** Duration of the video, seconds. */
  double seconds() {
    return frames.get(frames.size() - 1).slot().orElseThrow().endSeconds();
  }
}
