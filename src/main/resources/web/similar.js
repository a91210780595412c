import { get, query } from './api.js';
import { trackRow } from './catalogue.js';
import { debounced, h } from './dom.js';
import { librarySound, save } from './media.js';
import { attempt } from './notices.js';
import { percent } from './words.js';

const COUNT = 5;
const MOST = 50;
const DOWNLOADED = 50;

/** The five most similar tracks.
 *
 * @param base /v1/tracks/{id} or /v1/analyses/{id}
 * @param name name for the playlist file
 */
export function similarCard(base, name, signal) {
  const list = h('ol', { class: 'tracks' });
  const state = h('p', { class: 'muted', role: 'status' });
  const diversity = h('input', { type: 'range', id: 'diversity', min: 0, max: 1, step: 0.05, value: 0 });
  const said = h('output', { htmlFor: 'diversity' }, '0');
  const choice = kinds(() => fetchAll());
  const wanted = () => ({
    by: choice.querySelector('input:checked').value,
    diversity: diversity.value,
  });
  let count = COUNT;
  let asking = new AbortController();
  const fetchAll = () => {
    asking.abort();
    asking = new AbortController();
    return attempt(async () => {
      const path = `${base}/similar${query({ ...wanted(), count })}`;
      const { neighbours } = await get(path, AbortSignal.any([signal, asking.signal]));
      const sounds = neighbours.map(({ track }) => librarySound(track));
      list.replaceChildren(...neighbours.map(({ track, similarity }) => trackRow(track, signal,
        h('span', { class: 'time', title: 'Similarity' }, percent(similarity)), () => sounds)));
      more.hidden = neighbours.length < count;
      state.textContent = neighbours.length ? '' : 'There are no other tracks in the library.';
    });
  };
  diversity.addEventListener('input', () => {
    said.textContent = Number(diversity.value).toFixed(2).replace(/\.?0+$/, '') || '0';
    fetchSoon();
  });
  const fetchSoon = debounced(200, fetchAll);
  const download = h('button', {
    type: 'button',
    click: () => attempt(() =>
      save(`${base}/similar${query({ ...wanted(), count: DOWNLOADED, format: 'm3u8' })}`, `similar to ${name}.m3u8`)),
  }, `Playlist of ${DOWNLOADED} tracks (M3U8)`);
  const more = h('button', {
    type: 'button', hidden: true,
    click: () => {
      count = Math.min(MOST, count * 2);
      fetchAll();
    },
  }, 'More');
  fetchAll();
  return h('section', { class: 'card', 'aria-labelledby': 'similar' },
    h('h2', { id: 'similar' }, 'Similar tracks'),
    h('div', { class: 'controls' }, choice,
      h('div', { class: 'slider' }, h('label', { htmlFor: 'diversity' }, 'Diversity'), diversity, said)),
    state, list, h('div', { class: 'row' }, more, download));
}

function kinds(change) {
  const option = (value, text, checked) => h('label', {},
    h('input', { type: 'radio', name: 'by', value, checked, change }), h('span', {}, text));
  return h('fieldset', { class: 'segments' }, h('legend', { class: 'visually-hidden' }, 'Similar by'),
    option('embedding', 'Sound', true), option('genre-profile', 'Genre profile', false));
}
