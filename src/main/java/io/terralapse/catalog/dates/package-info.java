/** When scenes were acquired: manifest, pattern, names, metadata, and their order. */
@NullMarked
package io.terralapse.catalog.dates;

import org.jspecify.annotations.NullMarked;
