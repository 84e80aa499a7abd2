package io.terralapse.model;

/** What the values of a scene mean once scale and offset are applied. */
public enum Quantity {
  /** Reflectance, 0 to about 1. */
  REFLECTANCE,
  /** Plain digital numbers whose physical meaning is unknown. */
  DN,
  /** A normalised index, -1 to 1. */
  INDEX,
  /** Decibels. */
  DB,
  /** 8-bit values that were made to be looked at (aerial photographs, true-colour products). */
  DISPLAY
}
