package io.terralapse.pipeline;

import io.terralapse.draw.FramePlan;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.EncodedSegment;
import io.terralapse.encode.Mp4Segments;
import io.terralapse.encode.SegmentDifference;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.lock.LockFile;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Issue;
import io.terralapse.pace.CodedSequence;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws and encodes segments of the published video again, from the scenes, and compares their
 * bytes with those in the file. So the frames are proved to come from these scenes by these
 * settings.
 */
final class SegmentsCheck {
  private final RunContext context;
  private final PublishedScenes published;
  private final List<Issue> differences;
  private @Nullable FrameDrawing measuredDrawing;

  /**
   * A check of the segments of a run.
   *
   * @param context a run without the cache, so that nothing is taken from earlier ones
   * @param differences receives what is found
   */
  SegmentsCheck(RunContext context, PublishedScenes published, List<Issue> differences) {
    this.context = context;
    this.published = published;
    this.differences = differences;
  }

  /**
   * Compares.
   *
   * @param video the published video
   * @param most how many segments to compare, spread evenly over the video
   * @return how many were drawn again
   */
  int check(Ledger.Output video, int most) throws Exception {
    if (video.segments().isEmpty()) {
      differ(
          video,
          "has no segments in the ledger, as earlier versions published it; run `terralapse render`"
              + " to publish it with them");
      return 0;
    }
    FrameDrawing drawing;
    try {
      drawing = drawing();
    } catch (NoUsableScenesException none) {
      differ(video, "cannot be made from these scenes: " + none.getMessage());
      return 0;
    }
    String rendition = video.rendition().equals("main") ? "" : video.rendition();
    if (!drawing.sequences().has(rendition)) {
      differ(video, "is a rendition that the settings no longer have; run `terralapse render`");
      return 0;
    }
    CodedSequence sequence = drawing.sequences().of(rendition);
    int pictures = video.segments().stream().mapToInt(Ledger.Segment::pictures).sum();
    if (sequence.pictures().size() != pictures) {
      differ(
          video,
          "has "
              + pictures
              + " frames, and these scenes and settings give "
              + sequence.pictures().size()
              + "; restore them, or run `terralapse render`");
      return 0;
    }
    if (!drawing.sequences().video(rendition, drawing.segments()).sizes().equals(sizes(video))) {
      differ(
          video,
          "is divided into other segments than the lock says; restore the lock that was written"
              + " with it, or run `terralapse render`");
      return 0;
    }
    List<Integer> sample = sample(video.segments().size(), most);
    context.progress().stage("drawing segments again", sample.size());
    List<CodedSegment> drawn =
        drawing.renditions().encode(rendition, drawing.plans(), drawing.segments(), sample);
    compare(video, sample, drawn, new Shown(sequence, drawing.plans()));
    return sample.size();
  }

  /** How these scenes and settings are drawn; measured once for all renditions. */
  private FrameDrawing drawing() throws Exception {
    FrameDrawing known = measuredDrawing;
    if (known == null) {
      LockFile lock = context.openLock();
      SceneInventory inventory =
          context.planReading(context.georeferenced(context.findScenes()), lock);
      Measurement measured =
          Measurement.of(context, inventory, lock, false, context.options().leastDates());
      FillOrder fill = measured.fill(context.job().fill());
      Optional<ComparedPanel> panel = ComparedPanel.plan(context);
      known =
          FrameDrawing.of(
              context,
              inventory,
              RenditionDrawing.plan(context, inventory),
              measured,
              fill,
              context.furniture(inventory, fill, lock),
              panel.isPresent()
                  ? Optional.of(panel.get().measure(inventory, measured, 1))
                  : Optional.empty(),
              OnsetLabels.of(context, inventory, measured));
      measuredDrawing = known;
    }
    return known;
  }

  /** The pictures of a video, and the frames of its dates. */
  private record Shown(CodedSequence sequence, List<FramePlan> plans) {
    /** The date that a picture shows, or leads to. */
    String date(int picture) {
      int date = sequence.pictures().get(picture).date();
      return plans.get(date).date().acquisition().acquired().text();
    }
  }

  private static List<Integer> sizes(Ledger.Output video) {
    return video.segments().stream().map(Ledger.Segment::pictures).toList();
  }

  /**
   * Indices that are spread evenly.
   *
   * @param count how many there are
   * @param most how many to choose, at least 1
   */
  static List<Integer> sample(int count, int most) {
    List<Integer> indices = new ArrayList<>();
    int chosen = Math.min(count, most);
    for (int i = 0; i < chosen; i++) {
      indices.add((int) ((2L * i + 1) * count / (2L * chosen)));
    }
    return indices;
  }

  private void compare(
      Ledger.Output video, List<Integer> sample, List<CodedSegment> drawn, Shown shown) {
    Path file = context.job().outputDir().resolve(video.file());
    List<Mp4Segments.Length> lengths =
        video.segments().stream()
            .map(segment -> new Mp4Segments.Length(segment.pictures(), segment.frames()))
            .toList();
    try {
      Mp4Segments.read(
          file,
          lengths,
          (index, segment) -> {
            int at = sample.indexOf(index);
            if (at >= 0 && !segment.sha256().equals(drawn.get(at).sha256())) {
              explain(video, index, segment, drawn.get(at).source().read(), shown);
            }
          });
    } catch (IOException unreadable) {
      differ(video, "cannot be compared (" + FailureReason.of(unreadable) + ")");
    }
  }

  private void explain(
      Ledger.Output video, int index, EncodedSegment before, EncodedSegment now, Shown shown)
      throws IOException {
    int first =
        video.segments().subList(0, index).stream().mapToInt(Ledger.Segment::pictures).sum();
    int last = first + video.segments().get(index).pictures() - 1;
    SegmentDifference difference = SegmentDifference.of(before, now, context.stores().segments());
    String what =
        difference.frames().isEmpty()
            ? "the pictures are the same, but not the bytes that they are coded in"
            : String.format(
                Locale.ROOT,
                "%.2f %% of the samples differ, by up to %d of 255 levels",
                difference.percent(),
                difference.levels());
    differ(
        video,
        String.format(
            Locale.ROOT,
            "shows something else in frames %d to %d (%s to %s) than these scenes and settings give"
                + " (%s%s)",
            first + 1,
            last + 1,
            shown.date(first),
            shown.date(last),
            what,
            version()));
  }

  /** Another version of the program may draw differently. */
  private String version() {
    String now = context.options().toolVersion();
    return published.toolVersion().equals(now)
        ? ""
        : "; version " + published.toolVersion() + " made it, and this is " + now;
  }

  private void differ(Ledger.Output video, String what) {
    differences.add(new Issue("segments", video.file(), video.file() + " " + what + "."));
  }
}
