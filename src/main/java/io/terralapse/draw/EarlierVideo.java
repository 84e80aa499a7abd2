package io.terralapse.draw;

import io.terralapse.encode.EncodedSegment;
import io.terralapse.model.ContentKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The video that an earlier run published, whose segments replace those that the cache lost. */
public interface EarlierVideo {
  /** There is none. */
  EarlierVideo NONE = (required, receiver) -> {};

  /**
   * What was filled of a frame.
   *
   * @param percent share of the area of interest
   * @param from ids of the dates that pixels were taken from
   */
  record FilledFrame(double percent, List<String> from) {
    /** Nothing was filled. */
    public static final FilledFrame NONE = new FilledFrame(0, List.of());

    /** Copies the list. */
    public FilledFrame {
      from = List.copyOf(from);
    }
  }

  /** Receives segments, in any order. */
  interface Receiver {
    /**
     * Takes a segment whose bytes are those that were published.
     *
     * @param filled what was filled of the video's frames, by the ids of their dates
     */
    void take(ContentKey key, EncodedSegment segment, Map<String, FilledFrame> filled)
        throws IOException;
  }

  /**
   * Reads those of some segments that the video has; none if it is missing, damaged or another than
   * was published.
   *
   * @throws IOException of the receiver
   */
  void read(Set<ContentKey> required, Receiver receiver) throws IOException;
}
