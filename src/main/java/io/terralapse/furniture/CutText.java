package io.terralapse.furniture;

import io.terralapse.model.Issue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text that ends with an ellipsis, since there is no space for all of it.
 *
 * @param setting that holds the text
 * @param place what has no space for it: {@code a frame}
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 */
public record CutText(String setting, String place, int width, int height) {
  /** Its space does not depend on the shape. */
  private static final String LEGEND = "furniture.legend_title";

  static List<CutText> ofFrame(
      List<TitleBlock> titles, Optional<FittedText> legend, Canvas canvas) {
    int width = canvas.width();
    int height = canvas.height();
    return Stream.concat(
            titles.stream()
                .filter(TitleBlock::cut)
                .map(title -> new CutText(title.setting(), "a frame", width, height)),
            legend
                .filter(FittedText::cut)
                .map(text -> new CutText(LEGEND, "the legend of a frame", width, height))
                .stream())
        .toList();
  }

  static CutText ofCard(String setting, Canvas canvas) {
    return new CutText(setting, "a title card", canvas.width(), canvas.height());
  }

  /**
   * The issue that the text is truncated.
   *
   * @param rendition whose frames have it; empty for the job's own
   */
  public Issue issue(String rendition) {
    return new Issue(
        "text-cut",
        setting,
        setting
            + ": "
            + place
            + " of "
            + width
            + "x"
            + height
            + (rendition.isEmpty() ? "" : " (rendition " + rendition + ")")
            + " has no space for all of it, and it ends with an ellipsis; shorten it"
            + (setting.equals(LEGEND) ? "." : ", or choose a wider shape."));
  }
}
