/**
 * Golden vectors: records, headers and digests as hex, with the verdict that every reader of the
 * format must reach.
 *
 * <p>The vectors are written by {@link VectorGenerator} with {@link PlainFormat}, a second and
 * deliberately plain implementation of {@code spec/format.md} that shares no code with the shipped
 * one; {@link VectorCheck} holds the shipped encoders and decoders against them. A change of the
 * bytes must therefore be made twice, and on purpose.
 */
@NullMarked
package org.waymark.check.vectors;

import org.jspecify.annotations.NullMarked;
