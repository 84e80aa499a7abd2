/** The ledger: the published account of every scene, used or dropped, as JSON and CSV. */
@NullMarked
package io.terralapse.ledger;

import org.jspecify.annotations.NullMarked;
