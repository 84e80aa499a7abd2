package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Matches the tiles of one acquisition where they overlap, so that their common edge is not seen:
 * their atmospheric correction differs from tile to tile. A bounded gain for each band of each
 * tile, from the median ratio of clear pixels that two tiles have in common. Stateless.
 */
public final class SeamMatch {
  /** Fewer common pixels tell nothing. */
  private static final int LEAST_PIXELS = 64;

  private static final double MOST_GAIN = 1.25;

  private SeamMatch() {}

  /**
   * The gains of each tile.
   *
   * @param tiles each alone on one grid, in the order of the mosaic, with one number of bands
   * @return by tile and band; 1 for the first tile and where tiles have too little in common
   */
  public static List<List<Double>> gains(List<Frame> tiles) {
    List<List<Double>> gains = new ArrayList<>();
    Frame first = tiles.get(0);
    Frame mosaic = new Frame(first.width(), first.height(), first.bandCount());
    for (Frame tile : tiles) {
      int[] common = common(mosaic, tile);
      List<Double> own = new ArrayList<>();
      for (int b = 0; b < tile.bandCount(); b++) {
        own.add(common.length < LEAST_PIXELS ? 1.0 : gain(mosaic.band(b), tile.band(b), common));
      }
      gains.add(Collections.unmodifiableList(own));
      add(mosaic, tile, own);
    }
    return List.copyOf(gains);
  }

  private static int[] common(Frame mosaic, Frame tile) {
    int[] common = new int[mosaic.flags().length];
    int n = 0;
    for (int i = 0; i < common.length; i++) {
      if (Flags.isClear(mosaic.flags()[i]) && Flags.isClear(tile.flags()[i])) {
        common[n++] = i;
      }
    }
    return Arrays.copyOf(common, n);
  }

  private static double gain(float[] mosaic, float[] tile, int[] common) {
    double[] ratios = new double[common.length];
    int n = 0;
    for (int i : common) {
      if (mosaic[i] > 0 && tile[i] > 0) {
        ratios[n++] = mosaic[i] / (double) tile[i];
      }
    }
    if (n < LEAST_PIXELS) {
      return 1;
    }
    double[] sorted = Arrays.copyOf(ratios, n);
    Arrays.sort(sorted);
    return Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, sorted[n / 2]));
  }

  private static void add(Frame mosaic, Frame tile, List<Double> gains) {
    for (int i = 0; i < mosaic.flags().length; i++) {
      if (!Flags.isValid(mosaic.flags()[i]) && Flags.isValid(tile.flags()[i])) {
        mosaic.flags()[i] = tile.flags()[i];
        for (int b = 0; b < gains.size(); b++) {
          mosaic.band(b)[i] = (float) (gains.get(b) * tile.band(b)[i]);
        }
      }
    }
  }
}
