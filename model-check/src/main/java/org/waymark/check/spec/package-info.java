/**
 * The model-checking layer: runs TLC over the models in {@code spec/models} and judges what it said
 * against what the manifest expects.
 *
 * <p>TLC resets security and static state of the JVM it runs in, so each model gets a child JVM.
 * The path of one run: {@link org.waymark.check.spec.SpecRunner} takes a {@link
 * org.waymark.check.spec.SpecModel} from the {@link org.waymark.check.spec.SpecManifest}, {@link
 * org.waymark.check.spec.TlcRun} starts TLC, {@link org.waymark.check.spec.TlcOutput} reads what it
 * printed, and {@link org.waymark.check.spec.Verdict} decides.
 */
@NullMarked
package org.waymark.check.spec;

import org.jspecify.annotations.NullMarked;
