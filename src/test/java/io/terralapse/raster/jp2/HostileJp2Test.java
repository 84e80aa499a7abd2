package io.terralapse.raster.jp2;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.ByteSource;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostileJp2Test {
  /** Where the codestream's marker segments begin in a bare codestream. */
  private static final int SIZ = 2;

  private static String assertRefused(byte[] bytes) {
    DataException e =
        assertThrows(DataException.class, () -> openAndRead(bytes, new Jj2000Decoder()).close());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("test.jp2 "), message);
    return message;
  }

  private static Jp2Raster openAndRead(byte[] bytes, WindowDecoder decoder) throws IOException {
    Jp2Raster raster = Jp2Raster.open(Jp2Fixtures.memory(bytes), decoder);
    PixelRect rect = new PixelRect(0, 0, 1, 1);
    raster.readNative(0, rect, new int[] {0}, new byte[1][2]);
    raster.keyOf(0, rect);
    return raster;
  }

  private static byte[] withInt(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    for (int i = 0; i < 4; i++) {
      changed[at + i] = (byte) (value >> (24 - 8 * i));
    }
    return changed;
  }

  @ParameterizedTest
  @CsvSource({
    // offset in SIZ after the marker: Xsiz 4, Ysiz 8, XOsiz 12, XTsiz 20
    "4, -2147483648, pixels",
    "4, 0, pixels",
    "8, 0, pixels",
    "12, 5, offset",
    "20, 0, tiles"
  })
  void impossibleSizesAreRejected(int offset, int value, String word) throws IOException {
    byte[] bytes = withInt(Jp2Fixtures.bytes("i16.j2k"), SIZ + 2 + offset, value);
    String message = assertRefused(bytes);
    assertTrue(message.contains(word), message);
  }

  @Test
  void aTileMayBeLargerThanTheImage() throws IOException {
    openAndRead(withInt(Jp2Fixtures.bytes("i16.j2k"), SIZ + 2 + 20, 1000), new Jj2000Decoder())
        .close();
  }

  @Test
  void moreTilesThanSixteenBitsCanCountAreRejected() throws IOException {
    byte[] bytes = withInt(Jp2Fixtures.bytes("i16.j2k"), SIZ + 2 + 4, 1 << 20);
    assertTrue(assertRefused(withInt(bytes, SIZ + 2 + 20, 1)).contains("tiles"));
  }

  @Test
  void deeperSamplesAreNotSupported() throws IOException {
    byte[] bytes = Jp2Fixtures.bytes("i16.j2k");
    bytes[SIZ + 2 + 38] = 31;
    assertTrue(assertRefused(bytes).contains("32-bit"));
  }

  @Test
  void emptyFilesAndOtherFormatsAreNotJpeg2000() {
    for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, new byte[100]}) {
      DataException e =
          assertThrows(DataException.class, () -> Jp2Raster.open(Jp2Fixtures.memory(bytes)));
      assertTrue(String.valueOf(e.getMessage()).contains("not a JPEG 2000"), e.getMessage());
    }
  }

  @Test
  void truncatedFilesAreRejectedAtAnyLength() throws IOException {
    byte[] whole = Jp2Fixtures.bytes("u16-tiles.jp2");
    for (int length = 12; length < whole.length - 100; length += 211) {
      byte[] cut = Arrays.copyOf(whole, length);
      DataException e =
          assertThrows(
              DataException.class,
              () -> {
                try (Jp2Raster raster =
                    Jp2Raster.open(Jp2Fixtures.memory(cut), new Jj2000Decoder())) {
                  raster.readNative(
                      0, new PixelRect(140, 80, 10, 10), new int[] {0}, new byte[1][200]);
                }
              },
              "cut at " + length);
      assertTrue(String.valueOf(e.getMessage()).contains("damaged"), e.getMessage());
    }
  }

  @Test
  void aBareCodestreamWithoutItsLastTileSaysWhichIsMissing() throws IOException {
    byte[] whole = Jp2Fixtures.bytes("i16.j2k");
    int start = 0;
    while (whole[start] != (byte) 0xff || whole[start + 1] != (byte) 0x90) {
      start++;
    }
    byte[] cut = Arrays.copyOf(whole, start + 14);
    cut[start + 12] = (byte) 0xff;
    cut[start + 13] = (byte) 0xd9;
    assertTrue(assertRefused(cut).contains("in the middle of tile 0"));
  }

  @Test
  void boxesLargerThanTheirParentAreRejected() throws IOException {
    byte[] bytes = Jp2Fixtures.bytes("u8-rgb.jp2");
    assertTrue(assertRefused(withInt(bytes, 12, 7)).contains("box"));
    assertTrue(assertRefused(withInt(bytes, 12, Integer.MAX_VALUE)).contains("box"));
  }

  @Test
  void damagedDataLeadToDataExceptionsWhateverTheCodecThrows() throws IOException {
    Random random = new Random(7);
    byte[] whole = Jp2Fixtures.bytes("u16-tiles.jp2");
    for (int trial = 0; trial < 150; trial++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 12; i++) {
        bytes[12 + random.nextInt(400)] = (byte) random.nextInt(256);
      }
      try (Jp2Raster raster = Jp2Raster.open(Jp2Fixtures.memory(bytes), new Jj2000Decoder())) {
        PixelRect rect = new PixelRect(0, 0, 1, 1);
        raster.readNative(0, rect, new int[] {0}, new byte[1][2]);
      } catch (DataException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith("test.jp2 "), e.getMessage());
      }
    }
  }

  @Test
  void aFailedReadIsReportedAndNotDecodedAsGrey() throws IOException {
    for (WindowDecoder decoder : Jp2Fixtures.decoders()) {
      byte[] bytes = Jp2Fixtures.bytes("u16-tiles.jp2");
      FailingSource failing = new FailingSource(Jp2Fixtures.memory(bytes));
      try (Jp2Raster raster = Jp2Raster.open(failing, decoder)) {
        failing.broken = true;
        IOException e =
            assertThrows(
                IOException.class,
                () ->
                    raster.readNative(
                        0, new PixelRect(140, 80, 1, 1), new int[] {0}, new byte[1][2]));
        assertTrue(
            String.valueOf(e.getMessage()).contains("reset"),
            decoder.name() + ": " + e.getMessage());
      }
    }
  }

  private static final class FailingSource implements ByteSource {
    private final ByteSource sound;
    private boolean broken;

    FailingSource(ByteSource sound) {
      this.sound = sound;
    }

    @Override
    public String name() {
      return sound.name();
    }

    @Override
    public long size() {
      return sound.size();
    }

    @Override
    public void read(long position, byte[] into, int at, int length) throws IOException {
      if (broken) {
        throw new IOException("test.jp2: connection reset");
      }
      sound.read(position, into, at, length);
    }

    @Override
    public void close() throws IOException {
      sound.close();
    }
  }
}
