/** Reads the required part of each scene once, into a store of windows on disk. */
@NullMarked
package io.terralapse.window;

import org.jspecify.annotations.NullMarked;
