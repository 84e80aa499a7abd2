package io.terralapse.catalog.stac;

/**
 * Bounds on what is read for one input.
 *
 * @param maxDocuments documents and pages
 * @param maxDepth levels of catalogues
 * @param maxDocumentBytes size of a document
 * @param maxPageBytes size of a page of a search
 * @param maxItems items of a catalogue; a search has a limit of its own
 */
public record StacLimits(
    int maxDocuments, int maxDepth, int maxDocumentBytes, int maxPageBytes, int maxItems) {
  /** 10,000 documents of at most 8 MiB, 16 deep; pages of at most 32 MiB. */
  public static final StacLimits DEFAULT = new StacLimits(10_000, 16, 8 << 20, 32 << 20, 10_000);

  /** Rejects limits below 1. */
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
