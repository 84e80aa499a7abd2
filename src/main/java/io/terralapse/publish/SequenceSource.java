package io.terralapse.publish;

import io.terralapse.access.FileHash;
import io.terralapse.draw.StoredPictures;
import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.SequenceOutput;
import io.terralapse.encode.Timing;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.ContentDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a further file is made of.
 *
 * @param output the format
 * @param pictures all pictures
 * @param timing how long each is shown
 */
public record SequenceSource(SequenceOutput output, StoredPictures pictures, Timing timing) {

  /**
   * A hash of everything that decides the bytes.
   *
   * @param tags by FFmpeg's keys
   */
  String key(Map<String, String> tags) {
    ContentDigest digest = new ContentDigest();
    digest.add("sequence");
    digest.add(output.encoder().signature());
    digest.add(timing.timescale());
    digest.add(timing.fps().orElse(0));
    for (int i = 0; i < timing.pictures(); i++) {
      digest.add(Double.toString(timing.startSeconds(i + 1)));
    }
    pictures.keys().forEach(key -> digest.add(key.hex()));
    digest.add(new TreeMap<>(tags).toString());
    return digest.key().hex();
  }

  /**
   * Encodes the file.
   *
   * @param name under which it will be published
   * @param rendition as in the ledger
   * @param staged where it is written
   * @param tags by FFmpeg's keys
   * @param threads most threads to encode with
   * @return as in the ledger
   * @throws io.terralapse.model.UserError if a limit of bytes cannot be reached, or this machine
   *     lacks the encoder
   */
  public Ledger.Output write(
      String name, String rendition, Path staged, Map<String, String> tags, int threads)
      throws Exception {
    SequenceFile file =
        output.encoder().write(staged, new SequenceJob(pictures, timing, tags, threads));
    return new Ledger.Output(
        name,
        rendition,
        Files.size(staged),
        FileHash.sha256(staged),
        file.frames(),
        OptionalDouble.of(file.seconds()),
        List.of(),
        Optional.of(new Ledger.Encoding(key(tags), file.mediaType(), file.givenUp())));
  }
}
