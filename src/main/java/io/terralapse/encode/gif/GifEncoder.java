package io.terralapse.encode.gif;

import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.budget.AnimationEncoder;
import io.terralapse.encode.budget.Coder;
import io.terralapse.encode.budget.ReducedSequence;
import io.terralapse.model.ByteLimit;
import java.io.IOException;

/**
 * Makes an animated GIF of at most so many bytes: one palette for all pictures, only what changes
 * from one to the next, and as little loss as fits ({@link LossyLzw}). The colour of a pixel whose
 * source does not change stays what it is, so that even ground does not flicker. Immutable,
 * thread-safe.
 */
public final class GifEncoder extends AnimationEncoder {
  /** To be raised when the same settings give other bytes. */
  private static final int VERSION = 1;

  private final GifSettings settings;

  /** An encoder with these settings. */
  public GifEncoder(GifSettings settings) {
    this(settings, ByteLimit.ofSetting(settings.setting() + ".max_bytes", settings.maxBytes()));
  }

  private GifEncoder(GifSettings settings, ByteLimit limit) {
    super(new Size(settings.width(), settings.fps(), settings.loop()), limit);
    this.settings = settings.withMaxBytes(limit.most());
  }

  @Override
  public String signature() {
    return "gif " + VERSION + " " + settings;
  }

  @Override
  public SequenceEncoder within(ByteLimit limit) {
    return limit.most() < limit().most() ? new GifEncoder(settings, limit) : this;
  }

  @Override
  protected Coder coder(ReducedSequence pictures) throws IOException {
    return GifCoder.of(pictures, settings);
  }

  @Override
  protected long quality(double coarseness) {
    return Math.round(100 - 60 * coarseness);
  }

  @Override
  protected ReadBack read(byte[] file) throws IOException {
    GifReader read = GifReader.read(file);
    return new ReadBack(read.width(), read.height(), read.delays(), read.plays());
  }

  @Override
  protected int unitsPerSecond() {
    return GifCoder.UNITS_PER_SECOND;
  }

  @Override
  protected String mediaType() {
    return "image/gif";
  }

  /** Planes of a prepared picture, the one before, and what measures them. */
  @Override
  protected long bytesPerPixel() {
    return 2 * (4 + 16) + 20;
  }
}
