/** What metadata say of scenes before a raster is opened; shared by all readers. */
@NullMarked
package io.terralapse.catalog.scene;

import org.jspecify.annotations.NullMarked;
