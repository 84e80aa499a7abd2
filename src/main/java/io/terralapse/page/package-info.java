/** The page that goes with a video, its embeddable figure and its mail: HTML without a server. */
@NullMarked
package io.terralapse.page;

import org.jspecify.annotations.NullMarked;
