/**
 * Reads and writes the fields that Needledrop owns in a music file.
 *
 * <p>Writing splices: the bytes that hold our fields are rebuilt, every other byte of the file is
 * copied as it stands. No tag library is used, since one writes back only what its own model of a
 * tag can hold: jaudiotagger 3.0.1 loses the titles of ID3 chapters and all but the first value of
 * an MP4 item. The tests read back with ffmpeg and jaudiotagger.
 */
package org.needledrop.tags;
