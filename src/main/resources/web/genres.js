import { h } from './dom.js';

/** The model's genres: their order, colours, shapes and spellings. */

const SPELLINGS = { hiphop: 'Hip-Hop' };
const DESIGNED = 21;
const SHAPES = 5;

let names = [];
let tags = {};

/** @param model response of /v1/model */
export function useGenres(model) {
  names = model.genres;
  tags = model.tags;
}

export function allGenres() {
  return names;
}

export function spelled(genre) {
  return tags[genre] ?? SPELLINGS[genre] ?? genre.charAt(0).toUpperCase() + genre.slice(1);
}

/** Returns a CSS colour; genres without a designed one get evenly spread hues. */
export function colour(genre) {
  const index = names.indexOf(genre);
  if (index < 0) return 'var(--genre-none)';
  if (index < DESIGNED) return `var(--genre-${index})`;
  return `hsl(${Math.round(index * 137.5) % 360} 55% var(--genre-lightness))`;
}

/** Returns the colour as numbers, for a canvas. */
export function paint(genre) {
  const probe = document.getElementById('notices');
  probe.style.color = colour(genre);
  const painted = getComputedStyle(probe).color;
  probe.style.removeProperty('color');
  return painted;
}

/** Returns the colours of all genres at once; computing the style for each point would be slow. */
export function palette() {
  return new Map([...names, undefined].map((genre) => [genre, paint(genre)]));
}

/** Returns black or white, whichever has more contrast to a colour like rgb(1, 2, 3). */
export function inkOn(rgb) {
  const [red, green, blue] = rgb.match(/[\d.]+/g).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}

/** Returns 0..4; the last is for tracks without a genre. */
export function shape(genre) {
  const index = names.indexOf(genre);
  return index < 0 ? SHAPES - 1 : index % SHAPES;
}

export function swatch(genre) {
  return h('span', {
    class: `swatch shape-${shape(genre)}`,
    style: { '--colour': colour(genre) },
    'aria-hidden': 'true',
  });
}

/** Swatch and name. */
export function chip(track) {
  const genre = track.label ?? track.genre;
  if (!genre) return h('span', { class: 'chip none' }, swatch(), track.abstained ?? 'no genre');
  return h('span', { class: 'chip' }, swatch(genre), spelled(genre));
}

/** Genres of a track, the most probable first: [name, probability]. */
export function ranked(probabilities) {
  return Object.entries(probabilities).sort((a, b) => b[1] - a[1]);
}
