package io.terralapse.bands;

/** Properties of a recipe in addition to its formulas. */
public enum Trait {
  /** Its constants assume reflectance from 0 to 1. */
  NEEDS_REFLECTANCE,
  /** Scenes with a panchromatic band are sharpened with it. */
  SHARPENS,
  /** Each channel is scaled to the mean of the input band at the same index. */
  KEEPS_MEAN
}
