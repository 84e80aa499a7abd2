package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyframesTest {
  private static final int WIDTH = 192;
  private static final int HEIGHT = 108;

  @TempDir Path folder = Path.of("");

  private final List<EncodedSegment> segments = new ArrayList<>();

  private Path write(Timing timing, OptionalInt gop) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (int from = 0; from < timing.pictures(); from += SegmentEncoder.MAX_PICTURES) {
      sizes.add(Math.min(SegmentEncoder.MAX_PICTURES, timing.pictures() - from));
    }
    Keyframes keyframes = Keyframes.of(timing, sizes, gop);
    segments.clear();
    for (int from = 0; from < timing.pictures(); from += SegmentEncoder.MAX_PICTURES) {
      int to = Math.min(timing.pictures(), from + SegmentEncoder.MAX_PICTURES);
      try (SegmentEncoder encoder =
          new SegmentEncoder(
              WIDTH, HEIGHT, TestPictures.FAST, from / SegmentEncoder.MAX_PICTURES)) {
        for (int i = from; i < to; i++) {
          encoder.add(TestPictures.scene(WIDTH, HEIGHT, i), false, keyframes.isKeyframe(i));
        }
        segments.add(encoder.finish());
      }
    }
    Path out = folder.resolve("a.mp4");
    Mp4Writer.write(out, segments, timing, Map.of(), new Mp4Extras(gop, List.of()));
    VideoCheck.compare(
        out, segments.stream().map(s -> new VideoCheck.Part(s, true)).toList(), timing, gop);
    return out;
  }

  /** Frames from each keyframe to the next, as the decoder sees them. */
  private static List<Integer> distances(Path file) throws IOException {
    List<Integer> distances = new ArrayList<>();
    VideoCheck.inspect(
        file,
        true,
        frame -> {
          if ((frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0) {
            assertEquals(avutil.AV_PICTURE_TYPE_I, frame.pict_type());
            distances.add(0);
          }
          distances.set(distances.size() - 1, distances.get(distances.size() - 1) + 1);
        });
    return distances;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 24, 30, 72})
  void noKeyframesAreFartherApart(int gop) throws IOException {
    Timing timing = TestPictures.timing(11, 0.8, 4, OptionalInt.of(24));
    Path file = write(timing, OptionalInt.of(gop));
    VideoFacts facts = VideoCheck.inspect(file, true);
    assertEquals(0, facts.warnings());
    assertEquals(timing.frames(), facts.decodedFrames());
    List<Integer> distances = distances(file);
    assertTrue(distances.stream().allMatch(d -> d <= gop), distances.toString());
    assertFalse(facts.editList());
    if (gop == 1) {
      assertEquals(facts.frames(), facts.keyframes());
    }
    if (gop == 72) {
      // 3 pictures of 19 or 20 frames, but the last 96 frames begin with one of their own.
      assertTrue(facts.keyframes() <= 7, facts.toString());
    }
  }

  @Test
  void everyPictureIsAKeyframeAtAVariableRate() throws IOException {
    Path file = write(TestPictures.timing(10, 0.8, 2, OptionalInt.empty()), OptionalInt.of(1));
    VideoFacts facts = VideoCheck.inspect(file, true);
    assertEquals(10, facts.keyframes());
    assertEquals(10, facts.decodedFrames());
    assertEquals(0, facts.warnings());
  }

  /** A player that jumps to a frame decodes it alone, and sees the picture of that time. */
  @Test
  void aRepeatedKeyframeShowsThePictureItRepeats() throws IOException {
    Timing timing = TestPictures.timing(3, 0.2, 0.5, OptionalInt.of(24));
    List<Integer> hashes = new ArrayList<>();
    VideoCheck.inspect(write(timing, OptionalInt.of(1)), true, frame -> hashes.add(hash(frame)));
    int frame = 0;
    for (int i = 0; i < 3; i++) {
      for (int repeat = 0; repeat < timing.repeats(i); repeat++) {
        assertEquals(hashes.get(frame - repeat), hashes.get(frame));
        frame++;
      }
    }
    assertEquals(3, hashes.stream().distinct().count());
  }

  private static int hash(AVFrame frame) {
    byte[] row = new byte[WIDTH];
    int hash = 0;
    for (int y = 0; y < HEIGHT; y++) {
      frame.data(0).position((long) y * frame.linesize(0)).get(row);
      hash = 31 * hash + Arrays.hashCode(row);
    }
    return hash;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24, 72})
  void theSegmentsCanBeTakenOutAgain(int gop) throws IOException {
    Timing timing = TestPictures.timing(11, 0.8, 4, OptionalInt.of(24));
    Path file = write(timing, OptionalInt.of(gop));
    List<Mp4Segments.Length> lengths = new ArrayList<>();
    int picture = 0;
    for (EncodedSegment segment : segments) {
      int frames = 0;
      for (int end = picture + segment.pictures(); picture < end; picture++) {
        frames += timing.repeats(picture);
      }
      lengths.add(new Mp4Segments.Length(segment.pictures(), frames));
    }
    List<String> taken = new ArrayList<>();
    Mp4Segments.read(file, lengths, (index, segment) -> taken.add(segment.sha256()));
    assertEquals(segments.stream().map(EncodedSegment::sha256).toList(), taken);
  }

  @Test
  void chaptersAreInTheFileWithoutAnEditList() throws Exception {
    Timing timing = TestPictures.timing(3, 0.8, 2, OptionalInt.of(30));
    write(timing, OptionalInt.empty());
    Path file = folder.resolve("chapters.mp4");
    List<Mp4Extras.Chapter> chapters =
        Stream.of(0, 1, 2)
            .map(
                i ->
                    new Mp4Extras.Chapter(
                        i + " März", timing.startSeconds(i), timing.startSeconds(i + 1)))
            .toList();
    Mp4Writer.write(
        file,
        segments,
        timing,
        Map.of("title", "Sørfjorden"),
        new Mp4Extras(OptionalInt.empty(), chapters));
    VideoFacts facts = VideoCheck.inspect(file, true);
    assertFalse(facts.editList());
    assertTrue(facts.indexFirst());
    assertEquals(0, facts.warnings());
    assertEquals(timing.frames(), facts.decodedFrames());
    String text =
        new String(java.nio.file.Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(text.contains("2 März") && text.contains("chpl") && text.contains("chap"));
    assertFalse(text.contains("Lavf"));
  }
}
