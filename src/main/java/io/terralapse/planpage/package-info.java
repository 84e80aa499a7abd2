/** The page on which the area and the dates of a time-lapse are chosen: HTML without a server. */
@NullMarked
package io.terralapse.planpage;

import org.jspecify.annotations.NullMarked;
