package io.terralapse.pipeline;

import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.encode.Mp4Extras;
import io.terralapse.encode.PosterSettings;
import io.terralapse.model.Picture;
import io.terralapse.pace.CodedSequence;
import io.terralapse.page.PageContent;
import io.terralapse.page.PlayBadge;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.publish.VideoParts;
import io.terralapse.rendition.RenditionSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Stages the files of renditions that were drawn: video, poster, pair and text track. */
final class RenditionOutputs {
  private final RunContext context;
  private final FrameDrawing drawing;
  private final PageContent content;
  private @Nullable FrameRenderer lastRenderer;
  private @Nullable Picture lastPair;

  RenditionOutputs(RunContext context, FrameDrawing drawing, PageContent content) {
    this.context = context;
    this.drawing = drawing;
    this.content = content;
  }

  /** Stages all files of a rendition that its settings request. */
  void add(Outputs outputs, DrawnRendition drawn) throws IOException {
    RenditionFiles files = drawn.files();
    RenditionSettings settings = drawn.rendition().settings();
    CodedSequence sequence = drawing.sequences().of(settings.name());
    String job = context.job().name();
    if (files.mp4()) {
      outputs.addVideo(files, parts(drawn), drawn.earlier(), drawn.fitted());
    }
    if (files.poster()) {
      outputs.addPicture(files, files.posterName(job), poster(drawn), mostBytes(settings));
    }
    if (files.pair()) {
      outputs.addPicture(files, files.pairName(job), pair(drawn), mostBytes(settings));
    }
    if (files.captions()) {
      outputs.addTrack(
          files, files.captionsName(job), sequence.dates(), content.captions(sequence));
    }
  }

  /** The pair of a rendition; those that look the same follow each other. */
  private Picture pair(DrawnRendition drawn) throws IOException {
    Picture known = lastPair;
    if (known == null || lastRenderer != drawn.track().renderer()) {
      known = drawing.renditions().pair(drawn, drawing.plans());
      lastPair = known;
      lastRenderer = drawn.track().renderer();
    }
    return known;
  }

  private static OptionalLong mostBytes(RenditionSettings settings) {
    long own = settings.stills().maxBytes().orElse(Long.MAX_VALUE);
    long most = Math.min(own, settings.limits().stillBytes().orElse(Long.MAX_VALUE));
    return most == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(most);
  }

  private Picture poster(DrawnRendition drawn) throws IOException {
    PosterSettings stills = drawn.rendition().settings().stills();
    FramePlan first = drawing.plans().get(0);
    Picture frame =
        stills.frame() == PosterSettings.Frame.FIRST
            ? drawn.track().renderer().render(first)
            : drawn.encoded().last();
    if (!stills.badge()) {
      return frame;
    }
    Picture badged = frame.copy();
    PlayBadge.draw(badged);
    return badged;
  }

  /** What the video of a rendition is made of. */
  VideoParts parts(DrawnRendition drawn) throws IOException {
    CodedSequence sequence = drawing.sequences().of(drawn.rendition().name());
    RenditionSettings settings = drawn.rendition().settings();
    List<Mp4Extras.Chapter> chapters = new ArrayList<>();
    if (settings.video().chapters()) {
      content
          .chapterTimes(sequence)
          .forEach(
              chapter ->
                  chapters.add(
                      new Mp4Extras.Chapter(
                          chapter.text(), chapter.startSeconds(), chapter.endSeconds())));
    }
    return new VideoParts(
        drawn.segments(),
        drawn.grid().width(),
        drawn.grid().height(),
        sequence.timing(),
        new Mp4Extras(settings.video().gop(), chapters));
  }
}
