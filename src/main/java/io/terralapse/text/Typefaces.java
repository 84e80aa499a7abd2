package io.terralapse.text;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The two weights that captions are drawn with. Thread-safe.
 *
 * @param regular for labels
 * @param semibold for the date and the title; of a font with one weight only, that one
 */
public record Typefaces(Typeface regular, Typeface semibold) {
  /** A complete Chinese, Japanese and Korean collection has 30 MB. */
  private static final long MAX_BYTES = 64L << 20;

  private static final class Bundled {
    static final OutlineFont REGULAR = read(BundledFont.REGULAR);
    static final OutlineFont SEMIBOLD = read(BundledFont.SEMIBOLD);

    private static OutlineFont read(BundledFont font) {
      try {
        return new OutlineFont(font.bytes(), font.weight());
      } catch (IOException damaged) {
        throw new UncheckedIOException(damaged);
      }
    }
  }

  /** The bundled font: Latin, Greek and Cyrillic. */
  public static Typefaces bundled(Locale locale) {
    return of(List.of(), locale);
  }

  /**
   * Fonts of the user, and the bundled one for the characters that they do not have.
   *
   * @param files TrueType or OpenType, the first is preferred
   * @param locale language of the texts
   * @throws UserError (usage) if a file is not a font with outlines
   */
  public static Typefaces of(List<Path> files, Locale locale) {
    List<OutlineFont> regular = new ArrayList<>();
    List<OutlineFont> semibold = new ArrayList<>();
    for (Path file : files) {
      try {
        byte[] bytes = read(file);
        OutlineFont font = new OutlineFont(bytes, BundledFont.REGULAR.weight());
        regular.add(font);
        semibold.add(
            font.isVariable() ? new OutlineFont(bytes, BundledFont.SEMIBOLD.weight()) : font);
      } catch (IOException unreadable) {
        throw UserError.usage("furniture.font: " + problem(file, unreadable) + ".");
      }
    }
    regular.add(Bundled.REGULAR);
    semibold.add(Bundled.SEMIBOLD);
    String language = locale.toLanguageTag();
    return new Typefaces(new Typeface(regular, language), new Typeface(semibold, language));
  }

  /** Why a file cannot be used as a font, with a remedy; empty if it can. */
  public static Optional<String> findProblem(Path file) {
    try {
      // Opening it checks it.
      return new OutlineFont(read(file), BundledFont.REGULAR.weight()).unitsPerEm() > 0
          ? Optional.empty()
          : Optional.of(problem(file, new IOException("its letters have no size")));
    } catch (IOException unreadable) {
      return Optional.of(problem(file, unreadable));
    }
  }

  private static String problem(Path file, IOException unreadable) {
    return file.getFileName()
        + " cannot be used, because "
        + unreadable.getMessage()
        + "; name a TrueType or OpenType font such as NotoSans-Regular.ttf";
  }

  private static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no such file");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("it is larger than 64 MiB");
    }
    return Files.readAllBytes(file);
  }

  /** The characters of a text that neither weight has, in code point order. */
  public String missing(String text) {
    String missing = regular.missing(text);
    return missing.isEmpty() ? semibold.missing(text) : missing;
  }
}
