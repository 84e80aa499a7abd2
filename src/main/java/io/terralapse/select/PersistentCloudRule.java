package io.terralapse.select;

/** What becomes of pixels that masks call cloud on most dates at one place. */
public enum PersistentCloudRule {
  /** They are bright ground, and count as clear. */
  KEEP,
  /** They are cloud. */
  TRUST_MASK
}
