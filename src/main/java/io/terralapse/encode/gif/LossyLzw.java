package io.terralapse.encode.gif;

import io.terralapse.model.PixelRect;
import java.util.Arrays;

/**
 * Encodes one picture by LZW so that the weighted squared error in Oklab plus {@code lambda} times
 * the number of bits is small.
 *
 * <p>Each step looks for a string of the dictionary for the pixels that follow: all strings that
 * resemble them are followed side by side, the best few at each length. Chosen is the one whose
 * error and code cost least compared with what that many pixels cost on average so far: the rule
 * that gives the least average cost in a renewal process. Its error is distributed to the pixels to
 * the right and below (Floyd and Steinberg 1976), in the search as well, so that the mean colour
 * stays true. "As in the picture before" is one more index, whose colour is that of the pixel on
 * the screen; it is chosen where it pays.
 *
 * <p>An instance is used once, by one thread.
 */
final class LossyLzw {
  /** Strings that are followed at each length. */
  private static final int BEAM = 4;

  /** Pixels over which the mean cost is taken; costs differ between water and towns. */
  private static final float MEMORY = 64;

  /** Errors are cut off at this distance, so that one bad pixel leaves no trail. */
  private static final float MOST_ERROR = 0.1f;

  /** Bits of the longest codes. */
  private static final int CODE_BITS = 12;

  private final GifPalette palette;
  private final float[] colours;
  private final PreparedPicture picture;
  private final float[] shown;
  private final PixelRect area;
  private final float lambda;
  private final float strength;
  private final int transparent;
  private final LzwDictionary dictionary;
  private final CodeStream out = new CodeStream();
  private final int depth;

  private float[] errors;
  private float[] errorsBelow;
  private int codeSize;
  private float meanCost;
  private Beam now = new Beam();
  private Beam after = new Beam();
  // The pixel that is looked at.
  private float targetL;
  private float targetA;
  private float targetB;
  private float weight;
  private boolean sharp;
  private int place;

  // What the search has found.
  private float bestCost;
  private int bestCode;
  private final byte[] string = new byte[LzwDictionary.LIMIT];

  /** Candidates of one length. */
  private static final class Beam {
    final int[] code = new int[BEAM];
    final float[] cost = new float[BEAM];
    final float[] l = new float[BEAM];
    final float[] a = new float[BEAM];
    final float[] b = new float[BEAM];
    int size;

    /** Keeps the candidate if it is among the best. */
    void offer(int newCode, float newCost, float errorL, float errorA, float errorB) {
      int at = size;
      if (size == BEAM) {
        at = 0;
        for (int i = 1; i < BEAM; i++) {
          at = cost[i] > cost[at] ? i : at;
        }
        if (cost[at] <= newCost) {
          return;
        }
      } else {
        size++;
      }
      code[at] = newCode;
      cost[at] = newCost;
      l[at] = errorL;
      a[at] = errorA;
      b[at] = errorB;
    }
  }

  /**
   * Prepares a picture.
   *
   * @param shown planes in Oklab of what is on the screen, row by row, which {@link #encode}
   *     changes to what is there after this picture
   * @param transparent index that leaves a pixel as it is, or -1
   * @param depth bits of an index
   * @param lambda what a bit costs
   * @param strength part of an error that is distributed, 0 to 1
   */
  LossyLzw(
      GifPalette palette,
      PreparedPicture picture,
      float[] shown,
      PixelRect area,
      int transparent,
      int depth,
      float lambda,
      float strength) {
    this.palette = palette;
    this.colours = palette.lab();
    this.picture = picture;
    this.shown = shown;
    this.area = area;
    this.transparent = transparent;
    this.depth = depth;
    this.lambda = lambda;
    this.strength = strength;
    this.dictionary = new LzwDictionary(depth);
    this.errors = new float[3 * (area.width() + 2)];
    this.errorsBelow = new float[3 * (area.width() + 2)];
    this.meanCost = lambda * 3;
  }

  /** The picture as sub-blocks, without the byte that gives the depth. */
  byte[] encode() {
    codeSize = depth + 1;
    out.write(dictionary.clearCode(), codeSize);
    int pixels = area.width() * area.height();
    int done = 0;
    int previousFirst = LzwDictionary.NONE;
    int previous = LzwDictionary.NONE;
    while (done < pixels) {
      // The decoder learns the string of the code before and the first index of this one. That is
      // usable at once if it repeats the first index of the code before, so it is added as such.
      boolean learns = previous != LzwDictionary.NONE && !dictionary.isFull();
      if (learns) {
        dictionary.add(previous, previousFirst);
      }
      search(done, pixels);
      int length = unwind(bestCode);
      int first = string[0] & 0xFF;
      if (learns) {
        dictionary.correctLast(first);
      }
      out.write(bestCode, codeSize);
      float cost = commit(done, length) + lambda * codeSize;
      meanCost += Math.min(1, length / MEMORY) * (cost / length - meanCost);
      if (dictionary.size() >= 1 << codeSize && codeSize < CODE_BITS) {
        codeSize++;
      }
      done += length;
      previous = bestCode;
      previousFirst = first;
      // Keeping a full dictionary as it is costs more, on real pictures, than learning again.
      if (dictionary.isFull()) {
        out.write(dictionary.clearCode(), codeSize);
        dictionary.clear();
        codeSize = depth + 1;
        previous = LzwDictionary.NONE;
      }
    }
    out.write(dictionary.endCode(), codeSize);
    return out.finish();
  }

  /** Writes a code's indices to {@link #string} and returns how many there are. */
  private int unwind(int code) {
    int length = 0;
    for (int c = code; c != LzwDictionary.NONE; c = dictionary.parent(c)) {
      length++;
    }
    int at = length;
    for (int c = code; c != LzwDictionary.NONE; c = dictionary.parent(c)) {
      string[--at] = (byte) dictionary.index(c);
    }
    return length;
  }

  /** Finds {@link #bestCode} for the pixels from {@code done}. */
  private void search(int done, int pixels) {
    bestCost = Float.MAX_VALUE;
    now.size = 0;
    aim(done, done, 0, 0, 0);
    float l = targetL;
    float a = targetA;
    float b = targetB;
    for (int i = 0; i < palette.nearCount(); i++) {
      consider(palette.near(l, a, b, i), 0, now);
    }
    if (transparent >= 0) {
      consider(transparent, 0, now);
    }
    finish(now, 1);
    for (int length = 1; now.size > 0 && done + length < pixels; length++) {
      after.size = 0;
      // A state that is this much behind does not win any more with a code of its own.
      float limit = bestCost + lambda * CODE_BITS;
      for (int i = 0; i < now.size; i++) {
        if (now.cost[i] - length * meanCost > limit) {
          continue;
        }
        int child = dictionary.firstChild(now.code[i]);
        if (child != LzwDictionary.NONE) {
          aim(done, done + length, now.l[i], now.a[i], now.b[i]);
        }
        for (; child != LzwDictionary.NONE; child = dictionary.sibling(child)) {
          consider(child, now.cost[i], after);
        }
      }
      finish(after, length + 1);
      Beam swap = now;
      now = after;
      after = swap;
    }
  }

  private void finish(Beam beam, int length) {
    for (int i = 0; i < beam.size; i++) {
      float cost = beam.cost[i] - length * meanCost;
      if (cost < bestCost) {
        bestCost = cost;
        bestCode = beam.code[i];
      }
    }
  }

  /** Takes the colour that a pixel should have, with the errors of its neighbours. */
  private void aim(int done, int position, float errorL, float errorA, float errorB) {
    int width = area.width();
    int row = position / width;
    int column = position - row * width;
    place = (area.row() + row) * picture.width() + area.column() + column;
    float[] lab = picture.lab();
    int plane = lab.length / 3;
    weight = picture.weight()[place];
    sharp = weight >= PreparedPicture.SHARP_WEIGHT;
    targetL = lab[place];
    targetA = lab[place + plane];
    targetB = lab[place + 2 * plane];
    if (sharp) {
      return;
    }
    int ahead = row - done / width;
    if (ahead < 2) {
      float[] from = ahead == 0 ? errors : errorsBelow;
      int at = 3 * (column + 1);
      targetL += from[at];
      targetA += from[at + 1];
      targetB += from[at + 2];
    }
    if (column > 0) {
      targetL += errorL;
      targetA += errorA;
      targetB += errorB;
    }
  }

  private void consider(int code, float cost, Beam beam) {
    int index = dictionary.index(code);
    float l;
    float a;
    float b;
    if (index == transparent) {
      int plane = shown.length / 3;
      l = targetL - shown[place];
      a = targetA - shown[place + plane];
      b = targetB - shown[place + 2 * plane];
    } else {
      l = targetL - colours[3 * index];
      a = targetA - colours[3 * index + 1];
      b = targetB - colours[3 * index + 2];
    }
    float d = weight * (l * l + a * a + b * b);
    float part = sharp ? 0 : strength * 7 / 16;
    beam.offer(code, cost + d, part * clamp(l), part * clamp(a), part * clamp(b));
  }

  private static float clamp(float error) {
    return Math.max(-MOST_ERROR, Math.min(MOST_ERROR, error));
  }

  /** Puts the chosen string on the screen, distributes its errors and returns their sum. */
  private float commit(int done, int length) {
    float sum = 0;
    int plane = shown.length / 3;
    int width = area.width();
    for (int i = 0; i < length; i++) {
      int column = (done + i) % width;
      aim(done + i, done + i, 0, 0, 0);
      int index = string[i] & 0xFF;
      if (index != transparent) {
        shown[place] = colours[3 * index];
        shown[place + plane] = colours[3 * index + 1];
        shown[place + 2 * plane] = colours[3 * index + 2];
      }
      float l = targetL - shown[place];
      float a = targetA - shown[place + plane];
      float b = targetB - shown[place + 2 * plane];
      sum += weight * (l * l + a * a + b * b);
      if (!sharp) {
        spread(column, 0, clamp(l));
        spread(column, 1, clamp(a));
        spread(column, 2, clamp(b));
      }
      if (column == width - 1) {
        float[] swap = errors;
        errors = errorsBelow;
        errorsBelow = swap;
        Arrays.fill(errorsBelow, 0);
      }
    }
    return sum;
  }

  private void spread(int column, int axis, float error) {
    float part = error * strength / 16;
    int at = 3 * (column + 1) + axis;
    errors[at + 3] += 7 * part;
    errorsBelow[at - 3] += 3 * part;
    errorsBelow[at] += 5 * part;
    errorsBelow[at + 3] += part;
  }
}
