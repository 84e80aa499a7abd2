package io.terralapse.encode.webp;

import io.terralapse.encode.Encoders;
import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.budget.AnimationEncoder;
import io.terralapse.encode.budget.Coder;
import io.terralapse.encode.budget.ReducedSequence;
import io.terralapse.model.ByteLimit;
import java.io.IOException;

/**
 * Makes an animated WebP of at most so many bytes. Each picture is coded by libwebp for itself, as
 * dates differ nearly everywhere, and cut to what differs from the one before; the container is
 * written here, so that durations are exact. Immutable, thread-safe.
 */
public final class WebpEncoder extends AnimationEncoder {
  /** To be raised when the same settings give other bytes. */
  private static final int VERSION = 1;

  private final WebpSettings settings;

  /** An encoder with these settings. */
  public WebpEncoder(WebpSettings settings) {
    this(settings, ByteLimit.ofSetting(settings.setting() + ".max_bytes", settings.maxBytes()));
  }

  private WebpEncoder(WebpSettings settings, ByteLimit limit) {
    super(new Size(settings.width(), settings.fps(), settings.loop()), limit);
    this.settings = settings.withMaxBytes(limit.most());
  }

  @Override
  public String signature() {
    return "webp " + VERSION + " " + Encoders.ffmpegVersion() + " " + settings;
  }

  @Override
  public SequenceEncoder within(ByteLimit limit) {
    return limit.most() < limit().most() ? new WebpEncoder(settings, limit) : this;
  }

  @Override
  protected Coder coder(ReducedSequence pictures) {
    return new WebpCoder(pictures, settings);
  }

  @Override
  protected long quality(double coarseness) {
    return Math.round(WebpCoder.quality(coarseness));
  }

  @Override
  protected ReadBack read(byte[] file) throws IOException {
    WebpFile.Parsed read = WebpFile.parse(file);
    int[] durations = read.frames().stream().mapToInt(WebpFile.Frame::millis).toArray();
    return new ReadBack(read.width(), read.height(), durations, read.plays());
  }

  @Override
  protected int unitsPerSecond() {
    return WebpCoder.UNITS_PER_SECOND;
  }

  @Override
  protected String mediaType() {
    return "image/webp";
  }

  /** A picture of the sequence, its frame, and libwebp's planes. */
  @Override
  protected long bytesPerPixel() {
    return 40;
  }
}
