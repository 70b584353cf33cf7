/**
 * Golden vectors: records, headers and digests as hex, with the verdict that every reader of the
 * format must reach; and conversations with a coordinator, with the answers that it must give.
 *
 * <p>The vectors are written by {@link VectorGenerator} with {@link PlainFormat}, a second and
 * deliberately plain implementation of {@code spec/format.md} that shares no code with the shipped
 * one; {@link VectorCheck} holds the shipped encoders and decoders against them. A change of the
 * bytes must therefore be made twice, and on purpose. Answers come from {@link PlainFront}, by the
 * rules asked of the whole history, and the shipped coordinator must give the same.
 */
@NullMarked
package org.waymark.check.vectors;

import org.jspecify.annotations.NullMarked;
