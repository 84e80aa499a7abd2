package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentEncoderTest {
  private static final int WIDTH = 176;
  private static final int HEIGHT = 144;

  @TempDir Path folder = Path.of("");

  private static void assertPrefix(EncodedSegment shorter, EncodedSegment longer) {
    assertArrayEquals(shorter.headers(), longer.headers());
    for (int i = 0; i < shorter.packets().size(); i++) {
      assertArrayEquals(shorter.packets().get(i).bytes(), longer.packets().get(i).bytes());
    }
  }

  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"ultrafast", "veryfast", "medium", "slow"})
  void appendingAPictureDoesNotChangeEarlierOnes(String preset) throws IOException {
    VideoSettings settings = new VideoSettings(20, preset);
    List<Picture> scenes = TestPictures.scenes(WIDTH, HEIGHT, 0, SegmentEncoder.MAX_PICTURES);
    EncodedSegment full = TestPictures.encode(settings, 0, scenes);
    for (int n = 1; n < scenes.size(); n++) {
      EncodedSegment shorter = TestPictures.encode(settings, 0, scenes.subList(0, n));
      assertEquals(n, shorter.packets().size());
      assertPrefix(shorter, full);
    }
  }

  @Test
  void onlyTheFirstPictureIsAKeyframe() throws IOException {
    EncodedSegment segment =
        TestPictures.encode(
            TestPictures.FAST,
            0,
            List.of(
                TestPictures.plain(WIDTH, HEIGHT, 0),
                TestPictures.plain(WIDTH, HEIGHT, 0xFFFFFF),
                TestPictures.scene(WIDTH, HEIGHT, 1)));
    assertTrue(segment.packets().get(0).keyframe());
    assertFalse(segment.packets().get(1).keyframe());
    assertFalse(segment.packets().get(2).keyframe());
  }

  @Test
  void consecutiveSegmentsDifferInTheIdrNumberOnly() throws IOException {
    List<Picture> scenes = TestPictures.scenes(WIDTH, HEIGHT, 0, 2);
    EncodedSegment even = TestPictures.encode(TestPictures.FAST, 0, scenes);
    EncodedSegment odd = TestPictures.encode(TestPictures.FAST, 1, scenes);
    byte[] first = even.packets().get(0).bytes();
    byte[] second = odd.packets().get(0).bytes();
    assertFalse(Arrays.equals(first, second));
    assertArrayEquals(first, IdrPictureId.set(even.headers(), second, 0));
    assertArrayEquals(second, IdrPictureId.set(even.headers(), first, 1));
    assertArrayEquals(even.packets().get(1).bytes(), odd.packets().get(1).bytes());
  }

  @Test
  void segmentsOfTheLgplEncoderCanBeConcatenated() throws IOException {
    Assumptions.assumeTrue(Encoders.available().contains(Encoders.OPENH264));
    List<EncodedSegment> segments = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      try (SegmentEncoder encoder =
          new SegmentEncoder(WIDTH, HEIGHT, TestPictures.FAST, index, Encoders.OPENH264)) {
        for (Picture picture : TestPictures.scenes(WIDTH, HEIGHT, index * 2, 2 - index / 2)) {
          encoder.add(picture);
        }
        segments.add(encoder.finish());
      }
    }
    Path out = folder.resolve("open.mp4");
    Mp4Writer.write(out, segments, TestPictures.timing(5), Map.of());
    VideoFacts facts = VideoCheck.inspect(out, true);
    assertEquals(5, facts.decodedFrames());
    assertEquals(3, facts.keyframes());
    assertEquals(0, facts.warnings());
    Timing constant = TestPictures.timing(5, 0.2, 0.4, OptionalInt.of(30));
    Mp4Writer.write(out, segments, constant, Map.of());
    VideoFacts repeated = VideoCheck.inspect(out, true);
    assertEquals(4 * 6 + 12, repeated.decodedFrames());
    assertEquals(0, repeated.warnings());
  }

  @Test
  void sizesThatCannotBeEncodedAreRejected() {
    assertThrows(
        IllegalArgumentException.class, () -> new SegmentEncoder(65, 48, TestPictures.FAST, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new SegmentEncoder(64, 47, TestPictures.FAST, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new SegmentEncoder(8, 8, TestPictures.FAST, 0));
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    UserError crf =
        assertThrows(
            UserError.class, () -> new SegmentEncoder(64, 48, new VideoSettings(52, "medium"), 0));
    assertTrue(
        TestPictures.sentence(crf).startsWith("outputs.mp4.crf: 52"), TestPictures.sentence(crf));
    assertEquals(ExitCode.USAGE, crf.exitCode());
    UserError preset =
        assertThrows(
            UserError.class, () -> new SegmentEncoder(64, 48, new VideoSettings(20, "quick"), 0));
    assertTrue(TestPictures.sentence(preset).contains("\"quick\""), TestPictures.sentence(preset));
  }

  @Test
  void aClosedOrFullEncoderRejectsPictures() throws IOException {
    Picture picture = TestPictures.scene(64, 48, 0);
    SegmentEncoder encoder = new SegmentEncoder(64, 48, TestPictures.FAST, 0);
    try (encoder) {
      for (int i = 0; i < SegmentEncoder.MOST_PICTURES; i++) {
        encoder.add(picture);
      }
      assertThrows(IllegalStateException.class, () -> encoder.add(picture));
    }
    encoder.close();
    assertThrows(IllegalStateException.class, () -> encoder.add(picture));
    assertThrows(IllegalStateException.class, encoder::finish);
  }

  @Test
  void segmentsAreReadFromFilesUnchanged() throws IOException {
    EncodedSegment segment =
        TestPictures.encode(TestPictures.FAST, 1, TestPictures.scenes(64, 48, 0, 3));
    Path file = folder.resolve("a segment.seg");
    segment.write(file);
    EncodedSegment back = EncodedSegment.read(file);
    assertEquals(64, back.width());
    assertEquals(48, back.height());
    assertEquals(3, back.pictures());
    assertEquals(3, back.packets().size());
    assertTrue(back.packets().get(0).keyframe());
    assertPrefix(segment, back);
  }

  @Test
  void damagedSegmentFilesAreRejectedByName() throws IOException {
    Path file = folder.resolve("one.seg");
    TestPictures.encode(TestPictures.FAST, 0, TestPictures.scenes(64, 48, 0, 1)).write(file);
    byte[] good = Files.readAllBytes(file);
    for (int cut = 0; cut < good.length; cut += 97) {
      Files.write(file, Arrays.copyOf(good, cut));
      IOException e = assertThrows(IOException.class, () -> EncodedSegment.read(file));
      assertTrue(TestPictures.sentence(e).contains("one.seg"));
    }
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 1;
    Files.write(file, flipped);
    assertThrows(IOException.class, () -> EncodedSegment.read(file));
  }
}
