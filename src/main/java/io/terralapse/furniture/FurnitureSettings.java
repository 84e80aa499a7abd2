package io.terralapse.furniture;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.text.Typefaces;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of the furniture.
 *
 * @param title title, if any; drawn if {@code showTitle}
 * @param subtitle line under the title, if any
 * @param datePattern a {@link java.time.format.DateTimeFormatter} pattern; empty draws no date
 * @param locale language of month names
 * @param zone time zone of instants
 * @param showTitle draw title and subtitle
 * @param scaleBar draw the scale bar
 * @param northArrow draw the north arrow
 * @param credit fixed credit line; empty uses that of each frame
 * @param showCredit draw the credit line
 * @param legend when to draw a legend
 * @param bandLabel name the bands where colours are not natural
 * @param marks timeline, units and legend
 * @param style how it looks
 */
public record FurnitureSettings(
    Optional<String> title,
    Optional<String> subtitle,
    @JsonProperty("date") Optional<String> datePattern,
    Locale locale,
    ZoneId zone,
    boolean showTitle,
    boolean scaleBar,
    boolean northArrow,
    Optional<String> credit,
    boolean showCredit,
    LegendUse legend,
    boolean bandLabel,
    MarkSettings marks,
    StyleSettings style) {

  /** When a legend is drawn. */
  public enum LegendUse {
    /** If one channel is shown in colours. */
    AUTO,
    /** If one channel is shown, also in grey. */
    ALWAYS,
    NEVER
  }

  /** Settings with {@link LegendUse#AUTO}, the names of bands, and the usual style. */
  public FurnitureSettings(
      Optional<String> title,
      Optional<String> subtitle,
      Optional<String> datePattern,
      Locale locale,
      ZoneId zone,
      boolean showTitle,
      boolean scaleBar,
      boolean northArrow,
      Optional<String> credit,
      boolean showCredit) {
    this(
        title,
        subtitle,
        datePattern,
        locale,
        zone,
        showTitle,
        scaleBar,
        northArrow,
        credit,
        showCredit,
        LegendUse.AUTO,
        true,
        MarkSettings.DEFAULTS,
        StyleSettings.DEFAULTS);
  }

  /** The settings in another style. */
  public FurnitureSettings with(StyleSettings other) {
    return new FurnitureSettings(
        title,
        subtitle,
        datePattern,
        locale,
        zone,
        showTitle,
        scaleBar,
        northArrow,
        credit,
        showCredit,
        legend,
        bandLabel,
        marks,
        other);
  }

  /** The settings with other marks. */
  public FurnitureSettings with(MarkSettings other) {
    return new FurnitureSettings(
        title,
        subtitle,
        datePattern,
        locale,
        zone,
        showTitle,
        scaleBar,
        northArrow,
        credit,
        showCredit,
        legend,
        bandLabel,
        other,
        style);
  }

  /**
   * How the dates of a sequence are written; in ISO 8601 if the video shows none.
   *
   * @throws io.terralapse.model.UserError (usage) if the pattern is invalid
   */
  public Function<AcquisitionDate, String> dateNames(List<AcquisitionDate> all) {
    return datePattern
        .map(pattern -> new DateText(pattern, locale, zone, all, List.of()))
        .<Function<AcquisitionDate, String>>map(text -> text::of)
        .orElse(AcquisitionDate::text);
  }

  /** The fonts that texts are drawn with. */
  public Typefaces fonts() {
    return Typefaces.of(style.font(), locale);
  }

  /** All settings as text, and the content of files instead of their names: equal everywhere. */
  public String key() {
    return with(style.withoutFiles()) + " " + style.filesKey();
  }

  /**
   * Whether a video of one channel has a legend.
   *
   * @param coloured whether the channel is shown in colours rather than grey
   */
  public boolean showsLegend(boolean coloured) {
    return legend == LegendUse.ALWAYS || (legend == LegendUse.AUTO && coloured);
  }

  /** Date, scale bar, north arrow and automatic credit, in English and UTC. */
  public static final FurnitureSettings DEFAULTS =
      new FurnitureSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.of("d MMMM uuuu"),
          Locale.ENGLISH,
          ZoneId.of("UTC"),
          true,
          true,
          true,
          Optional.empty(),
          true);
}
