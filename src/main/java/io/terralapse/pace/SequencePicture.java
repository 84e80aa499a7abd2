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
    /** A date that is shown before the first one, as the cover of the video. */
    LEAD,

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

  /** The picture of a date, shown before the first one. */
  public static SequencePicture lead(int date) {
    return new SequencePicture(Kind.LEAD, date, 0, 1);
  }

  /** Whether it is shown before the title card and the first date. */
  public boolean isLead() {
    return kind == Kind.LEAD;
  }

  /** Whether it is a step of a transition that others follow: it is shown for one frame. */
  public boolean isPassing() {
    return step > 0 && step < steps;
  }

  /** Whether it is the one picture of a date that every video has. */
  public boolean isStill() {
    return kind == Kind.STILL;
  }

  /** How much of the transition is done, 0 to 1. */
  public double share() {
    return step / (double) steps;
  }
}
