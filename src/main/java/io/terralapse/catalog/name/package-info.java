/**
 * Reads file and folder names: one file per family of naming conventions ({@code NameConventions}
 * is the registry), plain dates for other names. Opens no file.
 */
@NullMarked
package io.terralapse.catalog.name;

import org.jspecify.annotations.NullMarked;
