package io.terralapse.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alternative text and description of a sequence. Immutable and thread-safe. */
public final class SequenceText {
  private final Phrases phrases;
  private final DateWords dates;
  private final SequenceFacts facts;

  /**
   * The text for a sequence.
   *
   * @param dates names of the dates
   */
  public SequenceText(Phrases phrases, DateWords dates, SequenceFacts facts) {
    this.phrases = phrases;
    this.dates = dates;
    this.facts = facts;
  }

  private Map<String, String> arguments() {
    return Map.of(
        "title",
        facts.title(),
        "images",
        phrases.count("images", facts.dates().size()),
        "from",
        dates.text(facts.first()),
        "to",
        dates.text(facts.last()));
  }

  /** One sentence in place of the video. */
  public String alt() {
    return phrases.sentence(facts.dates().size() == 1 ? "alt.one" : "alt.many", arguments());
  }

  /** One sentence in place of the last picture. */
  public String posterAlt() {
    return phrases.sentence(facts.dates().size() == 1 ? "alt.one" : "alt.poster", arguments());
  }

  /** One sentence below the title, which does not repeat it. */
  public String lead() {
    return phrases.sentence(facts.dates().size() == 1 ? "page.lead.one" : "page.lead", arguments());
  }

  /** One paragraph: what is seen, from which sources, how it was made, and by whom. */
  public String paragraph() {
    List<String> sentences = new ArrayList<>();
    Map<String, String> arguments = new HashMap<>(arguments());
    sentences.add(
        phrases.sentence(facts.dates().size() == 1 ? "describe.one" : "describe.many", arguments));
    List<String> sensors =
        facts.sensors().stream()
            .map(SensorNames::of)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (!sensors.isEmpty()) {
      sentences.add(phrases.sentence("describe.sensors", Map.of("sensors", phrases.list(sensors))));
    }
    facts
        .bands()
        .ifPresent(
            bands -> sentences.add(phrases.sentence("describe.bands", Map.of("bands", bands))));
    if (facts.aligned().isPresent() && facts.dates().size() > 1) {
      sentences.add(
          phrases.sentence("describe.aligned", Map.of("date", dates.text(facts.aligned().get()))));
    }
    if (facts.refused() > 0) {
      sentences.add(
          phrases.sentence(
              "describe.refused", Map.of("images", phrases.count("images", facts.refused()))));
    }
    if (facts.unused() > 0) {
      sentences.add(
          phrases.sentence(
              "describe.left", Map.of("scenes", phrases.count("scenes", facts.unused()))));
    }
    place()
        .ifPresent(
            place -> sentences.add(phrases.sentence("describe.place", Map.of("place", place))));
    facts.credit().ifPresent(credit -> sentences.add(Phrases.ended(credit)));
    return String.join(" ", sentences);
  }

  /** The centre as "47.12° N, 99.57° W"; empty if it is not known or not revealed. */
  public Optional<String> place() {
    return facts
        .place()
        .map(
            place ->
                phrases.number(Math.abs(place.lat()), 2)
                    + "° "
                    + (place.lat() < 0 ? "S" : "N")
                    + ", "
                    + phrases.number(Math.abs(place.lon()), 2)
                    + "° "
                    + (place.lon() < 0 ? "W" : "E"));
  }

  /**
   * Tags of the video file, by FFmpeg's keys.
   *
   * @param tool name and version of the program
   */
  public Map<String, String> tags(String tool) {
    Map<String, String> tags = new HashMap<>();
    tags.put("title", facts.title());
    tags.put("comment", paragraph());
    tags.put("date", facts.last().text());
    facts.credit().ifPresent(credit -> tags.put("copyright", credit));
    facts.place().ifPresent(place -> tags.put("location", place.iso6709()));
    tags.put("encoding_tool", tool);
    return Map.copyOf(tags);
  }
}
