/**
 * What file and folder names say: one class per family of naming conventions, plain dates for the
 * rest. Touches no file.
 */
@NullMarked
package io.terralapse.catalog.name;

import org.jspecify.annotations.NullMarked;
