package io.terralapse.revisit;

import java.time.Instant;

/**
 * A scene that was found.
 *
 * @param platform the spacecraft, as {@code S2A} or {@code LC08}; {@link #ALONE} for a scene that
 *     no catalogue lists
 * @param time when it was acquired
 * @param shown whether it is in the video, or represented there by a better date
 * @param reason why it is not; empty if it is
 */
public record SeenScene(String platform, Instant time, boolean shown, String reason) {

  /** Of scenes that let expect no others. */
  public static final String ALONE = "";
}
