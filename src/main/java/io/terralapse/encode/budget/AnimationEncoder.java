package io.terralapse.encode.budget;

import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.model.ByteLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes an animated picture of at most so many bytes, by {@link BudgetSearch}. Subclasses are the
 * formats; they are immutable and thread-safe as this is.
 */
public abstract class AnimationEncoder implements SequenceEncoder {
  private final Size size;
  private final ByteLimit limit;

  /**
   * How large a file may be.
   *
   * @param width most pixels a row
   * @param fps most pictures a second
   * @param loop how often it is shown
   */
  public record Size(int width, int fps, Loop loop) {}

  /**
   * What is read back of a finished file.
   *
   * @param width pixels
   * @param height pixels
   * @param durations of the pictures, in the units of the format
   * @param plays how often it is shown, 0 for endlessly
   */
  public record ReadBack(int width, int height, List<Integer> durations, int plays) {
    /** Copies the list. */
    public ReadBack {
      durations = List.copyOf(durations);
    }

    /** With durations as an array. */
    public ReadBack(int width, int height, int[] durations, int plays) {
      this(width, height, Arrays.stream(durations).boxed().toList(), plays);
    }
  }

  /** An encoder of files of at most so many bytes. */
  protected AnimationEncoder(Size size, ByteLimit limit) {
    this.size = size;
    this.limit = limit;
  }

  /** A coder of some pictures. */
  protected abstract Coder coder(ReducedSequence pictures) throws IOException;

  /** Quality out of 100 of a coarseness above 0. */
  protected abstract long quality(double coarseness);

  /** Reads a finished file. */
  protected abstract ReadBack read(byte[] file) throws IOException;

  /** Units of durations in a second. */
  protected abstract int unitsPerSecond();

  /** Media type of the files. */
  protected abstract String mediaType();

  /** Memory of a coder, bytes a pixel of the reduced pictures. */
  protected abstract long bytesPerPixel();

  /** The limit. */
  protected final ByteLimit limit() {
    return limit;
  }

  @Override
  public final long bytesPerThread(int width, int height) {
    int reduced = Math.min(width, size.width());
    long pixels = (long) reduced * (reduced * (long) height / width + 1);
    return pixels * bytesPerPixel()
        + 3 * limit.most()
        + ReducedSequence.KEPT_BYTES
        + (long) width * height * Integer.BYTES;
  }

  @Override
  public final SequenceFile write(Path staged, SequenceJob job) throws Exception {
    BudgetSearch.Found found =
        BudgetSearch.search(job, this::coder, limit, size.width(), 1.0 / size.fps());
    Files.write(staged, found.bytes());
    ReducedSequence pictures = found.pictures();
    ReadBack written =
        new ReadBack(
            pictures.width(),
            pictures.height(),
            pictures.durations(unitsPerSecond()),
            size.loop().passes(pictures.seconds()));
    if (!read(Files.readAllBytes(staged)).equals(written)) {
      throw new IllegalStateException(staged + ": does not read back as it was written");
    }
    List<String> givenUp = new ArrayList<>(found.givenUp());
    if (found.coarseness() > 0) {
      givenUp.add("quality " + quality(found.coarseness()) + " of 100");
    }
    return new SequenceFile(pictures.size(), pictures.seconds(), mediaType(), givenUp);
  }
}
