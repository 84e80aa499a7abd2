package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.DecodedFrames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A video of three segments: 8 pictures, 8 pictures, 2 pictures. */
class JoinedSegmentsTest {
  private static final int[] PICTURES = {8, 8, 2};

  @TempDir Path folder = Path.of("");
  private final List<EncodedSegment> segments = new ArrayList<>();
  private Timing timing = TestPictures.timing(18);
  private Path video = Path.of("");

  @BeforeEach
  void write() throws IOException {
    int first = 0;
    for (int i = 0; i < PICTURES.length; i++) {
      segments.add(
          TestPictures.encode(
              TestPictures.FAST, i, TestPictures.scenes(128, 80, first, PICTURES[i])));
      first += PICTURES[i];
    }
    video = folder.resolve("a.mp4");
    Mp4Writer.write(video, segments, timing, Map.of("title", "A river"));
  }

  private List<VideoCheck.Part> parts(boolean... decode) {
    List<VideoCheck.Part> parts = new ArrayList<>();
    for (int i = 0; i < decode.length; i++) {
      parts.add(new VideoCheck.Part(segments.get(i), decode[i]));
    }
    return parts;
  }

  @Test
  void theJoinedPicturesAreThoseOfEachSegmentAlone() throws IOException {
    List<String> alone = new ArrayList<>();
    int first = 0;
    for (EncodedSegment segment : segments) {
      Path file = folder.resolve("alone" + first + ".mp4");
      Mp4Writer.write(file, List.of(segment), TestPictures.timing(segment.pictures()), Map.of());
      alone.addAll(DecodedFrames.hashes(file));
      first += segment.pictures();
    }
    assertEquals(alone, DecodedFrames.hashes(video));
  }

  @Test
  void onlyNewSegmentsAndTheKeyframesBesideThemAreDecoded() throws IOException {
    assertEquals(18, decoded(true, true, true));
    assertEquals(0, decoded(false, false, false));
    assertEquals(1 + 2, decoded(false, false, true), "the first picture of the one before");
    assertEquals(8 + 1, decoded(true, false, false), "the first picture of the next one");
    assertEquals(1 + 8 + 1, decoded(false, true, false));
  }

  private int decoded(boolean... decode) throws IOException {
    VideoFacts facts = VideoCheck.compare(video, parts(decode), timing);
    assertEquals(18, facts.frames());
    assertEquals(0, facts.warnings());
    return facts.decodedFrames();
  }

  /** Even where nothing is decoded: the packets themselves are compared. */
  @Test
  void aBitThatFlipsIsFoundAnywhereInTheData() throws IOException {
    byte[] whole = Files.readAllBytes(video);
    int data = indexOf(whole, "mdat") + 4;
    for (int i = 0; i < 40; i++) {
      byte[] damaged = whole.clone();
      damaged[data + i * (whole.length - data) / 40] ^= (byte) (1 << i % 8);
      Files.write(video, damaged);
      assertThrows(
          IOException.class,
          () -> VideoCheck.compare(video, parts(false, false, false), timing),
          "byte " + (data + i * (whole.length - data) / 40));
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    for (int i = 0; i + text.length() <= bytes.length; i++) {
      if (new String(bytes, i, text.length(), StandardCharsets.ISO_8859_1).equals(text)) {
        return i;
      }
    }
    throw new AssertionError("no " + text);
  }

  @Test
  void anotherDurationOrNumberOfFramesIsFound() throws IOException {
    for (Timing other :
        List.of(
            TestPictures.timing(18, 0.8, 2.5, OptionalInt.empty()),
            TestPictures.timing(18, 0.7, 2.0, OptionalInt.empty()),
            TestPictures.timing(19))) {
      IOException different =
          assertThrows(
              IOException.class,
              () -> VideoCheck.compare(video, parts(false, false, false), other));
      assertTrue(TestPictures.sentence(different).contains("does not read back"));
    }
    assertThrows(IOException.class, () -> VideoCheck.compare(video, parts(false, false), timing));
  }

  @Test
  void theSegmentsThatAreTakenOutAreThoseThatWentIn() throws IOException {
    List<EncodedSegment> taken = new ArrayList<>();
    Mp4Segments.read(video, lengths(), (index, segment) -> taken.add(segment));
    assertEquals(3, taken.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(segments.get(i).sha256(), taken.get(i).sha256());
      assertEquals(segments.get(i).pictures(), taken.get(i).pictures());
    }
    Path again = folder.resolve("again.mp4");
    Mp4Writer.write(again, taken, timing, Map.of("title", "A river"));
    assertArrayEquals(Files.readAllBytes(video), Files.readAllBytes(again));
    // And with those that an encoder made now.
    Mp4Writer.write(
        again,
        List.of(taken.get(0), segments.get(1), taken.get(2)),
        timing,
        Map.of("title", "A river"));
    assertArrayEquals(Files.readAllBytes(video), Files.readAllBytes(again));
  }

  private List<Mp4Segments.Length> lengths() {
    return segments.stream()
        .map(s -> new Mp4Segments.Length(s.pictures(), s.packets().size()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 19})
  void anotherNumberOfFramesIsNoSuchVideo(int frames) {
    List<Mp4Segments.Length> other = List.of(new Mp4Segments.Length(frames, frames));
    assertThrows(IOException.class, () -> Mp4Segments.read(video, other, (index, segment) -> {}));
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 30})
  void repeatsAreExactCopiesOfFewBytesAndAreTakenOutAgain(int fps) throws IOException {
    List<String> once = DecodedFrames.hashes(video);
    timing = TestPictures.timing(18, 0.8, 2.0, OptionalInt.of(fps));
    Path file = folder.resolve("constant.mp4");
    Mp4Writer.write(file, segments, timing, Map.of("title", "A river"));
    List<String> all = DecodedFrames.hashes(file);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      expected.addAll(Collections.nCopies(timing.repeats(i), once.get(i)));
    }
    assertEquals(expected, all);
    long perRepeat = (Files.size(file) - Files.size(video)) / (timing.frames() - 18);
    assertTrue(perRepeat < 40, perRepeat + " bytes");
    assertEquals(
        timing.frames(), VideoCheck.compare(file, parts(true, true, true), timing).decodedFrames());

    List<Mp4Segments.Length> lengths = new ArrayList<>();
    int picture = 0;
    for (int pictures : PICTURES) {
      int frames = 0;
      for (int i = 0; i < pictures; i++) {
        frames += timing.repeats(picture++);
      }
      lengths.add(new Mp4Segments.Length(pictures, frames));
    }
    List<String> taken = new ArrayList<>();
    Mp4Segments.read(file, lengths, (index, segment) -> taken.add(segment.sha256()));
    assertEquals(segments.stream().map(EncodedSegment::sha256).toList(), taken);
  }

  @Test
  void theStreamNamesTheRateOfTheFile() throws IOException {
    assertTrue(indexOf(Files.readAllBytes(video), parameterSet(25, false)) > 0);
    Path file = folder.resolve("constant.mp4");
    Mp4Writer.write(
        file, segments, TestPictures.timing(18, 0.8, 2.0, OptionalInt.of(30)), Map.of());
    assertTrue(indexOf(Files.readAllBytes(file), parameterSet(30, true)) > 0);
    byte[] headers = segments.get(0).headers();
    assertArrayEquals(headers, StreamClock.set(StreamClock.set(headers, 30, true), 25, false));
  }

  /** The sequence parameter set with a rate, whose place in it is that of the standard. */
  private String parameterSet(int fps, boolean constant) throws IOException {
    byte[] headers = StreamClock.set(segments.get(0).headers(), fps, constant);
    int start = AnnexB.unitStart(headers, 0);
    int end = AnnexB.unitEnd(headers, start);
    BitReader in = new BitReader(AnnexB.unescape(headers, start + 1, end));
    for (int skipped = H264Syntax.read(headers).timingPosition; skipped > 0; skipped--) {
      in.bits(1);
    }
    assertEquals(1, in.bits(16) << 16 | in.bits(16));
    assertEquals(2 * fps, in.bits(16) << 16 | in.bits(16));
    assertEquals(constant ? 1 : 0, in.bits(1));
    return new String(headers, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
