package io.terralapse.draw;

import java.util.Optional;

/**
 * By what a later run tells whether the picture of a published frame is the same.
 *
 * @param picture hash of everything that is drawn
 * @param coded hash of everything that decides how the video shows it: the same, how it is encoded,
 *     and the pictures before it in its segment; empty if there is no video of segments
 */
public record FrameKey(String picture, Optional<String> coded) {}
