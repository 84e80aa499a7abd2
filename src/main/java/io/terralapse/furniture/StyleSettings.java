package io.terralapse.furniture;

import io.terralapse.model.ContentDigest;
import io.terralapse.model.UserError;
import io.terralapse.text.Typefaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How furniture looks.
 *
 * @param font files of the user's fonts, the preferred one first; the bundled one draws the
 *     characters that they do not have
 * @param theme of letters and what is behind them
 * @param textColour colour of letters and marks, {@code 0xRRGGBB}; empty for that of the theme
 * @param shadeColour colour of gradients, shadows and plates; empty for that of the theme
 * @param logo a PNG that is drawn in the upper corner, if any
 */
public record StyleSettings(
    List<Path> font,
    Theme theme,
    Optional<Integer> textColour,
    Optional<Integer> shadeColour,
    Optional<Path> logo) {
  /** White letters on soft dark gradients, in the bundled font. */
  public static final StyleSettings DEFAULTS =
      new StyleSettings(List.of(), Theme.LIGHT, Optional.empty(), Optional.empty());

  /** A style without a logo. */
  public StyleSettings(
      List<Path> font, Theme theme, Optional<Integer> textColour, Optional<Integer> shadeColour) {
    this(font, theme, textColour, shadeColour, Optional.empty());
  }

  /** Copies the list. */
  public StyleSettings {
    font = List.copyOf(font);
  }

  /** What is behind the letters. */
  public enum Theme {
    /** Light letters on dark gradients. */
    LIGHT,
    /** Dark letters on light gradients. */
    DARK,
    /** Light letters on dark plates. */
    PLATE,
    /** Light letters with a shadow only. */
    NONE
  }

  /** The colours. */
  Palette palette() {
    boolean dark = theme == Theme.DARK;
    return new Palette(
        textColour.orElse(dark ? 0x101010 : 0xFFFFFF), shadeColour.orElse(dark ? 0xFFFFFF : 0));
  }

  /** The contrast of letters on the shade, if that is too low to be read. */
  public Optional<Double> findLowContrast() {
    Palette palette = palette();
    return palette.isLegible() ? Optional.empty() : Optional.of(palette.contrast());
  }

  /** Why a font cannot be used, with a remedy; empty if all can. */
  public Optional<String> findUnusableFont() {
    return font.stream().flatMap(file -> Typefaces.findProblem(file).stream()).findFirst();
  }

  /** Why the logo cannot be used, with a remedy; empty if it can or there is none. */
  public Optional<String> findUnusableLogo() {
    return logo.flatMap(Logo::findProblem);
  }

  /** All files that the style names. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>(font);
    logo.ifPresent(files::add);
    return files;
  }

  /** Whether gradients are drawn. */
  boolean hasGradients() {
    return theme == Theme.LIGHT || theme == Theme.DARK;
  }

  /**
   * Hash of the content of the files; empty without any.
   *
   * @throws UserError (usage) if one cannot be read
   */
  public String filesKey() {
    return files().isEmpty() ? "" : key(files());
  }

  /**
   * Hash of the content of one of the files.
   *
   * @throws UserError (usage) if it cannot be read
   */
  public String key(Path file) {
    return key(List.of(file));
  }

  private String key(List<Path> some) {
    ContentDigest digest = new ContentDigest();
    for (Path file : some) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        digest.add(bytes, bytes.length);
      } catch (IOException unreadable) {
        throw UserError.usage(
            file.getFileName()
                + ": cannot be read; correct furniture."
                + (font.contains(file) ? "font." : "logo."));
      }
    }
    return digest.key().hex();
  }

  /** The settings without the names of files, which differ between machines. */
  StyleSettings withoutFiles() {
    return new StyleSettings(List.of(), theme, textColour, shadeColour);
  }
}
