package io.terralapse.encode;

import io.terralapse.model.ContentKey;

/**
 * A segment of a video, wherever its bytes are.
 *
 * @param key hash of everything that went into it
 * @param sha256 of its coded bytes, see {@link EncodedSegment#sha256}
 * @param pictures coded pictures
 * @param source the coded bytes
 */
public record CodedSegment(ContentKey key, String sha256, int pictures, SegmentSource source) {

  /** A segment whose bytes are at hand. */
  public static CodedSegment of(ContentKey key, EncodedSegment segment, SegmentSource source) {
    return of(key, segment, segment.sha256(), source);
  }

  /** A segment whose bytes are at hand, and whose hash is known. */
  public static CodedSegment of(
      ContentKey key, EncodedSegment segment, String sha256, SegmentSource source) {
    return new CodedSegment(key, sha256, segment.pictures(), source);
  }
}
