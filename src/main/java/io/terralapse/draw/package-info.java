/** Pass 2: resamples, mosaics, fills, tones and captions every frame and feeds the encoders. */
@NullMarked
package io.terralapse.draw;

import org.jspecify.annotations.NullMarked;
