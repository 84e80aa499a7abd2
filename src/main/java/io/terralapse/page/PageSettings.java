package io.terralapse.page;

/**
 * Which files for readers are written beside the video.
 *
 * @param page the page, {@code NAME.html}
 * @param email the text and picture of a mail, {@code NAME-email.html} and {@code NAME-email.jpg}
 * @param embed the figure to embed, {@code NAME-embed.html}, and {@code NAME-oembed.json}
 * @param captions the text tracks, {@code NAME.vtt} and {@code NAME-chapters.vtt}
 */
public record PageSettings(boolean page, boolean email, boolean embed, boolean captions) {
  /** None of them. */
  public static final PageSettings NONE = new PageSettings(false, false, false, false);

  /** Whether any of them is. */
  public boolean any() {
    return page || email || embed || captions;
  }
}
