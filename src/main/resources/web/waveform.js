/** Loudness over time, for drawing. */

/** Decoding takes 32 kB per second and channel: 230 MB for an hour. */
const LONGEST_SECONDS = 1800;
const RATE_HZ = 8000;
const BINS = 1200;

/**
 * Peak amplitude of each 1200th of a sound, 0..1.
 *
 * @returns undefined if the browser cannot decode it, or it is too long
 */
export async function loudness(sound, signal) {
  if (sound.seconds > LONGEST_SECONDS) return undefined;
  // The cache may hold an aborted download and would return it as the whole file.
  const response = await fetch(await sound.url(signal), { signal, cache: 'no-store' });
  if (!response.ok) return undefined;
  const bytes = await response.arrayBuffer();
  try {
    return envelope(await new OfflineAudioContext(1, 1, RATE_HZ).decodeAudioData(bytes));
  } catch (error) {
    if (error.name === 'EncodingError') return undefined;
    throw error;
  }
}

function envelope(decoded) {
  const channels = Array.from({ length: decoded.numberOfChannels }, (_, i) => decoded.getChannelData(i));
  const step = decoded.length / BINS;
  const peaks = new Float32Array(BINS);
  for (let bin = 0; bin < BINS; bin++) {
    const end = Math.min(decoded.length, Math.ceil((bin + 1) * step));
    for (const samples of channels) {
      for (let i = Math.floor(bin * step); i < end; i++) {
        peaks[bin] = Math.max(peaks[bin], Math.abs(samples[i]));
      }
    }
  }
  const loudest = Math.max(...peaks) || 1;
  return { seconds: decoded.duration, peaks: peaks.map((peak) => peak / loudest) };
}

/** Returns whether the browser can play the file, judged by its header. */
export function canPlay(sound, signal) {
  return new Promise((resolve, reject) => {
    const probe = new Audio();
    probe.preload = 'metadata';
    const end = (answer) => {
      probe.removeAttribute('src');
      resolve(answer);
    };
    probe.addEventListener('loadedmetadata', () => end(true), { once: true });
    probe.addEventListener('error', () => probe.getAttribute('src') && end(false));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    sound.url(signal).then((url) => {
      probe.src = url;
    }, reject);
  });
}
