/**
 * Campaigns: every statistical tool in turn, for minutes or for a weekend.
 *
 * <p>A {@linkplain org.waymark.stress.campaign.Tool tool} is one way to look for mistakes; a
 * campaign deals out its time among tools and their targets, shows each tool mistakes that it must
 * find, writes down what was seen as it goes, and can be stopped, resumed, and split among
 * machines.
 */
@NullMarked
package org.waymark.stress.campaign;

import org.jspecify.annotations.NullMarked;
