import { get } from './api.js';
import { h } from './dom.js';
import { useGenres } from './genres.js';
import { libraryView } from './library.js';
import { listenView, takeDrops } from './listen.js';
import { mapView } from './map.js';
import { sentence, tell } from './notices.js';
import { showPlayerIn } from './player.js';
import { reviewView } from './review.js';
import { analysisView, trackView } from './track.js';

/** Views by the first part of the URL's fragment. */
const VIEWS = {
  '': { name: 'listen', title: 'Listen', show: listenView },
  track: { name: 'listen', title: 'Track', show: trackView },
  analysis: { name: 'listen', title: 'File', show: analysisView },
  map: { name: 'map', title: 'Map', show: mapView },
  review: { name: 'review', title: 'Review', show: reviewView },
  library: { name: 'library', title: 'Library', show: libraryView },
};

let leave = new AbortController();
let model;

async function navigate(byHand) {
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  const [name = '', id] = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
  const view = VIEWS[name];
  const main = document.getElementById('main');
  mark(view?.name);
  document.title = `${view?.title ?? 'Not found'} – Needledrop`;
  main.replaceChildren(h('p', { class: 'muted loading' }, 'Loading …'));
  const page = h('div', { class: `view ${view?.name}` });
  try {
    model ??= await get('/v1/model', signal);
    useGenres(model);
    if (!view) throw new Error('Page not found.');
    const shown = view.show(page, { id, model, signal });
    if (page.childElementCount) main.replaceChildren(page);
    await shown;
    if (!signal.aborted && !page.isConnected) main.replaceChildren(page);
  } catch (error) {
    if (signal.aborted || error.name === 'AbortError') return;
    failed(main, error);
  }
  if (byHand && !signal.aborted) main.querySelector('h1')?.focus();
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function mark(name) {
  for (const link of document.querySelectorAll('nav [data-view]')) {
    if (link.dataset.view === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function failed(main, error) {
  tell(sentence(error), { problem: true });
  main.replaceChildren(h('div', { class: 'view' },
    h('h1', { tabIndex: -1 }, 'Could not load the page'),
    h('p', {}, sentence(error)),
    h('button', { type: 'button', class: 'primary', click: () => navigate(true) }, 'Try again')));
}

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main').focus();
});
window.addEventListener('hashchange', () => {
  window.scrollTo(0, 0);
  navigate(true);
});
window.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  if (event.reason?.name !== 'AbortError') tell(sentence(event.reason), { problem: true });
});
takeDrops();
showPlayerIn(document.getElementById('player'));
navigate(false);
