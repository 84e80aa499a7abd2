package io.terralapse.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.ledger.Ledger;
import io.terralapse.words.Phrases;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The frames of a page: their names, their places on the scale, and their times in the video. */
final class PageFrames {
  /** Length of the scale. */
  private static final int SCALE = 1000;

  private final PageContent content;
  private final List<OneFrame> frames = new ArrayList<>();

  /**
   * A frame.
   *
   * @param id its name in addresses
   * @param at place on the scale, 0 to 1000
   */
  private record OneFrame(String id, String date, double at, Ledger.Slot slot) {}

  PageFrames(PageContent content) {
    this.content = content;
    List<Ledger.Entry> all = content.frames();
    double first = time(all.get(0));
    double length = time(all.get(all.size() - 1)) - first;
    Map<String, Integer> seen = new HashMap<>();
    for (Ledger.Entry one : all) {
      String id = content.dates().fragment(one.acquired());
      int number = seen.merge(id, 1, Integer::sum);
      frames.add(
          new OneFrame(
              number == 1 ? id : id + "-" + number,
              content.dates().text(one.acquired()),
              length > 0 ? SCALE * (time(one) - first) / length : 0,
              one.slot().orElseThrow()));
    }
  }

  private static double time(Ledger.Entry one) {
    return one.acquired().start().getEpochSecond();
  }

  /** Date of a frame. */
  String date(int index) {
    return frames.get(index).date();
  }

  /** What the template shows of them. */
  List<Map<String, Object>> rows() {
    return frames.stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "id",
                    one.id(),
                    "date",
                    one.date(),
                    "percent",
                    String.format(Locale.ROOT, "%.3f", 100 * one.at() / SCALE)))
        .toList();
  }

  /** What the script knows of them. */
  ObjectNode data() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    Phrases phrases = content.phrases();
    root.put("language", phrases.language().tag());
    boolean last = content.job().poster() && !content.job().posterIsFirst();
    root.put("first", last ? frames.size() - 1 : 0);
    ArrayNode list = root.putArray("frames");
    for (OneFrame one : frames) {
      list.addObject()
          .put("id", one.id())
          .put("date", one.date())
          .put("at", rounded(one.at()))
          .put("start", rounded(one.slot().startSeconds()))
          .put("end", rounded(one.slot().endSeconds()));
    }
    root.putObject("text")
        .put("play", phrases.text("page.play"))
        .put("pause", phrases.text("page.pause"))
        .put("captions", phrases.text("page.captions"))
        .put("position", phrases.text("page.compare.position"));
    return root;
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
  }
}
