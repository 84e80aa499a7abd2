package io.terralapse.report;

/**
 * A width that charts are drawn for, so that their letters have the size of text on telephones as
 * on desks; the page shows the one that fits.
 */
enum PageWidth {
  NARROW("narrow", 350),
  MEDIUM("medium", 600),
  WIDE("wide", 950);

  private final String word;
  private final int pixels;

  PageWidth(String word, int pixels) {
    this.word = word;
    this.pixels = pixels;
  }

  String word() {
    return word;
  }

  int pixels() {
    return pixels;
  }
}
