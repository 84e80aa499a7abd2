package io.terralapse.page;

import io.terralapse.template.HtmlTemplate;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders the figure that other pages embed or copy, and the mail's text. Stateless. */
public final class EmbedPage {
  /** Width of the picture in the mail, pixels: twice the 600 at which it is shown. */
  public static final int MAIL_PICTURE_WIDTH = 1200;

  private static final int MAIL_WIDTH = 600;

  private EmbedPage() {}

  /**
   * Writes the figure as a page of its own.
   *
   * @param sources video files, the most efficient first
   * @param out not closed
   */
  public static void writeFigure(PageContent content, List<MediaSource> sources, Writer out)
      throws IOException {
    PageJob job = content.job();
    Map<String, Object> page = common(content);
    List<Map<String, Object>> rows = TimelapsePage.sourceRows(content, sources);
    page.put("sources", rows);
    page.put("main", rows.isEmpty() ? List.of() : rows.subList(rows.size() - 1, rows.size()));
    page.put("poster", job.poster() ? job.address(job.posterFile()) : "");
    page.put("captions", job.settings().captions() ? job.address(job.captionsFile()) : "");
    page.put("chapters", job.address(job.chaptersFile()));
    page.put("label", content.phrases().text("page.captions"));
    page.put("page", job.settings().page() ? job.address(job.pageFile()) : "");
    HtmlTemplate.write(EmbedPage.class, "embed", page, out);
  }

  /** What an oEmbed provider answers about the figure. */
  public static String oembed(PageContent content) {
    return StructuredData.oembed(content).toPrettyString() + "\n";
  }

  /**
   * Writes the text of the mail.
   *
   * @param video that it links to if there is no page
   * @param pictureHeight of the picture for a width of 600 pixels
   * @param out not closed
   */
  public static void writeMail(
      PageContent content, MediaSource video, int pictureHeight, Writer out) throws IOException {
    PageJob job = content.job();
    Map<String, Object> mail = common(content);
    mail.put("link", job.address(job.settings().page() ? job.pageFile() : video.file()));
    mail.put("still", job.address(job.emailPicture()));
    mail.put("picture", job.address(job.emailGif().orElse(job.emailPicture())));
    mail.put("moves", job.emailGif().isPresent());
    mail.put("height", pictureHeight);
    String alt = job.emailGif().isPresent() ? content.text().alt() : content.text().posterAlt();
    mail.put("alt", alt + " " + content.phrases().text("email.open") + ".");
    mail.put("watch", content.phrases().text("email.watch"));
    HtmlTemplate.write(EmbedPage.class, "email", mail, out);
  }

  /** Height at which the mail shows a picture, pixels. */
  public static int mailHeight(int width, int height) {
    return Math.max(1, Math.round((float) MAIL_WIDTH * height / width));
  }

  private static Map<String, Object> common(PageContent content) {
    Map<String, Object> page = new HashMap<>();
    var grid = content.ledger().grid().orElseThrow();
    page.put("language", content.phrases().language().tag());
    page.put("title", content.job().heading());
    page.put("lead", content.text().lead());
    page.put("alt", content.text().alt());
    page.put("credit", content.facts().credit().orElse(""));
    page.put("width", grid.width());
    page.put("height", grid.height());
    return page;
  }
}
