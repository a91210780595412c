import { blob } from './api.js';
import { h } from './dom.js';
import { colour } from './genres.js';
import { key } from './key.js';
import { creditOf, nameOf, titleOf } from './words.js';

/**
 * Sources of sound and images. Elements cannot send an API key; if there is one, the data is fetched
 * and used from memory.
 */

const KEPT = 4;
const sounds = new Map();

/** A playable sound: id, name, page and how to load it. */
export function librarySound(track) {
  return {
    id: track.id,
    name: track.name,
    title: nameOf(track),
    credit: creditOf(track),
    page: `#/track/${encodeURIComponent(track.id)}`,
    seconds: track.seconds,
    url: (signal) => trackUrl(track.id, signal),
  };
}

/** A local file, with the id of its analysis. */
export function localSound(analysis, url) {
  return {
    id: `analysis:${analysis.id}`,
    name: analysis.name,
    title: analysis.track ? nameOf(analysis.track) : titleOf(analysis.name),
    credit: analysis.track ? creditOf(analysis.track) : '',
    page: `#/analysis/${encodeURIComponent(analysis.id)}`,
    seconds: analysis.track?.seconds ?? 0,
    url: () => Promise.resolve(url),
  };
}

async function trackUrl(id, signal) {
  const path = `/v1/tracks/${encodeURIComponent(id)}/audio`;
  if (!key()) return path;
  if (!sounds.has(id)) {
    sounds.set(id, URL.createObjectURL(await blob(path, signal)));
    forgetOldest(id);
  }
  return sounds.get(id);
}

function forgetOldest(newest) {
  for (const id of [...sounds.keys()].slice(0, -KEPT)) {
    if (id === newest) continue;
    URL.revokeObjectURL(sounds.get(id));
    sounds.delete(id);
  }
}

/** The cover of a track, or the colour of its genre where there is none. */
export function cover(track, signal, size = '') {
  const genre = track.label ?? track.genre;
  const blank = h('span', { class: `cover ${size}`, style: { '--colour': colour(genre) }, 'aria-hidden': 'true' });
  if (!track.cover) return blank;
  const path = `/v1/tracks/${encodeURIComponent(track.id)}/cover`;
  const image = h('img', { class: `cover ${size}`, alt: '', loading: 'lazy', error: () => image.replaceWith(blank) });
  if (key()) showPicture(image, path, signal).catch(() => image.replaceWith(blank));
  else image.src = path;
  return image;
}

/** Shows an image of the API; rejects with the API's problem if there is none. */
export async function showPicture(image, path, signal) {
  const url = URL.createObjectURL(await blob(path, signal));
  signal.addEventListener('abort', () => URL.revokeObjectURL(url));
  image.src = url;
  await image.decode();
}

/** Saves a response of the API as a file. */
export async function save(path, name) {
  const url = URL.createObjectURL(await blob(path));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
