package io.terralapse.raster.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.InMemorySource;
import io.terralapse.testkit.Slow;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class HostileImageTest {

  private static void readAll(byte[] file) throws IOException {
    InMemorySource held = new InMemorySource("a.png", file);
    try (ImageRaster raster = ImageRaster.open(held)) {
      int w = raster.info().width();
      int h = raster.info().height();
      int bytes = raster.info().sampleType().bytes();
      raster.readNative(0, new PixelRect(0, 0, w, h), new int[] {0}, new byte[1][w * h * bytes]);
    } finally {
      assertTrue(held.closed);
    }
  }

  private static String refusal(byte[] file) {
    String message =
        String.valueOf(assertThrows(DataException.class, () -> readAll(file)).getMessage());
    assertTrue(message.startsWith("a.png "), message);
    return message;
  }

  private static byte[] png() {
    byte[][] rows = new byte[40][60];
    Random random = new Random(5);
    for (byte[] row : rows) {
      random.nextBytes(row);
    }
    return new TinyPng().header(60, 40, 8, 0).rows(rows).end();
  }

  private static byte[] jpeg() throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(6);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, random.nextInt());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  @Test
  void filesThatAreNeitherPngNorJpegAreRejected() {
    assertTrue(
        refusal("GIF89a and more".getBytes(StandardCharsets.ISO_8859_1)).contains("neither"));
    assertTrue(refusal(new byte[0]).contains("neither"));
  }

  @Test
  void aTruncatedPngIsRejectedAtAnyLength() {
    byte[] whole = png();
    for (int length = 8; length < whole.length - 16; length += 37) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> readAll(cut), "cut at " + length);
    }
  }

  @Test
  void aTruncatedJpegIsRejectedAtAnyLength() throws IOException {
    byte[] whole = jpeg();
    for (int length = 3; length < whole.length - 2; length += 41) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> readAll(cut), "cut at " + length);
    }
  }

  @Test
  void corruptedBytesLeadToDataExceptionsOnly() throws IOException {
    Random random = new Random(7);
    for (byte[] whole : new byte[][] {png(), jpeg()}) {
      for (int i = 0; i < 400; i++) {
        byte[] broken = whole.clone();
        int first = i % 2 == 0 ? Math.min(700, broken.length) : broken.length;
        for (int k = 0; k < 3; k++) {
          broken[random.nextInt(first)] = (byte) random.nextInt(256);
        }
        try {
          readAll(broken);
        } catch (DataException e) {
          assertTrue(String.valueOf(e.getMessage()).contains("a.png"), e.toString());
        }
      }
    }
  }

  @Test
  void claimedSizesAreCheckedBeforeAnythingIsDecoded() {
    byte[] row = {0};
    assertTrue(
        refusal(new TinyPng().header(20_000, 20_000, 8, 6).rows(row).end())
            .contains("more than 100 million"));
    assertTrue(
        refusal(new TinyPng().header(9_000, 9_000, 16, 6).rows(row).end()).contains("cannot hold"));
    assertTrue(refusal(new TinyPng().header(-1, 5, 8, 0).rows(row).end()).contains("size"));
    assertTrue(refusal(new TinyPng().header(5, 5, 3, 0).rows(row).end()).contains("3 bits"));
    assertTrue(refusal(new TinyPng().header(5, 5, 8, 5).rows(row).end()).contains("colour type"));
    assertTrue(refusal(new TinyPng().header(5, 5, 8, 3).rows(row).end()).contains("palette"));
  }

  @Slow
  @Test
  void profilesAndCompressedTextsAreNotDecompressed() throws IOException {
    byte[] zeros = new byte[224 << 20];
    Deflater deflater = new Deflater();
    deflater.setInput(zeros);
    deflater.finish();
    byte[] bomb = new byte[300_000];
    bomb[0] = 'a';
    assertTrue(deflater.deflate(bomb, 3, bomb.length - 3) > 200_000);
    deflater.end();
    TinyPng png = new TinyPng().header(1, 1, 8, 0).chunk("iCCP", bomb).chunk("zTXt", bomb);
    InMemorySource held = new InMemorySource("a.png", png.rows(new byte[] {9}).end());
    try (ImageRaster raster = ImageRaster.open(held)) {
      assertTrue(held.read < 200, held.read + " bytes read");
      byte[][] out = new byte[1][1];
      raster.readNative(0, new PixelRect(0, 0, 1, 1), new int[] {0}, out);
      assertEquals(9, out[0][0]);
    }
  }

  @Test
  void losslessJpegIsRejectedWithARemedy() throws IOException {
    byte[] file = jpeg();
    int frame = 0;
    while ((file[frame] & 0xff) != 0xff || (file[frame + 1] & 0xff) != 0xc0) {
      frame++;
    }
    file[frame + 1] = (byte) 0xc3;
    assertTrue(refusal(file).contains("lossless"));
  }
}
