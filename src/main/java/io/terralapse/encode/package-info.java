/** Pictures to coded segments, segments to one MP4, and a check that it plays. */
@NullMarked
package io.terralapse.encode;

import org.jspecify.annotations.NullMarked;
