package io.terralapse.quicklook;

import java.util.Optional;

/**
 * What became of a request.
 *
 * @param look the picture; empty if there is none
 * @param missing why there is none
 * @param unreadable what is wrong with the scene, for people; empty unless it is unreadable
 */
public record QuickLookResult(Optional<QuickLook> look, Missing missing, String unreadable) {

  /** Why a candidate has no picture. */
  public enum Missing {
    /** It has one. */
    NOTHING,
    /** The scene lacks the bands to show. */
    BANDS,
    /** It has no overview that is coarse enough, and all its pixels are too many. */
    OVERVIEWS,
    /** It is on a server, and what was to be read from servers has been. */
    REMOTE,
    /** There are too many candidates for each to have one. */
    MANY,
    /** It is not on the map. */
    UNPLACED,
    /** It could not be read. */
    UNREADABLE
  }

  static QuickLookResult of(QuickLook look) {
    return new QuickLookResult(Optional.of(look), Missing.NOTHING, "");
  }

  /** There is no picture. */
  public static QuickLookResult without(Missing why) {
    return new QuickLookResult(Optional.empty(), why, "");
  }

  static QuickLookResult unreadable(String what) {
    return new QuickLookResult(Optional.empty(), Missing.UNREADABLE, what);
  }
}
