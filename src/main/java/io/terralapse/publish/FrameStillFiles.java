package io.terralapse.publish;

import io.terralapse.access.FileHash;
import io.terralapse.draw.StoredPictures;
import io.terralapse.encode.still.StillFormat;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.PublishedLedger;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.run.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The frames of a rendition as numbered pictures with their dates in the names, such as {@code
 * NAME-frame-0001-2024-03-02.png}. A published picture that would be the same is kept. Immutable.
 */
public final class FrameStillFiles {
  private static final String INFIX = "-frame-";
  private static final Pattern STILL = Pattern.compile(INFIX + "[0-9]{4,}-[0-9-]+\\.(?:png|jpg)");
  private static final Pattern ANY = Pattern.compile(".*" + STILL.pattern());

  /** A date and no time. */
  private static final int DATE_LENGTH = 10;

  private final String base;
  private final String rendition;
  private final StillFormat format;

  /**
   * The files of a rendition.
   *
   * @param base beginning of the names
   * @param rendition as in the ledger
   */
  FrameStillFiles(String base, String rendition, StillFormat format) {
    this.base = base;
    this.rendition = rendition;
    this.format = format;
  }

  /** Whether a published file is one of the frames, by its name. */
  public boolean has(String name) {
    return name.startsWith(base + INFIX) && STILL.matcher(name.substring(base.length())).matches();
  }

  /**
   * Writes the files.
   *
   * @param dates one for each picture
   * @param threads most threads to encode with
   * @param stage gives the temporary name of a file
   * @param earlier what was published before; empty makes every file
   * @return as in the ledger, in order of time
   * @throws IOException if a file cannot be written, or a window that was lost from the store
   *     cannot be read again
   */
  public List<Ledger.Output> write(
      StoredPictures pictures,
      List<AcquisitionDate> dates,
      int threads,
      Function<String, Path> stage,
      Optional<PublishedFiles> earlier)
      throws Exception {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      indices.add(i);
    }
    try (Workers workers = new Workers("stills", threads)) {
      return workers.map(
          indices,
          index -> {
            String name = name(index, dates.get(index));
            Path staged = stage.apply(name);
            String key = key(pictures, index);
            Optional<Ledger.Output> kept =
                earlier.isPresent() ? earlier.get().copy(name, key, staged) : Optional.empty();
            return kept.isPresent() ? kept.get() : write(name, staged, key, pictures, index);
          });
    }
  }

  private Ledger.Output write(
      String name, Path staged, String key, StoredPictures pictures, int index) throws IOException {
    format.write(staged, pictures.get(index));
    return new Ledger.Output(
        name,
        rendition,
        Files.size(staged),
        FileHash.sha256(staged),
        1,
        OptionalDouble.empty(),
        List.of(),
        Optional.of(new Ledger.Encoding(key, format.mediaType(), List.of())));
  }

  private String name(int index, AcquisitionDate date) {
    String text = date.text();
    String day = text.substring(0, Math.min(DATE_LENGTH, text.length()));
    return String.format(
        Locale.ROOT,
        "%s%s%04d-%s%s",
        base,
        INFIX,
        index + 1,
        day.replaceAll("[^0-9-]", "-"),
        format.ending());
  }

  private String key(StoredPictures pictures, int index) {
    ContentDigest digest = new ContentDigest();
    digest.add("still");
    digest.add(format.name());
    digest.add(pictures.keys().get(index).hex());
    return digest.key().hex();
  }

  /**
   * Pictures of earlier runs that are not among those of this one: a longer sequence, or other
   * dates. They are those that a ledger names. Where ledgers were lost, or a run was killed before
   * it had deleted them, they are known by the names that this run gives its own pictures.
   *
   * @param folder of the outputs
   * @param ledgers of earlier runs; they need not exist
   * @param own the pictures of this run, by rendition
   * @param now names of this run's files
   */
  static List<String> obsolete(
      Path folder, List<Path> ledgers, List<FrameStillFiles> own, List<String> now)
      throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path ledger : ledgers) {
      PublishedLedger.find(ledger).stream()
          .flatMap(earlier -> earlier.outputs().stream())
          .map(Ledger.Output::file)
          .filter(name -> ANY.matcher(name).matches())
          .forEach(names::add);
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> own.stream().anyMatch(one -> one.has(name)))
          .forEach(names::add);
    }
    now.forEach(names::remove);
    return List.copyOf(names);
  }
}
