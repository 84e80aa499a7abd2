package io.terralapse.bands;

import io.terralapse.model.BandRole;
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
 * What a film shows: the bands it reads of every scene and the channels it makes of them. Bands are
 * named by what they measure, so that scenes of several sensors stand in one sequence. Immutable
 * and thread-safe.
 *
 * @param label for people: {@code NDVI}, {@code True colour}
 * @param inputs bands to read, in the order in which {@link #apply} wants them
 * @param channels one, shown as grey or through a colour map, or three, shown as red, green, blue
 * @param result what the channels' values mean; empty if they mean what the bands do
 * @param display colour map and range by which an index is known
 * @param traits what else holds
 * @param alternative what is shown instead where no scene of a sequence has the inputs
 */
public record BandRecipe(
    String label,
    List<BandSelector> inputs,
    List<Expression> channels,
    Optional<Quantity> result,
    Optional<Display> display,
    Set<Trait> traits,
    Optional<BandRecipe> alternative) {

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
   * Reads what the user asks for.
   *
   * @param wanted one named picture ({@code true-color}), index ({@code ndvi}), band ({@code nir},
   *     {@code B8A}) or expression, or three bands or expressions for red, green and blue
   * @param panSharpen see {@link #forScenes}
   * @throws io.terralapse.model.UserError (usage) if that cannot be read
   */
  public static BandRecipe of(List<String> wanted, boolean panSharpen) {
    return Recipes.of(wanted, panSharpen);
  }

  /** Whether one channel is shown, in grey or through a colour map. */
  public boolean isSingle() {
    return channels.size() == 1;
  }

  /** What the channels' values mean where the bands' mean {@code bands}. */
  public Quantity quantity(Quantity bands) {
    return result.orElse(bands);
  }

  /**
   * This recipe, or the first of its alternatives that any scene has the bands for. One choice for
   * a whole sequence: a colour that changed its meaning from date to date would be no time-lapse.
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
   * The recipe for one acquisition, to be used for its bands and its pixels alike: pan-sharpened
   * where that is asked for and all its scenes have the bands, otherwise this one.
   */
  public BandRecipe forScenes(List<Scene> scenes) {
    return traits.contains(Trait.SHARPENS) ? PanSharpening.find(scenes).orElse(this) : this;
  }

  /** The scene's bands in the order of {@link #inputs}; empty if {@link #missingIn} says why. */
  public Optional<List<SceneBand>> findIn(Scene scene) {
    List<SceneBand> found = new ArrayList<>();
    for (BandSelector input : inputs) {
      input.findIn(scene).ifPresent(found::add);
    }
    return found.size() == inputs.size() && meansEnough(scene)
        ? Optional.of(List.copyOf(found))
        : Optional.empty();
  }

  private boolean meansEnough(Scene scene) {
    return !traits.contains(Trait.NEEDS_REFLECTANCE) || scene.quantity() == Quantity.REFLECTANCE;
  }

  /** Whether this recipe, or one it may give way to, can take a band of this role and name. */
  public boolean mayRead(BandRole role, String name) {
    return inputs.stream().anyMatch(input -> input.fits(role, name))
        || (traits.contains(Trait.SHARPENS) && PanSharpening.mayRead(role))
        || alternative.map(other -> other.mayRead(role, name)).orElse(false);
  }

  /** Why a scene cannot be shown, in one sentence; empty if it can. */
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
              + "); name its bands under sources, or choose others under look.bands.");
    }
    return meansEnough(scene)
        ? Optional.empty()
        : Optional.of(
            scene.id()
                + " holds numbers that are not reflectance, which "
                + label
                + " needs; give their scale and offset under sources, or choose ndvi under"
                + " look.bands.");
  }

  /**
   * Makes the channels of one date.
   *
   * @param in one band for each of {@link #inputs}
   * @return one band a channel; {@code in} itself if the channels are its bands as they are. What
   *     has no finite value is no data
   * @throws IllegalArgumentException if the frame has another number of bands
   */
  public Frame apply(Frame in) {
    if (in.bandCount() != inputs.size()) {
      throw new IllegalArgumentException(
          "bands: " + in.bandCount() + ", " + label + " takes " + inputs.size());
    }
    if (isSelection()) {
      return in;
    }
    float[][] bands = new float[in.bandCount()][];
    for (int b = 0; b < bands.length; b++) {
      bands[b] = in.band(b);
    }
    byte[] flags = in.flags().clone();
    float[][] made = new float[channels.size()][];
    for (int c = 0; c < made.length; c++) {
      made[c] = new float[flags.length];
      channels.get(c).apply(bands, made[c]);
    }
    for (float[] channel : made) {
      dropWhatIsNoNumber(channel, flags);
    }
    if (traits.contains(Trait.KEEPS_MEAN)) {
      for (int c = 0; c < made.length; c++) {
        keepMean(bands[c], made[c], flags);
      }
    }
    return new Frame(in.width(), in.height(), made, flags);
  }

  /** Bytes a pixel of the frame that {@link #apply} takes, and of the one it makes, if any. */
  public int bytesPerPixel() {
    int taken = inputs.size() * Float.BYTES + 1;
    return isSelection() ? taken : taken + channels.size() * Float.BYTES + 1;
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

  private static void dropWhatIsNoNumber(float[] channel, byte[] flags) {
    for (int i = 0; i < channel.length; i++) {
      if (!Float.isFinite(channel[i])) {
        channel[i] = 0;
        flags[i] |= Flags.NODATA;
      }
    }
  }

  /** One factor for the picture, from its clear pixels; summed in row order. */
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
