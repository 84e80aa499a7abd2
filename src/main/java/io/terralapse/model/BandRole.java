package io.terralapse.model;

/** What a band measures, by the common names of the STAC electro-optical extension. */
public enum BandRole {
  COASTAL,
  BLUE,
  GREEN,
  RED,
  REDEDGE,
  NIR,
  SWIR16,
  SWIR22,
  PAN,
  /** A single band with no colour meaning: an index, a height, a radar amplitude. */
  GREY,
  OTHER
}
