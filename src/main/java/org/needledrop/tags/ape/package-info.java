/**
 * APEv2 tags at the end of a file: Monkey's Audio, Musepack, WavPack and TAK.
 *
 * <p>Source: "APEv2 specification", "APE Tags Header", "APE Tag Item" and "APE key" in the
 * Hydrogenaudio wiki. jaudiotagger 3.0.1, the only tag library for the JVM that is still kept,
 * reads and writes none of these formats.
 */
package org.needledrop.tags.ape;
