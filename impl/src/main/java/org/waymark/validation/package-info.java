/**
 * Validation decides whether a submission may be admitted, from the pages that other transactions
 * committed since its snapshot. It is pure logic over values: no I/O, no clock, no threads.
 */
@NullMarked
package org.waymark.validation;

import org.jspecify.annotations.NullMarked;
