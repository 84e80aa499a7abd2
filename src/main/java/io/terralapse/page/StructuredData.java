package io.terralapse.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.Grid;
import io.terralapse.words.SequenceFacts;
import java.util.List;
import java.util.Locale;

/** What machines read about a video: schema.org's VideoObject and oEmbed 1.0. Stateless. */
final class StructuredData {
  private StructuredData() {}

  /**
   * The JSON-LD of a page.
   *
   * @param sources video files, the most efficient first
   */
  static ObjectNode videoObject(PageContent content, List<MediaSource> sources) {
    PageJob job = content.job();
    SequenceFacts facts = content.facts();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("@context", "https://schema.org").put("@type", "VideoObject");
    root.put("name", job.heading());
    root.put("description", content.text().paragraph());
    root.put("inLanguage", content.phrases().language().tag());
    root.put("duration", String.format(Locale.ROOT, "PT%.2fS", content.seconds()));
    root.put("temporalCoverage", facts.first().text() + "/" + facts.last().text());
    content
        .ledger()
        .grid()
        .ifPresent(grid -> root.put("width", grid.width()).put("height", grid.height()));
    if (job.poster()) {
      root.put("thumbnailUrl", job.address(job.posterFile()));
    }
    if (!sources.isEmpty()) {
      MediaSource last = sources.get(sources.size() - 1);
      root.put("contentUrl", job.address(last.file()))
          .put("encodingFormat", last.type().replaceAll(";.*", ""));
    }
    if (job.settings().embed()) {
      root.put("embedUrl", job.address(job.embedFile()));
    }
    facts.credit().ifPresent(credit -> root.put("creditText", credit));
    facts
        .place()
        .ifPresent(
            place ->
                root.putObject("contentLocation")
                    .put("@type", "Place")
                    .putObject("geo")
                    .put("@type", "GeoCoordinates")
                    .put("latitude", rounded(place.lat()))
                    .put("longitude", rounded(place.lon())));
    return root;
  }

  /** About 10 m. */
  private static double rounded(double degrees) {
    return Math.round(degrees * 1e4) / 1e4;
  }

  /** The answer of an oEmbed provider, of type video. */
  static ObjectNode oembed(PageContent content) {
    PageJob job = content.job();
    Grid grid = content.ledger().grid().orElseThrow();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", "1.0").put("type", "video");
    root.put("title", job.heading());
    root.put("width", grid.width()).put("height", grid.height());
    root.put(
        "html",
        "<iframe src=\""
            + escaped(job.address(job.embedFile()))
            + "\" width=\""
            + grid.width()
            + "\" height=\""
            + grid.height()
            + "\" title=\""
            + escaped(content.text().alt())
            + "\" style=\"border:0;max-width:100%\" allow=\"fullscreen\""
            + " loading=\"lazy\"></iframe>");
    if (job.poster()) {
      root.put("thumbnail_url", job.address(job.posterFile()))
          .put("thumbnail_width", grid.width())
          .put("thumbnail_height", grid.height());
    }
    return root;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
