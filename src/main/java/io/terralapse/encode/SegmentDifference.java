package io.terralapse.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * How far the pictures of two segments are from each other once they are decoded.
 *
 * @param frames the coded frames that differ, from 0; those that only one segment has are among
 *     them
 * @param levels the largest difference of a sample of luma or chroma, of 255
 * @param percent share of the samples that differ, of all that both segments have
 */
public record SegmentDifference(List<Integer> frames, int levels, double percent) {

  /** Copies the list. */
  public SegmentDifference {
    frames = List.copyOf(frames);
  }

  /**
   * Decodes two segments and compares them. Holds the pictures of one in memory.
   *
   * @param folder for temporary files; must exist
   * @throws IOException if one of them cannot be decoded
   */
  public static SegmentDifference of(EncodedSegment one, EncodedSegment other, Path folder)
      throws IOException {
    List<byte[]> first = new ArrayList<>();
    decode(one, folder, first::add);
    Comparison comparison = new Comparison(first);
    decode(other, folder, comparison::add);
    return comparison.result();
  }

  private interface Pictures {
    void add(byte[] samples);
  }

  private static void decode(EncodedSegment segment, Path folder, Pictures pictures)
      throws IOException {
    Path file = Files.createTempFile(folder, "segment", ".h264");
    try {
      Files.write(file, segment.toStream());
      VideoCheck.inspect(file, true, frame -> pictures.add(samples(frame)));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Luma, then both chroma planes, without padding. */
  private static byte[] samples(AVFrame frame) {
    int width = frame.width();
    int height = frame.height();
    byte[] samples = new byte[width * height * 3 / 2];
    int at = 0;
    for (int plane = 0; plane < 3; plane++) {
      BytePointer data = frame.data(plane);
      int columns = plane == 0 ? width : width / 2;
      int rows = plane == 0 ? height : height / 2;
      for (int row = 0; row < rows; row++) {
        data.position((long) row * frame.linesize(plane)).get(samples, at, columns);
        at += columns;
      }
    }
    return samples;
  }

  /** Compares pictures as they are decoded. */
  private static final class Comparison {
    private final List<byte[]> first;
    private final List<Integer> different = new ArrayList<>();
    private int frames;
    private int levels;
    private long compared;
    private long unequal;

    Comparison(List<byte[]> first) {
      this.first = first;
    }

    void add(byte[] samples) {
      byte[] before = frames < first.size() ? first.get(frames) : new byte[0];
      int length = Math.min(samples.length, before.length);
      long count = 0;
      for (int i = 0; i < length; i++) {
        int level = Math.abs((samples[i] & 0xFF) - (before[i] & 0xFF));
        levels = Math.max(levels, level);
        count += level > 0 ? 1 : 0;
      }
      compared += length;
      unequal += count;
      if (count > 0 || samples.length != before.length) {
        different.add(frames);
      }
      frames++;
    }

    SegmentDifference result() {
      for (int missing = frames; missing < first.size(); missing++) {
        different.add(missing);
      }
      return new SegmentDifference(
          different, levels, compared == 0 ? 0 : 100.0 * unequal / compared);
    }
  }
}
