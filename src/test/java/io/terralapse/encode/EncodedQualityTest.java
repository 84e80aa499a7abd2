package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far decoded luma is from that of the pictures, with the default settings. */
class EncodedQualityTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 272;

  /** Where the strokes are. */
  private static final int TEXT_TOP = 200;

  private static final int TEXT_BOTTOM = 248;

  @TempDir Path folder = Path.of("");

  /** Detailed land with white strokes of 3 pixels over it, as captions have. */
  private static Picture captioned(int date) {
    Picture picture = TestPictures.scene(WIDTH, HEIGHT, date);
    Random strokes = new Random(7);
    for (int stroke = 0; stroke < 60; stroke++) {
      int left = 20 + strokes.nextInt(400);
      int top = TEXT_TOP + 4 + strokes.nextInt(12);
      for (int row = top; row < top + 24; row++) {
        for (int column = left; column < left + 3; column++) {
          picture.rgb()[row * WIDTH + column] = 0xFFFFFF;
        }
      }
    }
    return picture;
  }

  @Test
  void pictureAndCaptionsKeep43Decibels() throws IOException {
    List<Picture> pictures = List.of(captioned(1), captioned(2), captioned(3));
    EncodedSegment segment = TestPictures.encode(VideoSettings.DEFAULTS, 0, pictures);
    Path file = folder.resolve("a.mp4");
    Mp4Writer.write(file, List.of(segment), TestPictures.timing(3), Map.of());
    List<double[]> decibels = new ArrayList<>();
    VideoCheck.inspect(
        file, true, frame -> decibels.add(compare(frame, pictures.get(decibels.size()))));
    assertEquals(3, decibels.size());
    for (double[] one : decibels) {
      assertTrue(one[0] >= 43, one[0] + " dB");
      assertTrue(one[1] >= 43, one[1] + " dB on captions");
    }
  }

  private static double[] compare(AVFrame frame, Picture original) {
    Yuv420 yuv = new Yuv420(WIDTH, HEIGHT);
    yuv.convert(original.rgb());
    double[] sums = new double[2];
    byte[] line = new byte[WIDTH];
    for (int row = 0; row < HEIGHT; row++) {
      frame.data(0).position((long) row * frame.linesize(0)).get(line);
      for (int column = 0; column < WIDTH; column++) {
        double d = (line[column] & 0xFF) - (yuv.y()[row * WIDTH + column] & 0xFF);
        sums[0] += d * d;
        sums[1] += row >= TEXT_TOP && row < TEXT_BOTTOM ? d * d : 0;
      }
    }
    return new double[] {
      10 * Math.log10(255.0 * 255 * WIDTH * HEIGHT / sums[0]),
      10 * Math.log10(255.0 * 255 * WIDTH * (TEXT_BOTTOM - TEXT_TOP) / sums[1])
    };
  }

  @Test
  void blocksWithSharpEdgesAreFoundAndJoined() {
    byte[] luma = new byte[64 * 34];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) (60 + i % 64 / 2);
    }
    assertEquals(0, new SharpEdges(64, 34).regions(luma, 0).length);
    // Two adjoining blocks of the second row, and one of the last, which is cut.
    luma[20 * 64 + 20] = (byte) 235;
    luma[30 * 64 + 40] = (byte) 235;
    luma[33 * 64 + 62] = (byte) 235;
    ByteBuffer regions =
        ByteBuffer.wrap(new SharpEdges(64, 34).regions(luma, 0)).order(ByteOrder.nativeOrder());
    assertEquals(2 * 28, regions.remaining());
    int[] first = new int[7];
    regions.asIntBuffer().get(first);
    assertEquals(
        List.of(28, 16, 32, 16, 48), List.of(first[0], first[1], first[2], first[3], first[4]));
    assertTrue(first[5] < 0);
    regions.position(28);
    assertEquals(28, regions.getInt());
    assertEquals(32, regions.getInt());
    assertEquals(34, regions.getInt());
    assertEquals(48, regions.getInt());
    assertEquals(64, regions.getInt());
    // The rest comes last, so that it does not override the edges.
    ByteBuffer coarser =
        ByteBuffer.wrap(new SharpEdges(64, 34).regions(luma, 4)).order(ByteOrder.nativeOrder());
    assertEquals(3 * 28, coarser.remaining());
    assertEquals(-5, coarser.getInt(5 * 4), "captions stay as fine");
    assertEquals(4, coarser.getInt(2 * 28 + 5 * 4));
    assertEquals(64, coarser.getInt(2 * 28 + 4 * 4));
  }

  @Test
  void whatIsSmoothIsQuantizedMoreCoarselyThanWhatIsBusy() {
    Yuv420 yuv = new Yuv420(WIDTH, HEIGHT);
    yuv.convert(TestPictures.plain(WIDTH, HEIGHT, 0x406020).rgb());
    assertEquals(26, QualityTarget.quantizer(yuv.y(), WIDTH, HEIGHT));
    yuv.convert(TestPictures.scene(WIDTH, HEIGHT, 1).rgb());
    int busy = QualityTarget.quantizer(yuv.y(), WIDTH, HEIGHT);
    assertTrue(busy >= 16 && busy <= 20, "quantizer " + busy);
  }
}
