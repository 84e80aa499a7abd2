/** The strip chart: shift, cloud, coverage and tone of the dates over time, as PNG and SVG. */
@NullMarked
package io.terralapse.chart;

import org.jspecify.annotations.NullMarked;
