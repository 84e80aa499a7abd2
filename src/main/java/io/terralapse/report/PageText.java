package io.terralapse.report;

import java.util.Locale;

/** Numbers and verdicts as people read them. Stateless. */
final class PageText {
  private PageText() {}

  /** A signed number with a true minus; a dash where there is none. */
  static String signed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    String text = String.format(Locale.ROOT, "%+." + digits + "f", value);
    return text.matches("[+-]0\\.?0*") ? text.substring(1) : text.replace('-', '−');
  }

  /** A number; a dash where there is none. */
  static String plain(double value, int digits) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + digits + "f", value).replace('-', '−')
        : "–";
  }

  /**
   * A contradiction between measurements, in pixels; a dash where it is nothing because there was
   * nothing to contradict.
   */
  static String closure(double value, boolean checked) {
    return checked || value >= 0.0005 ? plain(value, 3) : "–";
  }

  /** A coordinate of a drawing. */
  static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", Double.isFinite(value) ? value : 0);
  }

  /** The page's first sentence. */
  static String headline(AlignmentReport report) {
    int refused = 0;
    int aligned = 0;
    double worst = 0;
    for (AlignedDate date : report.dates()) {
      refused += date.isRefused() ? 1 : 0;
      if (date.isAligned()) {
        aligned++;
        worst = Math.max(worst, Double.isFinite(date.uncertaintyPx()) ? date.uncertaintyPx() : 0);
      }
    }
    int all = report.dates().size();
    if (all == 0) {
      return "There is no date to align";
    }
    if (aligned + refused == 0) {
      return all == 1 ? "One date, nothing to align it with" : "Alignment is off";
    }
    int still = all - refused;
    String known =
        String.format(Locale.ROOT, " stand still, known to %.2f pixels or better", worst);
    return refused == 0
        ? "All " + all + " dates" + known
        : still + " of " + all + " dates" + (aligned == 0 ? " stand still" : known);
  }

  /** What follows it. */
  static String lead(AlignmentReport report, DateNames names) {
    long refused = report.dates().stream().filter(AlignedDate::isRefused).count();
    String why = sentence(reference(report, names));
    return refused == 0
        ? why
        : why
            + " "
            + (refused == 1 ? "One date" : refused + " dates")
            + " could not be aligned with confidence and "
            + (refused == 1 ? "is" : "are")
            + " shown where the georeference puts "
            + (refused == 1 ? "it." : "them.");
  }

  /** Sentences about the reference begin with its identifier, which says little to a reader. */
  private static String reference(AlignmentReport report, DateNames names) {
    String id = report.referenceId();
    return names.has(id) && report.referenceWhy().startsWith(id + " ")
        ? "The reference is " + names.of(id) + ": it" + report.referenceWhy().substring(id.length())
        : report.referenceWhy();
  }

  /** A date's verdict in a sentence or two. */
  static String verdict(AlignedDate date, double pixelSizeM) {
    return switch (date.status()) {
      case "reference" -> "The date that the others are compared with; it is not moved.";
      case "refused" ->
          "Not aligned: "
              + (date.reason().isBlank() ? "the evidence is too weak" : date.reason())
              + ". A wrong alignment is worse than none, so it stays where its georeference puts it.";
      case "aligned" -> aligned(date, pixelSizeM);
      default -> "Alignment is off; it is shown by its georeference.";
    };
  }

  private static String aligned(AlignedDate date, double pixelSizeM) {
    double length = Math.hypot(date.dxPx(), date.dyPx());
    String metres =
        Double.isFinite(pixelSizeM)
            ? String.format(Locale.ROOT, " (%.1f m)", length * pixelSizeM)
            : "";
    String lay =
        String.format(Locale.ROOT, "Its content lay %.2f pixels%s off", length, metres)
            + (date.model().equals("translation")
                ? ""
                : " at the middle, and not evenly: " + shape(date.model()));
    return date.applied()
        ? lay + "; the film moves it back."
        : lay + ", which is less than the measurement is sure of; it is left alone.";
  }

  private static String shape(String model) {
    return switch (model) {
      case "affine" -> "it is turned or stretched as well";
      case "local" -> "it is bent";
      case "similarity" -> "it is turned and of another size";
      default -> model;
    };
  }

  static String badge(AlignedDate date) {
    return switch (date.status()) {
      case "aligned" -> date.applied() ? "aligned" : "aligned, left alone";
      case "refused" -> "not aligned";
      default -> date.status();
    };
  }

  private static String sentence(String text) {
    String end = text.isEmpty() || text.endsWith(".") ? "" : ".";
    return text + end;
  }
}
