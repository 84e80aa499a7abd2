package io.terralapse.encode.video;

import io.terralapse.model.ByteLimit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How good or how large a video is.
 *
 * @param setting of the format, for messages, such as {@code outputs.webm}
 * @param crf the encoder's quality; lower is better and larger
 * @param preset the encoder's speed, as it names it
 * @param limit of the file; the best quality up to {@code crf} that fits is used
 */
record VideoQuality(String setting, int crf, String preset, Optional<ByteLimit> limit) {
  /** The same with the lower of its own limit and another one. */
  VideoQuality within(ByteLimit other) {
    return new VideoQuality(setting, crf, preset, ByteLimit.lower(limit, Optional.of(other)));
  }

  /** The limit in the signature of an encoder, whoever sets it. */
  String limitText() {
    return limit.map(one -> OptionalLong.of(one.most())).orElse(OptionalLong.empty()).toString();
  }
}
