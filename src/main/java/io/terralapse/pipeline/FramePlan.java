package io.terralapse.pipeline;

import io.terralapse.furniture.Caption;
import io.terralapse.model.Shift;

/**
 * Everything that drawing one frame needs.
 *
 * @param index place in the film, from 0
 * @param date whose windows are drawn
 * @param shift moved by, if applied
 * @param caption date and credit
 */
record FramePlan(int index, ReadDate date, Shift shift, Caption caption) {}
