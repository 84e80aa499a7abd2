/** Quick looks: small pictures of candidates from their overviews, in one stretch. */
@NullMarked
package io.terralapse.quicklook;

import org.jspecify.annotations.NullMarked;
