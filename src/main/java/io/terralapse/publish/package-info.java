/**
 * Puts finished files in place so that nothing published is ever half written; writes the ledger.
 */
@NullMarked
package io.terralapse.publish;

import org.jspecify.annotations.NullMarked;
