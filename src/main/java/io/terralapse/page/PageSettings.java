package io.terralapse.page;

/**
 * Which files for readers are written beside the video.
 *
 * @param page the page, {@code NAME.html}
 * @param email the text and picture of a mail, {@code NAME-email.html} and {@code NAME-email.jpg}
 * @param emailPicture what the mail shows
 * @param embed the figure to embed, {@code NAME-embed.html}, and {@code NAME-oembed.json}
 * @param captions the text tracks, {@code NAME.vtt} and {@code NAME-chapters.vtt}
 */
public record PageSettings(
    boolean page, boolean email, EmailPicture emailPicture, boolean embed, boolean captions) {
  /** What a mail shows. */
  public enum EmailPicture {
    /** The animated picture if one is made for mails, else the still. */
    AUTO,

    /** A still with a badge. */
    POSTER,

    /** An animated picture. */
    GIF
  }

  /** None of them. */
  public static final PageSettings NONE =
      new PageSettings(false, false, EmailPicture.AUTO, false, false);

  /** Whether any of them is. */
  public boolean any() {
    return page || email || embed || captions;
  }
}
