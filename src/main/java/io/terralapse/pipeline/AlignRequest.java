package io.terralapse.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to make of an alignment beside its page.
 *
 * @param writeAligned folder for the aligned frames as cloud-optimised GeoTIFFs; made if missing
 */
public record AlignRequest(Optional<Path> writeAligned) {}
