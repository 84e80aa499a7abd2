package io.terralapse.encode.video;

import java.util.OptionalLong;

/**
 * How good or how large a video is.
 *
 * @param setting of the format, for messages, such as {@code outputs.webm}
 * @param crf the encoder's quality; lower is better and larger
 * @param preset the encoder's speed, as it names it
 * @param maxBytes limit; the best quality up to {@code crf} that fits is used
 */
record VideoQuality(String setting, int crf, String preset, OptionalLong maxBytes) {}
