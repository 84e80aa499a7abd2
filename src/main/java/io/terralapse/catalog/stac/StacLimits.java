package io.terralapse.catalog.stac;

/**
 * What a catalogue may cost, however large it claims to be.
 *
 * @param maxDocuments most documents and pages that are read for one input
 * @param maxDepth most catalogues inside one another
 * @param maxDocumentBytes largest document
 * @param maxPageBytes largest page of a search
 * @param maxItems most items of a catalogue; a search has a limit of its own
 */
public record StacLimits(
    int maxDocuments, int maxDepth, int maxDocumentBytes, int maxPageBytes, int maxItems) {
  /** 10,000 documents of at most 8 MiB, 16 deep; pages of at most 32 MiB. */
  public static final StacLimits DEFAULT = new StacLimits(10_000, 16, 8 << 20, 32 << 20, 10_000);

  /** Refuses limits that would let nothing through. */
  public StacLimits {
    if (maxDocuments < 1
        || maxDepth < 1
        || maxDocumentBytes < 1
        || maxPageBytes < 1
        || maxItems < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
