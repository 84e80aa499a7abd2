/**
 * What metadata alone decides: finds scenes, selects acquisitions and plans the grid, and names the
 * result by a fingerprint. Entry point: {@link io.terralapse.inventory.SceneInventory}.
 */
@NullMarked
package io.terralapse.inventory;

import org.jspecify.annotations.NullMarked;
