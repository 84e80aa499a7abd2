package io.terralapse.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats numbers and sentences of the page. Stateless and thread-safe. */
final class PageText {
  /** Smallest uncertainty in the headline, which has two decimals. */
  private static final double LEAST_SHOWN_PX = 0.01;

  /** Figures that mean nothing without the documentation. */
  private static final Pattern MEASURES = Pattern.compile(": median similarity [^,]*, [^,]*$");

  private PageText() {}

  /** A number with its sign, or a dash if it is not finite. */
  static String signed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    String text = String.format(Locale.ROOT, "%+." + digits + "f", value);
    return text.matches("[+-]0\\.?0*") ? text.substring(1) : text.replace('-', '−');
  }

  /** A number, or a dash if it is not finite. */
  static String plain(double value, int digits) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + digits + "f", value).replace('-', '−')
        : "–";
  }

  /** An uncertainty, rounded up so that no more is promised than is known; or a dash. */
  static String upTo(double value, int digits) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.CEILING).toPlainString()
        : "–";
  }

  /** A closure in pixels, or a dash if it is 0 only because it could not be checked. */
  static String closure(double value, boolean checked) {
    return checked || value >= 0.0005 ? plain(value, 3) : "–";
  }

  /** A coordinate of an SVG drawing. */
  static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", Double.isFinite(value) ? value : 0);
  }

  /** The headline: how many dates are aligned, and how well. */
  static String headline(AlignmentReport report) {
    int refused = 0;
    int aligned = 0;
    double worst = LEAST_SHOWN_PX;
    for (AlignedDate date : report.dates()) {
      refused += date.isRefused() ? 1 : 0;
      if (date.isAligned()) {
        aligned++;
        worst =
            Math.max(
                worst,
                Double.isFinite(date.shift().uncertaintyPx()) ? date.shift().uncertaintyPx() : 0);
      }
    }
    int all = report.dates().size();
    if (all == 0) {
      return "There are no dates to align.";
    }
    if (aligned + refused == 0) {
      return all == 1 ? "There is only one date, so nothing to align." : "Alignment is off.";
    }
    if (aligned == 0) {
      String other = all > refused ? "other " : "";
      return refused == 1
          ? "The " + other + "date could not be aligned."
          : "None of the " + other + refused + " dates could be aligned.";
    }
    String within = " aligned, to within " + upTo(worst, 2) + " pixels.";
    if (refused > 0) {
      int good = all - refused;
      return good + " of " + all + " dates " + (good == 1 ? "is" : "are") + within;
    }
    return switch (all) {
      case 1 -> "The date is" + within;
      case 2 -> "Both dates are" + within;
      default -> "All " + all + " dates are" + within;
    };
  }

  /** The text below the headline. */
  static String lead(AlignmentReport report, DateNames names) {
    long refused = report.dates().stream().filter(AlignedDate::isRefused).count();
    String why = sentence(reference(report, names));
    if (refused == 0) {
      return why;
    }
    String rest =
        refused == 1
            ? "One date could not be aligned reliably and is shown as georeferenced."
            : refused + " dates could not be aligned reliably and are shown as georeferenced.";
    return why.isEmpty() ? rest : why + " " + rest;
  }

  /** Why the reference was chosen, with the date's name in place of its identifier. */
  private static String reference(AlignmentReport report, DateNames names) {
    String id = report.referenceId();
    return names.has(id) && report.referenceWhy().startsWith(id + " ")
        ? "The reference is "
            + names.of(id)
            + ": it"
            + MEASURES.matcher(report.referenceWhy().substring(id.length())).replaceAll("")
        : report.referenceWhy();
  }

  /** The verdict on a date in one or two sentences. */
  static String verdict(AlignedDate date, double pixelSizeM) {
    return switch (date.shift().status()) {
      case REFERENCE -> "The reference: all other dates are aligned to it.";
      case REFUSED ->
          "Not aligned: "
              + (date.reason().isBlank() ? "the evidence is too weak" : date.reason())
              + ". It is shown as georeferenced, because a wrong alignment is worse than none.";
      case ALIGNED -> aligned(date, pixelSizeM);
      default -> "Alignment is off; the date is shown as georeferenced.";
    };
  }

  private static String aligned(AlignedDate date, double pixelSizeM) {
    double length = Math.hypot(date.shift().dxPx(), date.shift().dyPx());
    String metres =
        Double.isFinite(pixelSizeM)
            ? String.format(Locale.ROOT, " (%.1f m)", length * pixelSizeM)
            : "";
    boolean uniform = date.shift().model().equals("translation");
    String off =
        String.format(Locale.ROOT, "Its content was %.2f pixels%s off", length, metres)
            + (uniform
                ? ""
                : " at the centre of the frame, and also " + nonRigid(date.shift().model()));
    return date.shift().applied()
        ? off + "; the video corrects this."
        : off + "; this is less than the uncertainty of the measurement, so it was not moved.";
  }

  private static String nonRigid(String model) {
    return switch (model) {
      case "affine" -> "rotated, scaled or sheared";
      case "local" -> "locally deformed";
      case "similarity" -> "rotated and scaled";
      default -> model;
    };
  }

  static String badge(AlignedDate date) {
    return switch (date.shift().status()) {
      case ALIGNED -> date.shift().applied() ? "aligned" : "aligned, not moved";
      case REFUSED -> "not aligned";
      default -> date.shift().status().word();
    };
  }

  private static String sentence(String text) {
    String end = text.isEmpty() || text.endsWith(".") ? "" : ".";
    return text + end;
  }
}
