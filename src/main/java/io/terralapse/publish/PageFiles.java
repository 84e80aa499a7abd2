package io.terralapse.publish;

import io.terralapse.draw.StillScaler;
import io.terralapse.encode.JpegPicture;
import io.terralapse.encode.Poster;
import io.terralapse.model.Picture;
import io.terralapse.page.EmbedPage;
import io.terralapse.page.MediaSource;
import io.terralapse.page.PageContent;
import io.terralapse.page.PageJob;
import io.terralapse.page.PagePictures;
import io.terralapse.page.PlayBadge;
import io.terralapse.page.TimelapsePage;
import java.io.IOException;
import java.util.List;

/** Stages the files for readers that the settings request. Stateless. */
public final class PageFiles {
  /** Newsletter services take pictures up to this size (Mailchimp, "About image blocks", 2026). */
  private static final int MAIL_PICTURE_BYTES = 1_000_000;

  private static final double WORST_QUALITY = 0.5;

  private PageFiles() {}

  /**
   * Stages the files, after the videos that they refer to.
   *
   * @param outputs have at least one video
   * @param frames of the video
   * @param last its last picture, with furniture
   * @param stills of its frames, without furniture; used for the page only
   */
  public static void add(
      Outputs outputs,
      PageJob job,
      PageContent content,
      int frames,
      Picture last,
      PagePictures.Stills stills)
      throws IOException {
    List<MediaSource> sources = outputs.sources();
    if (job.settings().captions()) {
      outputs.addText(job.captionsFile(), frames, out -> out.write(content.captions()));
      outputs.addText(job.chaptersFile(), frames, out -> out.write(content.chapters()));
    }
    if (job.settings().embed()) {
      outputs.addText(job.embedFile(), frames, out -> EmbedPage.writeFigure(content, sources, out));
      outputs.addText(job.oembedFile(), frames, out -> out.write(EmbedPage.oembed(content)));
    }
    if (job.settings().email()) {
      addMail(outputs, job, content, sources, last);
    }
    if (job.settings().page()) {
      List<Integer> pictures = PagePictures.choose(frames, stills, JpegPicture::decode);
      outputs.addText(
          job.pageFile(),
          frames,
          out -> TimelapsePage.write(content, sources, pictures, stills, out));
    }
  }

  private static void addMail(
      Outputs outputs, PageJob job, PageContent content, List<MediaSource> sources, Picture last)
      throws IOException {
    Picture badged = StillScaler.atMost(last, EmbedPage.MAIL_PICTURE_WIDTH).copy();
    PlayBadge.draw(badged);
    double quality = Poster.QUALITY;
    while (quality > WORST_QUALITY && Poster.jpeg(badged, quality).length > MAIL_PICTURE_BYTES) {
      quality -= 0.06;
    }
    outputs.addJpeg(job.emailPicture(), badged, quality);
    int height = EmbedPage.mailHeight(badged.width(), badged.height());
    MediaSource video = sources.get(sources.size() - 1);
    outputs.addText(job.emailFile(), 1, out -> EmbedPage.writeMail(content, video, height, out));
  }
}
