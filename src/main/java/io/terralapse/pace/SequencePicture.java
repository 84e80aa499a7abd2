package io.terralapse.pace;

/**
 * One picture of a video that is encoded once, however long it is shown.
 *
 * @param kind what it shows
 * @param date index of the date that it shows, or leads to
 * @param step how far a transition has come, from 1; 0 for pictures that are not part of one
 * @param steps of the transition: {@code step / steps} of it are done; 1 for other pictures
 */
public record SequencePicture(Kind kind, int date, int step, int steps) {
  /** What a picture shows. */
  public enum Kind {
    /** The opening title card, over the first date. */
    TITLE_CARD,

    /** A date. */
    STILL,

    /** A mixture of the date before, or of the title card, and the date. */
    CROSSFADE,

    /** The first date beside the last one. */
    WIPE,

    /** The last date, while the frame narrows to the focus. */
    ZOOM
  }

  /** The still of a date. */
  public static SequencePicture still(int date) {
    return new SequencePicture(Kind.STILL, date, 0, 1);
  }

  /** Whether it shows one date as it is. */
  public boolean isStill() {
    return kind == Kind.STILL;
  }

  /** How much of the transition is done, 0 to 1. */
  public double share() {
    return step / (double) steps;
  }
}
