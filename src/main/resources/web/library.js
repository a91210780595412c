import { get } from './api.js';
import { h } from './dom.js';
import { colour, spelled, swatch } from './genres.js';
import { policyCard } from './policy.js';
import { count, duration, percent } from './words.js';

/** Statistics of the library, and simulation of other policies. */
export async function libraryView(main, { model, signal }) {
  const statistics = await get('/v1/statistics', signal);
  main.append(
    h('h1', { tabIndex: -1 }, 'Library'),
    h('p', { class: 'lead' }, `Analysed with ${model.id}.`),
    figures(statistics),
    h('div', { class: 'columns' }, genreCard(statistics), abstainedCard(statistics)),
    policyCard(model, signal));
}

function figures({ tracks, seconds, abstained, labelled }) {
  const without = sum(Object.values(abstained));
  const figure = (value, name) => h('div', {}, h('dd', {}, value), h('dt', {}, name));
  return h('dl', { class: 'figures' },
    figure(tracks.toLocaleString('en'), tracks === 1 ? 'track' : 'tracks'),
    figure(duration(seconds), 'of music'),
    figure(without.toLocaleString('en'), 'without a genre'),
    figure(labelled.toLocaleString('en'), 'with a label'));
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

function genreCard({ genres }) {
  const most = Math.max(1, ...genres.map(({ tracks }) => tracks));
  const rows = [...genres].sort((a, b) => b.tracks - a.tracks).map((row) => h('tr', {},
    h('th', { scope: 'row' }, swatch(row.genre), spelled(row.genre)),
    h('td', { class: 'bar-cell' }, h('span', { class: 'bar', 'aria-hidden': 'true' },
      h('span', { style: { width: `${(100 * row.tracks) / most}%`, background: colour(row.genre) } }))),
    h('td', { class: 'number' }, row.tracks.toLocaleString('en')),
    h('td', { class: 'number' }, duration(row.seconds)),
    h('td', { class: 'number' }, percent(row.meanConfidence))));
  return h('section', { class: 'card', 'aria-labelledby': 'by-genre' }, h('h2', { id: 'by-genre' }, 'By genre'),
    rows.length ? h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Tracks by genre' },
      h('table', { class: 'genres' }, h('thead', {}, h('tr', {},
        h('th', { scope: 'col' }, 'Genre'), h('td', {}), ...['Tracks', 'Time', 'Confidence'].map((name) =>
          h('th', { scope: 'col', class: 'number' }, name)))), h('tbody', {}, rows)))
      : h('p', {}, 'No track has a genre yet.'));
}

function abstainedCard({ abstained }) {
  const reasons = Object.entries(abstained).sort((a, b) => b[1] - a[1]);
  return h('section', { class: 'card', 'aria-labelledby': 'abstained' }, h('h2', { id: 'abstained' }, 'Without a genre'),
    reasons.length
      ? h('dl', { class: 'reasons' }, reasons.map(([reason, tracks]) =>
        h('div', {}, h('dt', {}, reason), h('dd', {}, count(tracks, 'track')))))
      : h('p', {}, 'None.'),
    reasons.length ? h('p', {}, h('a', { href: '#/review' }, 'Label them')) : null);
}
