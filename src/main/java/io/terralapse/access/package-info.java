/** Reaches bytes, wherever they are: on disk, inside archives, behind HTTP. */
@NullMarked
package io.terralapse.access;

import org.jspecify.annotations.NullMarked;
