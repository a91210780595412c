/**
 * Reads and writes the fields that Needledrop owns in a music file.
 *
 * <p>Only the bytes of these fields are rewritten; every other byte of the file is copied
 * unchanged. No tag library is used, as it would write back only what its own model can represent:
 * jaudiotagger 3.0.1 loses the titles of ID3 chapters and all but the first value of an MP4 item.
 * The tests read back with ffmpeg and jaudiotagger.
 */
package org.needledrop.tags;
