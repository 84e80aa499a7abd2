/** Encodes pictures to segments, muxes segments to one MP4, and checks that it plays. */
@NullMarked
package io.terralapse.encode;

import org.jspecify.annotations.NullMarked;
