package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import java.util.Optional;

/**
 * What one frame says of itself.
 *
 * @param acquired its date
 * @param credit its credit line, used unless the settings fix one
 */
public record Caption(AcquisitionDate acquired, Optional<String> credit) {}
