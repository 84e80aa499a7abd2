/** Templates of HTML files, and what their content security policies need. */
@NullMarked
package io.terralapse.template;

import org.jspecify.annotations.NullMarked;
