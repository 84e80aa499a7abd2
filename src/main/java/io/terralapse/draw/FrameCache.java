package io.terralapse.draw;

import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.EncodedSegment;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Picture;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What earlier runs drew and encoded, by content key, in the job's cache: coded segments, and the
 * pictures of the last segment, which a scene that arrives continues. A damaged entry counts as
 * missing and is deleted. Thread-safe.
 *
 * <p>An entry holds what was filled of each frame (double per cent of the area, int number of
 * dates, int index of each in the plan's sources), then the segment after its SHA-256, or the
 * picture.
 */
public final class FrameCache {
  /** Longer files are no entries; a segment of eight pictures takes a few megabytes. */
  private static final int LONGEST_SEGMENT = 1 << 30;

  private static final int MAX_FILLED = 1 << 16;
  private static final int SHA256_BYTES = 32;

  private final DiskCache cache;

  /** Keeps pictures and segments in a cache, which is not closed here. */
  public FrameCache(DiskCache cache) {
    this.cache = cache;
  }

  /**
   * Something that was drawn.
   *
   * @param content the segment or picture
   * @param filled what was filled of each of its frames
   */
  record Found<T>(T content, List<Filled> filled) {}

  private static String name(ContentKey key, CacheSection section) {
    return key.hex() + (section == CacheSection.SEGMENTS ? ".seg" : ".pic");
  }

  /**
   * Finds a segment, which stays in the cache until this process ends.
   *
   * @param pictures how many it has
   * @param frames those of the dates whose stills it has
   */
  Optional<Found<CodedSegment>> findSegment(ContentKey key, int pictures, List<FramePlan> frames) {
    String name = name(key, CacheSection.SEGMENTS);
    // Never closed: the segment is read once more when the video is written.
    cache.pin(CacheSection.SEGMENTS, name);
    return read(key, pictures, frames)
        .map(
            found ->
                new Found<>(
                    CodedSegment.of(
                        key,
                        found.content().segment(),
                        found.content().sha256(),
                        () -> readAgain(key, pictures, frames)),
                    found.filled()));
  }

  /**
   * A segment of the cache.
   *
   * @param sha256 see {@link EncodedSegment#sha256}, calculated when it was kept
   */
  private record Kept(EncodedSegment segment, String sha256) {}

  private Optional<Found<Kept>> read(ContentKey key, int pictures, List<FramePlan> frames) {
    String name = name(key, CacheSection.SEGMENTS);
    try {
      Optional<ByteBuffer> file = cache.findChecked(CacheSection.SEGMENTS, name, LONGEST_SEGMENT);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      List<Filled> filled = readFilled(file.get(), frames);
      byte[] sha256 = new byte[SHA256_BYTES];
      file.get().get(sha256);
      byte[] bytes = new byte[file.get().remaining()];
      file.get().get(bytes);
      EncodedSegment segment = EncodedSegment.of(bytes, name);
      if (segment.pictures() == pictures) {
        return Optional.of(
            new Found<>(new Kept(segment, HexFormat.of().formatHex(sha256)), filled));
      }
    } catch (IOException | BufferUnderflowException damaged) {
      // As below.
    }
    cache.tryDelete(CacheSection.SEGMENTS, name);
    return Optional.empty();
  }

  private EncodedSegment readAgain(ContentKey key, int pictures, List<FramePlan> frames)
      throws IOException {
    return read(key, pictures, frames)
        .orElseThrow(
            () ->
                new IOException(
                    "A segment of the video was removed from the cache while it was in use; run"
                        + " the job again, and let nothing else delete files there."))
        .content()
        .segment();
  }

  /**
   * Keeps a segment.
   *
   * @param filled what was filled of each of its frames
   * @return the segment in the cache; empty if it could not be written there
   */
  Optional<CodedSegment> tryKeep(
      ContentKey key, EncodedSegment segment, List<FramePlan> frames, List<Filled> filled) {
    String name = name(key, CacheSection.SEGMENTS);
    cache.pin(CacheSection.SEGMENTS, name);
    String sha256 = segment.sha256();
    byte[] entry = entry(frames, filled, HexFormat.of().parseHex(sha256), segment.toBytes());
    return cache.tryWriteChecked(CacheSection.SEGMENTS, name, entry)
        ? Optional.of(
            CodedSegment.of(key, segment, sha256, () -> readAgain(key, segment.pictures(), frames)))
        : Optional.empty();
  }

  /** Whether a picture is there now. */
  boolean hasPicture(ContentKey key) {
    return cache.contains(CacheSection.PICTURES, name(key, CacheSection.PICTURES));
  }

  /** Finds a picture. */
  Optional<Found<Picture>> findPicture(ContentKey key, FramePlan frame, int width, int height) {
    String name = name(key, CacheSection.PICTURES);
    int longest = PictureFile.longest(width, height) + Integer.BYTES * MAX_FILLED;
    try {
      Optional<ByteBuffer> file = cache.findChecked(CacheSection.PICTURES, name, longest);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      List<Filled> filled = readFilled(file.get(), List.of(frame));
      Optional<Picture> picture = PictureFile.decode(file.get(), width, height);
      if (picture.isPresent()) {
        return Optional.of(new Found<>(picture.get(), filled));
      }
    } catch (IOException | BufferUnderflowException damaged) {
      // As below.
    }
    cache.tryDelete(CacheSection.PICTURES, name);
    return Optional.empty();
  }

  /** Keeps a picture, if that is possible. */
  void tryKeep(ContentKey key, Picture picture, FramePlan frame, Filled filled) {
    cache.tryWriteChecked(
        CacheSection.PICTURES,
        name(key, CacheSection.PICTURES),
        entry(List.of(frame), List.of(filled), new byte[0], PictureFile.encode(picture)));
  }

  /** Deletes a picture that no later run needs, if there is one. */
  void forgetPicture(ContentKey key) {
    cache.tryDelete(CacheSection.PICTURES, name(key, CacheSection.PICTURES));
  }

  private static byte[] entry(
      List<FramePlan> frames, List<Filled> filled, byte[] sha256, byte[] content) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream(content.length + 256);
    try (DataOutputStream out = new DataOutputStream(buffer)) {
      for (int i = 0; i < frames.size(); i++) {
        out.writeDouble(filled.get(i).percent());
        out.writeInt(filled.get(i).from().size());
        for (int source : filled.get(i).sourcesOf(frames.get(i))) {
          out.writeInt(source);
        }
      }
      out.write(sha256);
      out.write(content);
    } catch (IOException impossible) {
      throw new AssertionError("memory can be written to", impossible);
    }
    return buffer.toByteArray();
  }

  private static List<Filled> readFilled(ByteBuffer in, List<FramePlan> frames) throws IOException {
    List<Filled> filled = new ArrayList<>();
    for (FramePlan frame : frames) {
      double percent = in.getDouble();
      int count = in.getInt();
      if (count < 0 || count > frame.sources().size()) {
        throw new IOException("it was filled from other dates");
      }
      List<Integer> sources = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sources.add(in.getInt());
      }
      filled.add(Filled.of(percent, sources, frame));
    }
    return filled;
  }
}
