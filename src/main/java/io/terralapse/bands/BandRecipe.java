package io.terralapse.bands;

import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is shown: the bands that are read of each scene, and the channels that are computed from
 * them. Bands are selected by role, so that scenes of several sensors can form one sequence.
 * Immutable and thread-safe.
 *
 * @param label display name: {@code NDVI}, {@code True colour}
 * @param inputs bands to read, in the order that {@link #apply} expects
 * @param channels one, shown as grey or through a colour map, or three, shown as red, green, blue
 * @param result quantity of the channels; empty if it is that of the bands
 * @param display usual colour map and range of an index
 * @param traits further properties
 * @param alternative the recipe to use if no scene of a sequence has the inputs
 */
public record BandRecipe(
    String label,
    List<BandSelector> inputs,
    List<Expression> channels,
    Optional<Quantity> result,
    Optional<Display> display,
    Set<Trait> traits,
    Optional<BandRecipe> alternative) {

  private static final List<Optional<BandRole>> TRUE_COLOUR =
      List.of(Optional.of(BandRole.RED), Optional.of(BandRole.GREEN), Optional.of(BandRole.BLUE));

  /** Copies the collections. */
  public BandRecipe {
    inputs = List.copyOf(inputs);
    channels = List.copyOf(channels);
    traits = Set.copyOf(traits);
    if (channels.size() != 1 && channels.size() != 3) {
      throw new IllegalArgumentException("channels: " + channels.size());
    }
  }

  /**
   * Parses the setting {@code look.bands}.
   *
   * @param bands one named composite ({@code true-color}), index ({@code ndvi}), band ({@code nir},
   *     {@code B8A}) or expression, or three bands or expressions for red, green and blue
   * @param panSharpen see {@link #forScenes}
   * @throws io.terralapse.model.UserError (usage) if it is invalid
   */
  public static BandRecipe of(List<String> bands, boolean panSharpen) {
    return Recipes.of(bands, panSharpen);
  }

  /** Whether there is one channel, shown in grey or with a colour map. */
  public boolean isSingle() {
    return channels.size() == 1;
  }

  /**
   * What the colours show, for readers: {@code SWIR, near infrared, red}, {@code NDVI}. Empty for
   * natural colours, and for a single band of no known meaning, which have nothing to explain.
   *
   * @param acquisitions whose scenes' names tell which index a single band is
   */
  public Optional<String> caption(List<Acquisition> acquisitions) {
    return BandCaption.of(this, acquisitions);
  }

  /** What each channel is computed from: a band's name or a formula over bands. */
  public List<String> channelNames() {
    return channels.stream()
        .map(
            channel -> {
              OptionalInt input = channel.plainInput();
              return input.isPresent() ? inputs.get(input.getAsInt()).name() : channel.text();
            })
        .toList();
  }

  /**
   * Everything that decides what {@link #apply} computes, as text that is the same in every run.
   */
  public String key() {
    List<String> words = new ArrayList<>();
    inputs.forEach(input -> words.add(input.role() + " " + input.name()));
    channels.forEach(channel -> words.add(channel.text()));
    traits.stream().sorted().forEach(trait -> words.add(trait.name()));
    words.add(result.toString());
    return String.join("\n", words);
  }

  /** The bands that the channels are, unchanged; empty if one is computed. */
  Optional<List<BandSelector>> findPlainChannels() {
    List<BandSelector> plain = new ArrayList<>();
    for (Expression channel : channels) {
      OptionalInt input = channel.plainInput();
      if (input.isEmpty()) {
        return Optional.empty();
      }
      plain.add(inputs.get(input.getAsInt()));
    }
    return Optional.of(plain);
  }

  /** Whether the channels are red, green and blue as measured. */
  public boolean isTrueColour() {
    return findPlainChannels()
        .map(bands -> bands.stream().map(BandSelector::role).toList().equals(TRUE_COLOUR))
        .orElse(false);
  }

  /** The quantity of the channels, for bands of the given quantity. */
  public Quantity quantity(Quantity bands) {
    return result.orElse(bands);
  }

  /**
   * This recipe, or the first of its alternatives for which any scene has the bands. The choice is
   * the same for the sequence: colours must not change their meaning between dates.
   */
  public BandRecipe choose(List<Scene> scenes) {
    for (Optional<BandRecipe> next = Optional.of(this);
        next.isPresent();
        next = next.get().alternative) {
      BandRecipe candidate = next.get();
      if (scenes.stream().anyMatch(scene -> candidate.findIn(scene).isPresent())) {
        return candidate;
      }
    }
    return this;
  }

  /**
   * The recipe for one acquisition, for reading its bands and computing its channels: pan-sharpened
   * if that is requested and all its scenes have the bands, otherwise this one.
   */
  public BandRecipe forScenes(List<Scene> scenes) {
    return traits.contains(Trait.SHARPENS) ? PanSharpening.find(scenes).orElse(this) : this;
  }

  /** The scene's bands in the order of {@link #inputs}; empty where {@link #missingIn} is not. */
  public Optional<List<SceneBand>> findIn(Scene scene) {
    List<SceneBand> found = new ArrayList<>();
    for (BandSelector input : inputs) {
      input.findIn(scene).ifPresent(found::add);
    }
    return found.size() == inputs.size() && hasRequiredQuantity(scene)
        ? Optional.of(List.copyOf(found))
        : Optional.empty();
  }

  private boolean hasRequiredQuantity(Scene scene) {
    return !traits.contains(Trait.NEEDS_REFLECTANCE) || scene.quantity() == Quantity.REFLECTANCE;
  }

  /** Whether this recipe, or one that may replace it, can use a band of this role and name. */
  public boolean mayRead(BandRole role, String name) {
    return inputs.stream().anyMatch(input -> input.fits(role, name))
        || (traits.contains(Trait.SHARPENS) && PanSharpening.mayRead(role))
        || alternative.map(other -> other.mayRead(role, name)).orElse(false);
  }

  /** Why the scene cannot be shown, as a sentence; empty if it can. */
  public Optional<String> missingIn(Scene scene) {
    List<String> missing =
        inputs.stream()
            .filter(input -> input.findIn(scene).isEmpty())
            .map(BandSelector::name)
            .toList();
    if (!missing.isEmpty()) {
      return Optional.of(
          scene.id()
              + " has no band "
              + String.join(" and no band ", missing)
              + ", which "
              + label
              + " needs (it has "
              + scene.bands().stream().map(SceneBand::name).collect(Collectors.joining(", "))
              + "); "
              + Recipes.findComposite(scene)
                  .map(name -> "set look.bands: " + name + ", or name its bands under sources.")
                  .orElse("name its bands under sources, or choose others under look.bands."));
    }
    return hasRequiredQuantity(scene)
        ? Optional.empty()
        : Optional.of(
            scene.id()
                + " holds numbers that are not reflectance, which "
                + label
                + " needs; give their scale and offset under sources, or choose ndvi under"
                + " look.bands.");
  }

  /**
   * Computes the channels of one date.
   *
   * @param in one band for each of {@link #inputs}
   * @return one band per channel; {@code in} itself if the channels are its bands unchanged. Pixels
   *     without a finite value are no data
   * @throws IllegalArgumentException if the frame has another number of bands
   */
  public Frame apply(Frame in) {
    if (in.bandCount() != inputs.size()) {
      throw new IllegalArgumentException(
          "bands: " + in.bandCount() + ", " + label + " needs " + inputs.size());
    }
    if (isSelection()) {
      return in;
    }
    float[][] bands = new float[in.bandCount()][];
    for (int b = 0; b < bands.length; b++) {
      bands[b] = in.band(b);
    }
    byte[] flags = in.flags().clone();
    float[][] computed = new float[channels.size()][];
    for (int c = 0; c < computed.length; c++) {
      computed[c] = new float[flags.length];
      channels.get(c).apply(bands, computed[c]);
    }
    for (float[] channel : computed) {
      flagNonFinite(channel, flags);
    }
    if (traits.contains(Trait.KEEPS_MEAN)) {
      for (int c = 0; c < computed.length; c++) {
        keepMean(bands[c], computed[c], flags);
      }
    }
    return new Frame(in.width(), in.height(), computed, flags);
  }

  /** Adds everything that decides the result of {@link #apply} to a digest. */
  public void addTo(ContentDigest digest) {
    digest.add(inputs.size());
    inputs.forEach(input -> digest.add(input.name()));
    digest.add(channels.size());
    for (Expression channel : channels) {
      digest.add(channel.text());
      digest.add(channel.plainInput().orElse(-1));
    }
    traits.stream().sorted().forEach(trait -> digest.add(trait.name()));
  }

  /** Bytes per pixel of the frame that {@link #apply} takes, plus those of the one it creates. */
  public int bytesPerPixel() {
    int input = inputs.size() * Float.BYTES + 1;
    return isSelection() ? input : input + channels.size() * Float.BYTES + 1;
  }

  private boolean isSelection() {
    for (int c = 0; c < channels.size(); c++) {
      OptionalInt input = channels.get(c).plainInput();
      if (input.isEmpty() || input.getAsInt() != c) {
        return false;
      }
    }
    return channels.size() == inputs.size();
  }

  private static void flagNonFinite(float[] channel, byte[] flags) {
    for (int i = 0; i < channel.length; i++) {
      if (!Float.isFinite(channel[i])) {
        channel[i] = 0;
        flags[i] |= Flags.NODATA;
      }
    }
  }

  /** Scales the channel to the mean of the band over the clear pixels; summed in row order. */
  private static void keepMean(float[] band, float[] channel, byte[] flags) {
    double before = 0;
    double after = 0;
    for (int i = 0; i < flags.length; i++) {
      if (Flags.isClear(flags[i])) {
        before += band[i];
        after += channel[i];
      }
    }
    if (before > 0 && after > 0) {
      float factor = (float) (before / after);
      for (int i = 0; i < channel.length; i++) {
        channel[i] *= factor;
      }
    }
  }
}
