package io.terralapse.align.core.network;

import io.terralapse.model.Displacement;

/**
 * A shift that was published and must not change: a constant of the {@link Adjustment}.
 *
 * @param dxPx how far the date's content lies right of the anchor's, the anchor's native pixels; at
 *     the middle of the frame
 * @param dyPx the same, below
 * @param shape what the displacement is more than the shift, by place; 0 at the middle
 */
public record LockedShift(double dxPx, double dyPx, Displacement shape) {}
