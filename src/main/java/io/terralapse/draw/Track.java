package io.terralapse.draw;

import io.terralapse.encode.Keyframes;
import io.terralapse.encode.VideoSettings;

/**
 * One video that a pass encodes.
 *
 * @param renderer draws its frames; the tracks of a pass share a canvas
 * @param video how it is encoded
 * @param keyframes which pictures are coded as keyframes
 * @param earlier what earlier runs drew and encoded of it
 */
public record Track(
    FrameRenderer renderer, VideoSettings video, Keyframes keyframes, EarlierFrames earlier) {}
