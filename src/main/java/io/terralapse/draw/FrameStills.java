package io.terralapse.draw;

import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.encode.Poster;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Small JPEG copies of the frames of a sequence, without furniture: made while frames are drawn for
 * the video, kept in the cache by content, and drawn again where neither has happened. Thread-safe.
 */
public final class FrameStills implements FrameObserver {
  /** Even a still of 4,096 pixels at the best quality is smaller. */
  private static final int LONGEST = 1 << 26;

  private final FrameRenderer renderer;
  private final PictureKeys keys;
  private final DiskCache cache;
  private final int widest;
  private final double quality;

  /**
   * The stills of a sequence.
   *
   * @param renderer draws its frames
   * @param keys of its pictures
   * @param widest width of a still, unless frames are narrower, pixels
   * @param quality of JPEG, 0 to 1
   */
  public FrameStills(
      FrameRenderer renderer, PictureKeys keys, DiskCache cache, int widest, double quality) {
    this.renderer = renderer;
    this.keys = keys;
    this.cache = cache;
    this.widest = widest;
    this.quality = quality;
  }

  /** Keeps a still of a frame that is drawn for the video. */
  @Override
  public void take(FramePlan plan, Picture picture) {
    try {
      String name = name(plan);
      if (!cache.contains(CacheSection.STILLS, name)) {
        cache.tryWriteChecked(CacheSection.STILLS, name, jpeg(picture));
      }
    } catch (IOException unreadable) {
      // The frame is drawn again when its still is needed, and the error is reported then.
    }
  }

  /**
   * The still of a frame, as JPEG.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public byte[] of(FramePlan plan) throws IOException {
    String name = name(plan);
    Optional<ByteBuffer> found = cache.findChecked(CacheSection.STILLS, name, LONGEST);
    if (found.isPresent()) {
      byte[] bytes = new byte[found.get().remaining()];
      found.get().get(bytes);
      return bytes;
    }
    byte[] drawn = jpeg(renderer.renderPlain(plan));
    cache.tryWriteChecked(CacheSection.STILLS, name, drawn);
    return drawn;
  }

  private byte[] jpeg(Picture picture) throws IOException {
    return Poster.jpeg(StillScaler.atMost(picture, widest), quality);
  }

  private String name(FramePlan plan) throws IOException {
    ContentDigest digest = new ContentDigest();
    digest.add("still");
    digest.add(keys.of(plan).hex());
    digest.add(widest);
    digest.add(Double.toString(quality));
    ContentKey key = digest.key();
    return key.hex() + ".jpg";
  }
}
