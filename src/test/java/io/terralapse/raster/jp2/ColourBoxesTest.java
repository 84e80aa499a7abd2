package io.terralapse.raster.jp2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterInput;
import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ColourBoxesTest {
  private static final Path FOLDER = RasterFixtures.folder().resolve("colour");

  /** An enumerated colour space. */
  private static ByteBuffer space(int number) {
    return ByteBuffer.allocate(7).put((byte) 1).put((byte) 0).put((byte) 0).putInt(number).flip();
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer box = ByteBuffer.allocate(values.length);
    for (int value : values) {
      box.put((byte) value);
    }
    return box.flip();
  }

  private static List<ColourInterpretation> colours(ColourBoxes boxes, int count) {
    return boxes.bands(count).stream().map(BandInfo::colour).toList();
  }

  /** The colours of the first pixel of the palette fixture. */
  private static byte[] expand(ColourBoxes boxes) throws IOException {
    try (RasterInput input = RasterInput.open(FileAccess.open(FOLDER.resolve("pal.jp2")), 1024);
        Raster stored = Jp2Raster.open(FileAccess.open(FOLDER.resolve("pal.jp2")));
        Raster raster = boxes.apply(stored, input)) {
      int count = raster.info().readableBands() - 1;
      int[] bands = new int[count];
      byte[][] out = new byte[count][1];
      for (int i = 0; i < count; i++) {
        bands[i] = i + 1;
      }
      raster.readNative(0, new PixelRect(0, 0, 1, 1), bands, out);
      byte[] pixel = new byte[count];
      for (int i = 0; i < count; i++) {
        pixel[i] = out[i][0];
      }
      return pixel;
    }
  }

  /** 256 entries; all are the given columns. */
  private static ByteBuffer palette(int bits, int... columns) {
    ByteBuffer box = ByteBuffer.allocate(3 + columns.length * (1 + 2 * 256));
    box.putShort((short) 256).put((byte) columns.length);
    for (int ignored : columns) {
      box.put((byte) (bits - 1));
    }
    for (int i = 0; i < 256; i++) {
      for (int column : columns) {
        if (bits > 8) {
          box.putShort((short) column);
        } else {
          box.put((byte) column);
        }
      }
    }
    return box.flip();
  }

  @Test
  void withoutDefinitionsTheColourSpaceHasAnOrder() {
    ColourBoxes rgb = new ColourBoxes();
    rgb.readSpace(space(16));
    rgb.readSpace(space(17));
    assertEquals(
        List.of(ColourInterpretation.RED, ColourInterpretation.GREEN, ColourInterpretation.BLUE),
        colours(rgb, 3));
    ColourBoxes grey = new ColourBoxes();
    grey.readSpace(space(17));
    assertEquals(List.of(ColourInterpretation.GRAY), colours(grey, 1));
    assertEquals(List.of(ColourInterpretation.UNDEFINED), colours(new ColourBoxes(), 1));
  }

  @Test
  void definitionsChangeTheOrderAndMakeAlpha() {
    ColourBoxes boxes = new ColourBoxes();
    boxes.readSpace(space(16));
    boxes.readChannel(0, 1, 0);
    boxes.readChannel(1, 0, 3);
    boxes.readChannel(2, 0, 2);
    boxes.readChannel(3, 0, 1);
    assertEquals(
        List.of(
            ColourInterpretation.ALPHA,
            ColourInterpretation.BLUE,
            ColourInterpretation.GREEN,
            ColourInterpretation.RED),
        colours(boxes, 4));
    assertEquals(OptionalInt.of(0), boxes.findAlpha(4));
  }

  @Test
  void alphaOfAComponentThatIsNotThereIsIgnored() {
    ColourBoxes boxes = new ColourBoxes();
    boxes.readChannel(4, 1, 0);
    assertEquals(OptionalInt.empty(), boxes.findAlpha(4));
  }

  @Test
  void paletteColumnsGoToTheChannelsThatAreDefined() throws IOException {
    ColourBoxes boxes = new ColourBoxes();
    boxes.readPalette(palette(8, 10, 20, 30, 255));
    boxes.readMapping(bytes(0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2, 0, 0, 1, 3));
    boxes.readChannel(0, 0, 3);
    boxes.readChannel(1, 0, 2);
    boxes.readChannel(2, 0, 1);
    boxes.readChannel(3, 1, 0);
    assertEquals(List.of(ColourInterpretation.PALETTE), colours(boxes, 1));
    assertArrayEquals(new byte[] {30, 20, 10}, expand(boxes));
  }

  @Test
  void aPaletteOfOtherDepthsIsScaled() throws IOException {
    ColourBoxes boxes = new ColourBoxes();
    boxes.readPalette(palette(12, 4095, 0, 2048));
    boxes.readMapping(bytes(0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2));
    assertArrayEquals(new byte[] {(byte) 255, 0, 127}, expand(boxes));
  }

  @Test
  void aPaletteOfOneColumnIsGrey() throws IOException {
    ColourBoxes boxes = new ColourBoxes();
    boxes.readPalette(palette(8, 77));
    boxes.readMapping(bytes(0, 0, 1, 0));
    assertArrayEquals(new byte[] {77, 77, 77}, expand(boxes));
  }

  @Test
  void malformedBoxesAreIgnored() throws IOException {
    ColourBoxes boxes = new ColourBoxes();
    boxes.readPalette(bytes(4, 0, 1, 7));
    boxes.readPalette(bytes(0, 9, 3, 7, 7, 7, 1, 2));
    boxes.readPalette(bytes());
    boxes.readMapping(bytes(0, 0, 1, 9, 0));
    boxes.readSpace(bytes(1, 0));
    assertEquals(List.of(ColourInterpretation.UNDEFINED), colours(boxes, 1));
    assertEquals(0, expand(boxes).length);
  }

  @Test
  void lumaIsConverted() throws IOException {
    ColourBoxes boxes = new ColourBoxes();
    boxes.readSpace(space(18));
    Path rgb = FOLDER.resolve("bgr.jp2");
    try (RasterInput input = RasterInput.open(FileAccess.open(rgb), 1024);
        Raster raster = boxes.apply(Jp2Raster.open(FileAccess.open(rgb)), input)) {
      assertTrue(raster.info().picture().isPresent());
    }
  }

  @Test
  void otherColourSpacesAreRefused() throws IOException {
    ColourBoxes boxes = new ColourBoxes();
    boxes.readSpace(space(14));
    Path rgb = FOLDER.resolve("bgr.jp2");
    try (RasterInput input = RasterInput.open(FileAccess.open(rgb), 1024);
        Raster stored = Jp2Raster.open(FileAccess.open(rgb))) {
      assertFalse(stored.info().picture().isPresent());
      DataException refusal = assertThrows(DataException.class, () -> boxes.apply(stored, input));
      assertEquals(
          "bgr.jp2 stores its colours as CIE L*a*b*, which is not supported; save it as RGB with the"
              + " program that wrote it",
          refusal.getMessage());
    }
  }
}
