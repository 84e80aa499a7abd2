package io.terralapse.page;

import io.terralapse.ledger.Ledger;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.template.HtmlTemplate;
import io.terralapse.words.Phrases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Renders the page of a time-lapse: one HTML file beside the video that makes no other requests,
 * works from disk, by keyboard and without JavaScript, can be printed, and has the same bytes for
 * the same content. A content security policy allows only the page's own script and style.
 * Stateless.
 */
public final class TimelapsePage {
  /** More dates have smaller marks on the scale. */
  private static final int DENSE = 40;

  private TimelapsePage() {}

  /**
   * Writes the page.
   *
   * @param sources video files, the most efficient first
   * @param pictures frames that can be compared, in order
   * @param stills their pictures, each read once
   * @param out not closed
   */
  public static void write(
      PageContent content,
      List<MediaSource> sources,
      List<Integer> pictures,
      PagePictures.Stills stills,
      Writer out)
      throws IOException {
    Map<String, Object> page = new HashMap<>();
    String script = HtmlTemplate.read(TimelapsePage.class, "page.js");
    String style = HtmlTemplate.read(TimelapsePage.class, "page.css");
    page.put("script", script);
    page.put("scriptHash", HtmlTemplate.hash(script));
    page.put("style", style);
    page.put("styleHash", HtmlTemplate.hash(style));
    putText(page, content);
    putAddresses(page, content, sources);
    putFrames(page, content);
    List<String> changes = new ChangeSentences(content).all();
    page.put("hasChanges", !changes.isEmpty());
    page.put("changes", changes);
    putPictures(page, content, pictures, stills);
    page.put("rows", new SceneTable(content).rows());
    page.put("how", how(content));
    page.put("structured", HtmlTemplate.json(StructuredData.videoObject(content, sources)));
    HtmlTemplate.write(TimelapsePage.class, "page", page, out);
  }

  private static void putText(Map<String, Object> page, PageContent content) {
    PageJob job = content.job();
    Phrases phrases = content.phrases();
    Grid grid = content.ledger().grid().orElseThrow();
    page.put("language", phrases.language().tag());
    page.put("title", job.heading());
    page.put("subtitle", job.subtitle().orElse(""));
    page.put("lead", (content.text().lead() + " " + content.within()).strip());
    page.put("alt", content.text().alt());
    page.put(
        "posterAlt",
        content.job().posterIsFirst() ? content.text().alt() : content.text().posterAlt());
    page.put("description", content.text().paragraph());
    page.put("credit", content.facts().credit().orElse(""));
    page.put("tool", job.tool());
    page.put("width", grid.width());
    page.put("height", grid.height());
    page.put("narrow", 4 * grid.width() <= 5 * grid.height());
    String hash = content.ledger().job().settingsHash();
    page.put(
        "made",
        phrases.text("page.made", Map.of("tool", job.tool()))
            + " · "
            + phrases.text(
                "page.settings", Map.of("hash", hash.substring(0, Math.min(12, hash.length())))));
    Map<String, String> labels = new HashMap<>();
    Map.ofEntries(
            Map.entry("video", "page.video"),
            Map.entry("novideo", "page.novideo"),
            Map.entry("nojs", "page.nojs"),
            Map.entry("play", "page.play"),
            Map.entry("scrubber", "page.scrubber"),
            Map.entry("keys", "page.keys"),
            Map.entry("dates", "page.dates"),
            Map.entry("compare", "page.compare"),
            Map.entry("boundary", "page.compare.slider"),
            Map.entry("before", "page.before"),
            Map.entry("after", "page.after"),
            Map.entry("changes", "page.changes"),
            Map.entry("table", "page.table"),
            Map.entry("acquired", "page.acquired"),
            Map.entry("source", "page.source"),
            Map.entry("cloud", "page.cloud"),
            Map.entry("moved", "page.moved"),
            Map.entry("verdict", "page.verdict"),
            Map.entry("how", "page.how"),
            Map.entry("licence", "page.licence"),
            Map.entry("ledger", "page.ledger"),
            Map.entry("report", "page.alignment"))
        .forEach((label, key) -> labels.put(label, phrases.text(key)));
    page.put("t", labels);
  }

  private static void putAddresses(
      Map<String, Object> page, PageContent content, List<MediaSource> sources) {
    PageJob job = content.job();
    page.put("absolute", job.baseUrl().isPresent());
    page.put("page", job.address(job.pageFile()));
    page.put("poster", job.poster() ? job.posterFile() : "");
    page.put("image", job.poster() ? job.address(job.posterFile()) : "");
    page.put("oembed", job.settings().embed() ? job.address(job.oembedFile()) : "");
    page.put("ledger", job.name() + ".ledger.json");
    page.put("report", job.report() ? job.name() + ".alignment.html" : "");
    page.put("sources", sourceRows(content, sources));
    page.put("videos", sourceRows(content, sources));
  }

  /** What templates show of video files. */
  static List<Map<String, Object>> sourceRows(PageContent content, List<MediaSource> sources) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (MediaSource source : sources) {
      rows.add(
          Map.of(
              "file",
              source.file(),
              "address",
              content.job().address(source.file()),
              "type",
              source.type(),
              "download",
              content.phrases().text("page.download", Map.of("format", source.format()))));
    }
    return rows;
  }

  private static void putFrames(Map<String, Object> page, PageContent content) {
    PageFrames frames = new PageFrames(content);
    boolean dense = content.frames().size() > DENSE;
    page.put("frames", frames.rows());
    page.put("firstDate", frames.date(0));
    page.put("shownDate", frames.date(content.job().poster() ? content.frames().size() - 1 : 0));
    page.put("lastDate", frames.date(content.frames().size() - 1));
    page.put("dense", dense);
    page.put("radius", dense ? "2" : "5");
    page.put("data", HtmlTemplate.json(frames.data()));
  }

  private static void putPictures(
      Map<String, Object> page,
      PageContent content,
      List<Integer> pictures,
      PagePictures.Stills stills)
      throws IOException {
    boolean compare = pictures.size() > 1;
    page.put("compare", compare);
    if (!compare) {
      return;
    }
    Grid grid = content.ledger().grid().orElseThrow();
    int width = Math.min(grid.width(), PagePictures.width(content.frames().size()));
    page.put("stillWidth", width);
    page.put("stillHeight", Math.round((float) width * grid.height() / grid.width()));
    page.put(
        "some",
        pictures.size() < content.frames().size()
            ? content
                .phrases()
                .sentence(
                    "page.compare.some",
                    Map.of("images", content.phrases().count("images", pictures.size())))
            : "");
    int first = pictures.get(0);
    int last = pictures.get(pictures.size() - 1);
    page.put("firstPicture", base64(stills, first));
    page.put("lastPicture", base64(stills, last));
    PageFrames frames = new PageFrames(content);
    page.put(
        "choices",
        pictures.stream()
            .map(
                i ->
                    Map.of(
                        "index", i, "date", frames.date(i), "first", i == first, "last", i == last))
            .toList());
    // Read one by one while the page is written.
    Iterable<Map<String, Object>> all =
        () ->
            pictures.stream()
                .map(
                    i ->
                        Map.<String, Object>of(
                            "index", i, "comma", i == first ? "" : ",", "jpeg", lazy(stills, i)))
                .iterator();
    page.put("pictures", all);
  }

  private static String lazy(PagePictures.Stills stills, int index) {
    try {
      return base64(stills, index);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String base64(PagePictures.Stills stills, int index) throws IOException {
    return Base64.getEncoder().encodeToString(stills.jpeg(index));
  }

  private static List<String> how(PageContent content) {
    Phrases phrases = content.phrases();
    Ledger ledger = content.ledger();
    List<String> how = new ArrayList<>();
    how.add(grid(content));
    ledger
        .look()
        .filter(look -> !look.channels().isEmpty())
        .ifPresent(
            look ->
                how.add(
                    phrases.sentence(
                        "page.how.stretch", Map.of("stretch", stretch(look, phrases)))));
    boolean aligned =
        content.frames().stream().anyMatch(one -> one.shift().status() != Shift.Status.OFF);
    how.add(phrases.text(aligned ? "page.how.align" : "page.how.unaligned"));
    if (content.frames().stream().anyMatch(one -> one.filledPercent() > 0)) {
      how.add(phrases.text("page.how.filled"));
    }
    return how;
  }

  private static String grid(PageContent content) {
    Phrases phrases = content.phrases();
    Grid grid = content.ledger().grid().orElseThrow();
    String size = grid.width() + " × " + grid.height();
    String text =
        grid.hasGroundSize()
            ? phrases.text(
                "page.how.pixel",
                Map.of("size", size, "metres", significant(grid.pixelSizeM(), phrases)))
            : phrases.text("page.how.grid", Map.of("size", size));
    boolean named =
        content.ledger().job().revealLocation() && grid.crs().matches("EPSG:[0-9]{1,9}");
    return text
        + (named ? ", " + phrases.text("page.how.crs", Map.of("crs", grid.crs())) : "")
        + ".";
  }

  private static String stretch(Ledger.Look look, Phrases phrases) {
    return String.join(
        ", ",
        look.channels().stream()
            .map(
                one ->
                    one.name()
                        + " "
                        + significant(one.low(), phrases)
                        + " … "
                        + significant(one.high(), phrases))
            .toList());
  }

  /** Three significant digits. */
  private static String significant(double value, Phrases phrases) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    int before = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    String text = String.format(Locale.ROOT, "%." + Math.max(0, 3 - before) + "f", value);
    int decimals =
        text.contains(".") ? text.replaceAll("0+$", "").replaceAll("^[^.]*\\.", "").length() : 0;
    return phrases.number(value, decimals);
  }
}
