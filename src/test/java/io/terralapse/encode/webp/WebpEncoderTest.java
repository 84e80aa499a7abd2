package io.terralapse.encode.webp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.budget.Loop;
import io.terralapse.model.Picture;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.tiff.codec.WebpDecoder;
import io.terralapse.testkit.TestSequences;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebpEncoderTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 54;

  @TempDir Path folder = Path.of("");

  private SequenceFile write(SequenceJob job, long bytes, boolean lossless, int loop)
      throws Exception {
    WebpSettings settings =
        new WebpSettings("outputs.webp", bytes, 600, lossless, 50, new Loop(loop));
    return new WebpEncoder(settings).write(file(), job);
  }

  private Path file() {
    return folder.resolve("a.webp");
  }

  private WebpFile.Parsed read() throws Exception {
    return WebpFile.parse(Files.readAllBytes(file()));
  }

  private static List<Picture> dates(int count) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(TestSequences.land(WIDTH, HEIGHT, i));
    }
    return pictures;
  }

  /** The pixels of one picture of a file, decoded as a still. */
  private static int[] pixels(WebpFile.Frame frame) throws Exception {
    ByteArrayOutputStream still = new ByteArrayOutputStream();
    still.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    still.writeBytes(size.putInt(frame.chunks().length + 4).array());
    still.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
    still.writeBytes(frame.chunks());
    int width = frame.area().width();
    int height = frame.area().height();
    byte[] bytes = new byte[3 * width * height];
    WebpDecoder.decode(still.toByteArray(), still.size(), width, height, 3, bytes);
    int[] rgb = new int[width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] =
          (bytes[3 * i] & 0xFF) << 16 | (bytes[3 * i + 1] & 0xFF) << 8 | (bytes[3 * i + 2] & 0xFF);
    }
    return rgb;
  }

  @Test
  void losslessPicturesAreExact() throws Exception {
    List<Picture> pictures = dates(3);
    SequenceFile made = write(TestSequences.job(pictures, 0.7), 200_000, true, Loop.AUTO);
    assertEquals(List.of(), made.givenUp());
    assertEquals(3, made.frames());
    WebpFile.Parsed parsed = read();
    assertEquals(0, parsed.plays());
    int[] first = pixels(parsed.frames().get(0));
    assertArrayEquals(pictures.get(0).rgb(), first);
    PixelRect area = parsed.frames().get(1).area();
    int[] second = pixels(parsed.frames().get(1));
    for (int i = 0; i < second.length; i++) {
      int at = (area.row() + i / area.width()) * WIDTH + area.column() + i % area.width();
      assertEquals(pictures.get(1).rgb()[at], second[i]);
    }
  }

  @Test
  void onlyTheChangedRectangleIsStored() throws Exception {
    Picture first = TestSequences.land(WIDTH, HEIGHT, 1);
    Picture second = first.copy();
    for (int row = 21; row < 30; row++) {
      Arrays.fill(second.rgb(), row * WIDTH + 41, row * WIDTH + 60, 0xC02010);
    }
    write(TestSequences.job(List.of(first, second, second), 0.5), 200_000, false, Loop.AUTO);
    assertEquals(new PixelRect(40, 20, 20, 10), read().frames().get(1).area());
    assertEquals(new PixelRect(0, 0, 1, 1), read().frames().get(2).area());
  }

  @Test
  void theBestQualityThatFitsIsTaken() throws Exception {
    List<Picture> pictures = dates(4);
    SequenceFile made = write(TestSequences.job(pictures, 0.5), 8_000, false, Loop.AUTO);
    long bytes = Files.size(file());
    assertTrue(bytes <= 8_000 && bytes > 7_200, bytes + " bytes");
    assertEquals(1, made.givenUp().size());
    assertTrue(made.givenUp().get(0).startsWith("quality "), made.givenUp().get(0));
    int[] rgb = pixels(read().frames().get(0));
    double sum = 0;
    for (int i = 0; i < rgb.length; i++) {
      int d = (rgb[i] >> 8 & 0xFF) - (pictures.get(0).rgb()[i] >> 8 & 0xFF);
      sum += d * d;
    }
    assertTrue(Math.sqrt(sum / rgb.length) < 9, "error " + Math.sqrt(sum / rgb.length));
  }

  @Test
  void durationsAreExact() throws Exception {
    write(TestSequences.job(dates(3), 1 / 12.0), 200_000, false, 2);
    assertEquals(
        List.of(83, 84, 83), read().frames().stream().map(WebpFile.Frame::millis).toList());
    assertEquals(2, read().plays());
  }

  @Test
  void losslessPicturesBecomeSmallerWhereTheyDoNotFit() throws Exception {
    SequenceFile made = write(TestSequences.job(dates(4), 0.5), 20_000, true, Loop.AUTO);
    assertTrue(Files.size(file()) <= 20_000);
    assertTrue(read().width() < WIDTH || made.frames() < 4, made.toString());
    assertTrue(!made.givenUp().isEmpty(), made.toString());
  }

  @Test
  void theNumberOfThreadsDoesNotChangeTheFile() throws Exception {
    List<Picture> pictures = dates(3);
    write(TestSequences.job(pictures, 0.5, 1), 6_000, false, Loop.AUTO);
    byte[] one = Files.readAllBytes(file());
    write(TestSequences.job(pictures, 0.5, 4), 6_000, false, Loop.AUTO);
    assertArrayEquals(one, Files.readAllBytes(file()));
  }
}
