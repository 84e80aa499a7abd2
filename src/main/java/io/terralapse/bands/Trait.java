package io.terralapse.bands;

/** What a recipe asks or promises beyond its formulas. */
public enum Trait {
  /** Its constants suppose reflectance from 0 to 1. */
  NEEDS_REFLECTANCE,
  /** Scenes with a panchromatic band are sharpened with it. */
  SHARPENS,
  /** The mean of every channel is that of the channel's own band. */
  KEEPS_MEAN
}
