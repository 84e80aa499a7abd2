package io.terralapse.planpage;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.template.HtmlTemplate;
import io.terralapse.words.DateWords;
import io.terralapse.words.Language;
import io.terralapse.words.Phrases;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders the page on which area and dates are chosen: one HTML file that makes no requests, works
 * from disk, with mouse, touch and keyboard, and has the same bytes for the same content. The
 * candidates with their pictures can be read without JavaScript. A content security policy allows
 * only the page's own script and style. Stateless.
 */
public final class PlanPage {
  /** Texts of the template, by the last part of their keys. */
  private static final List<String> LABELS =
      List.of(
          "map",
          "maplabel",
          "keys",
          "background",
          "shape",
          "free",
          "draw",
          "pan",
          "zoomin",
          "zoomout",
          "whole",
          "reset",
          "area",
          "left",
          "right",
          "top",
          "bottom",
          "corners",
          "centre",
          "ground",
          "degrees",
          "frame",
          "covered",
          "dates",
          "show",
          "all",
          "candidates",
          "dropped",
          "tick",
          "untick",
          "exact",
          "yaml",
          "how",
          "copy",
          "nojs",
          "private",
          "none");

  private PlanPage() {}

  /**
   * Writes the page, candidate by candidate.
   *
   * @param out not closed
   * @throws IOException if it cannot be written
   */
  public static void write(PlanPageContent content, Writer out) throws IOException {
    Phrases phrases = Phrases.of(Language.find(content.locale()).orElse(Language.EN));
    List<AcquisitionDate> all =
        content.candidates().stream().map(PlanCandidate::acquired).sorted().toList();
    DateWords dates = new DateWords(phrases, content.zone(), all);
    Map<String, Object> page = new HashMap<>();
    String script = HtmlTemplate.read(PlanPage.class, "plan.js");
    String style = HtmlTemplate.fontFaces() + HtmlTemplate.read(PlanPage.class, "plan.css");
    page.put("script", script);
    page.put("scriptHash", HtmlTemplate.hash(script));
    page.put("style", style);
    page.put("styleHash", HtmlTemplate.hash(style));
    page.put("language", phrases.language().tag());
    page.put("title", phrases.text("plan.title", Map.of("title", content.heading())));
    page.put("heading", content.heading());
    page.put("lead", lead(phrases, dates, all));
    page.put("tool", content.tool());
    page.put("made", phrases.text("page.made", Map.of("tool", content.tool())));
    page.put("private", content.isPrivate());
    page.put("located", !content.map().crs().isPixels());
    page.put("crs", content.map().crs().isPixels() ? "" : content.map().crs().name());
    Map<String, String> labels = new HashMap<>();
    LABELS.forEach(label -> labels.put(label, phrases.text("plan." + label)));
    page.put("t", labels);
    CandidateCards cards = new CandidateCards(phrases, dates);
    page.put("backgrounds", cards.backgrounds(content.candidates()));
    // Pictures become text one by one while the page is written.
    Iterable<Map<String, Object>> rows =
        () ->
            Stream.iterate(0, i -> i < content.candidates().size(), i -> i + 1)
                .map(i -> cards.row(i, content.candidates().get(i)))
                .iterator();
    page.put("cards", rows);
    page.put("data", HtmlTemplate.json(new PlanPageData(content, phrases).tree()));
    HtmlTemplate.write(PlanPage.class, "plan", page, out);
  }

  private static String lead(Phrases phrases, DateWords dates, List<AcquisitionDate> all) {
    String count = phrases.count("candidates", all.size());
    return phrases.text(
        "plan.lead",
        Map.of(
            "candidates",
            count,
            "from",
            dates.text(all.get(0)),
            "to",
            dates.text(all.get(all.size() - 1))));
  }
}
