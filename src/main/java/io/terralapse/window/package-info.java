/** Reads the part of each scene that the job needs, once, into a store on disk. */
@NullMarked
package io.terralapse.window;

import org.jspecify.annotations.NullMarked;
