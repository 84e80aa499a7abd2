package io.terralapse.quicklook;

import io.terralapse.model.Acquisition;
import org.locationtech.jts.geom.Envelope;

/**
 * A quick look to draw.
 *
 * @param acquisition its scenes are mosaicked
 * @param crs of the extent and the picture, an {@code EPSG:n} code, WKT or {@code PIXELS}
 * @param extent what is shown, with an area
 * @param mostBytes most bytes of the picture, at least 1
 */
public record QuickLookRequest(
    Acquisition acquisition, String crs, Envelope extent, int mostBytes) {}
