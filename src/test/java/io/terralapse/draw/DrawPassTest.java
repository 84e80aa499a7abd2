package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.bands.BandRecipe;
import io.terralapse.cache.DiskCache;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.VideoSettings;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.CancellableProgress;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Progress;
import io.terralapse.select.FillOrder;
import io.terralapse.testkit.RecordedProgress;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of 64 x 64 pixels, each of one grey: 10, 20, 30 ... */
class DrawPassTest {
  private static final int SIDE = 64;
  private static final VideoSettings VIDEO = new VideoSettings(20, "veryfast");
  private static final Grid GRID = SceneStubs.grid(0, 0, SIDE, SIDE);

  @TempDir Path folder = Path.of("");
  private final RecordedProgress progress = new RecordedProgress();
  private final List<Integer> segmentCounts = new ArrayList<>();
  private SceneFolder scenes = new SceneFolder(Path.of("target"));
  private DiskCache cache = new DiskCache(Path.of("target"), 0);
  private EarlierVideo published = EarlierVideo.NONE;
  private String codeVersion = "1";

  @BeforeEach
  void makeFolder() throws IOException {
    cache = new DiskCache(folder.resolve("cache"), 1 << 30);
    scenes = new SceneFolder(Files.createDirectory(folder.resolve("scenes")));
  }

  private List<FramePlan> frames(int count) throws Exception {
    List<ReadAcquisition> dates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Scene scene = scenes.writeFlat("s" + i, "2024-01-" + (10 + i), SIDE, 10 * (i + 1));
      dates.addAll(scenes.read(SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(scene)))));
    }
    return FramePlanner.of(dates, date -> Shift.OFF, FillOrder.NONE);
  }

  private DrawPass.Encoded run(List<FramePlan> frames, VideoSettings video, Progress shown)
      throws Exception {
    IntUnaryOperator encoders =
        segments -> {
          segmentCounts.add(segments);
          return 2;
        };
    FrameRenderer renderer =
        FrameRendererTest.renderer(scenes, GRID, FillOrder.NONE, FrameRendererTest.NO_FURNITURE);
    EarlierFrames earlier =
        new EarlierFrames(renderer.keys(codeVersion), new FrameCache(cache), published, folder);
    SegmentPlan segments = SegmentPlan.full(frames.size());
    return new DrawPass(List.of(new Track(renderer, video, earlier)), shown)
        .run(frames, segments, encoders)
        .get(0);
  }

  private DrawPass.Encoded run(int count) throws Exception {
    return run(frames(count), VIDEO, progress);
  }

  @Test
  void segmentsAreInOrderOfTimeWithEightFramesEach() throws Exception {
    DrawPass.Encoded encoded = run(10);
    assertEquals(2, encoded.segments().size());
    assertEquals(8, encoded.segments().get(0).source().read().pictures());
    assertEquals(2, encoded.segments().get(1).source().read().pictures());
    assertEquals(List.of(2), segmentCounts);
    assertEquals(Collections.nCopies(10, "step"), progress.calls());
  }

  @Test
  void theLastPictureIsThatOfTheLastFrame() throws Exception {
    int[] expected = new int[SIDE * SIDE];
    Arrays.fill(expected, 0x5A5A5A);
    assertArrayEquals(expected, run(9).last().rgb());
  }

  @Test
  void theSameFramesGiveTheSameBytes() throws Exception {
    List<FramePlan> frames = frames(2);
    byte[] first = run(frames, VIDEO, progress).segments().get(0).source().read().toBytes();
    cache = new DiskCache(folder.resolve("other"), 1 << 30);
    byte[] second = run(frames, VIDEO, progress).segments().get(0).source().read().toBytes();
    assertArrayEquals(first, second);
  }

  @Test
  void theFailureOfOneFrameIsTheErrorOfThePass() throws Exception {
    List<FramePlan> frames = frames(10);
    scenes.lose("s9");
    IOException failure = assertThrows(IOException.class, () -> run(frames, VIDEO, progress));
    assertTrue(String.valueOf(failure.getMessage()).contains("s9.tif"), failure.toString());
  }

  private static List<String> hashes(DrawPass.Encoded encoded) {
    return encoded.segments().stream().map(CodedSegment::sha256).toList();
  }

  @Test
  void whatAnEarlierRunEncodedIsNeitherDrawnNorEncodedAgain() throws Exception {
    List<FramePlan> frames = frames(10);
    DrawPass.Encoded first = run(frames, VIDEO, progress);
    for (int i = 0; i < 10; i++) {
      scenes.lose("s" + i);
    }
    segmentCounts.clear();
    DrawPass.Encoded second = run(frames, VIDEO, progress);
    assertEquals(List.of(), segmentCounts);
    assertEquals(hashes(first), hashes(second));
    assertArrayEquals(first.last().rgb(), second.last().rgb());
    assertEquals(Collections.nCopies(20, "step"), progress.calls());
    codeVersion = "2";
    assertThrows(IOException.class, () -> run(frames, VIDEO, progress), "other code");
  }

  @Test
  void aFrameThatArrivesEncodesOneSegment() throws Exception {
    DrawPass.Encoded first = run(10);
    List<FramePlan> more = frames(11);
    scenes.lose("s8");
    scenes.lose("s9");
    DrawPass.Encoded second = run(more, VIDEO, progress);
    assertEquals(List.of(2, 1), segmentCounts);
    assertEquals(hashes(first).get(0), hashes(second).get(0));
    assertEquals(3, second.segments().get(1).pictures());
  }

  @Test
  void withoutSpaceInTheCacheSegmentsAreFilesOfThisRun() throws Exception {
    List<String> expected = hashes(run(10));
    cache = new DiskCache(folder.resolve("full"), 0);
    DrawPass.Encoded encoded = run(10);
    assertEquals(expected, hashes(encoded));
    assertEquals(8, encoded.segments().get(0).source().read().pictures());
    CodedSegment first = encoded.segments().get(0);
    assertTrue(Files.exists(folder.resolve("segment-" + first.key().hex())));
  }

  @Test
  void whatTheCacheLostIsTakenFromThePublishedVideo() throws Exception {
    List<FramePlan> frames = frames(10);
    DrawPass.Encoded first = run(frames, VIDEO, progress);
    CodedSegment sealed = first.segments().get(0);
    cache = new DiskCache(folder.resolve("lost"), 1 << 30);
    EarlierVideo.FilledFrame unfilled = new EarlierVideo.FilledFrame(0, List.of());
    published =
        (required, receiver) -> {
          assertEquals(2, required.size());
          receiver.take(sealed.key(), sealed.source().read(), Map.of("s0", unfilled));
        };
    scenes.lose("s0");
    DrawPass.Encoded second = run(frames, VIDEO, progress);
    assertEquals(hashes(first), hashes(second));
    published = EarlierVideo.NONE;
    assertEquals(hashes(first), hashes(run(frames, VIDEO, progress)), "kept again");
  }

  /** The key tells other pictures, rates, encoder settings and places in the video apart. */
  @Test
  void aSegmentIsFoundOnlyForTheSameInputs() throws Exception {
    List<FramePlan> frames = frames(2);
    run(frames, VIDEO, progress);
    run(frames, new VideoSettings(21, "veryfast"), progress);
    run(frames, new VideoSettings(20, "fast"), progress);
    FramePlan own = frames.get(0);
    Shift moved = FrameRendererTest.shift(0, 1e-9, true);
    FramePlan nudged =
        new FramePlan(
            0, new FramePlan.Placed(own.date(), moved), own.caption(), own.sources(), own.gaps());
    run(List.of(nudged, frames.get(1)), VIDEO, progress);
    assertEquals(List.of(1, 1, 1, 1), segmentCounts);
    run(frames, VIDEO, progress);
    assertEquals(4, segmentCounts.size());
  }

  @Test
  void aCancelledRunStopsAtItsNextFrame() throws Exception {
    List<FramePlan> frames = frames(3);
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    assertThrows(
        CancellationException.class,
        () -> run(frames, VIDEO, new CancellableProgress(progress, cancellation)));
    assertEquals(List.of(), progress.calls());
  }

  @Test
  void fillingAndFurtherBandsNeedMoreMemoryPerPixel() {
    ReadAcquisition colour = SceneStubs.date(GRID, "2024-01-05");
    assertEquals(0, DrawPass.extraBytesPerPixel(List.of(colour), FillOrder.NONE));
    assertEquals(16, DrawPass.extraBytesPerPixel(List.of(colour), FillOrder.PREVIOUS));
    BandRecipe expression = BandRecipe.of(List.of("red / 2", "green / 2", "blue / 2"), false);
    ReadAcquisition computed =
        new ReadAcquisition(
            colour.acquisition(),
            expression,
            colour.requests(),
            colour.keys(),
            colour.clearness(),
            colour.whitePatches(),
            colour.tone());
    // Three bands of 4 bytes and their flags once more, for the computed channels.
    assertEquals(13, DrawPass.extraBytesPerPixel(List.of(colour, computed), FillOrder.NONE));
    assertEquals(0, DrawPass.extraBytesPerPixel(List.of(), FillOrder.NONE));
  }
}
