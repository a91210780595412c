import { get, query } from './api.js';
import { debounced, field, h } from './dom.js';
import { allGenres, chip, spelled } from './genres.js';
import { cover, librarySound } from './media.js';
import { sentence } from './notices.js';
import { playButton } from './player.js';
import { startButton } from './runs.js';
import { clock, count, creditOf, folderOf, nameOf, percent } from './words.js';

const PAGE = 50;

const ORDERS = [
  ['path', 'Path'], ['title', 'Title'], ['artist', 'Artist'], ['album', 'Album'], ['genre', 'Genre'],
  ['-confidence', 'Most confident'], ['confidence', 'Least confident'], ['-year', 'Newest'], ['year', 'Oldest'],
  ['-seconds', 'Longest'],
];

/** What was asked last, so that the list is the same when the user comes back to it. */
const asked = { text: '', genre: '', sort: 'path', folder: '' };

/** The list of the library: search, genre, order and folder, page by page. */
export class Catalogue {
  constructor(signal) {
    this.signal = signal;
    this.list = h('ol', { class: 'tracks covers' });
    this.state = h('p', { class: 'muted', role: 'status' });
    this.place = h('p', { class: 'row' });
    this.empty = h('div', { class: 'empty', hidden: true });
    this.more = h('button', { type: 'button', hidden: true, click: () => this.next(true) }, 'More');
    this.element = h('section', { class: 'card', 'aria-labelledby': 'catalogue' },
      h('h2', { id: 'catalogue' }, 'Your library'), this.controls(), this.place, this.state,
      this.list, this.empty, this.more);
    this.goOnAtTheEnd();
    this.begin();
  }

  controls() {
    const search = h('input', {
      type: 'search', placeholder: 'Title, artist, album or path', maxlength: 200, value: asked.text,
      input: debounced(200, () => this.ask({ text: search.value.trim() })),
    });
    const genre = h('select', { change: () => this.ask({ genre: genre.value }) },
      option('', 'All', asked.genre), option('-', 'Without a genre', asked.genre),
      allGenres().map((name) => option(name, spelled(name), asked.genre)));
    const order = h('select', { change: () => this.ask({ sort: order.value }) },
      ORDERS.map(([value, text]) => option(value, text, asked.sort)));
    return h('div', { class: 'filters' },
      field('Search', search), field('Genre', genre), field('Order', order));
  }

  ask(change) {
    Object.assign(asked, change);
    return this.begin();
  }

  begin() {
    this.asking?.abort();
    this.asking = new AbortController();
    this.cursor = undefined;
    this.sounds = [];
    return this.fetch(true);
  }

  /** @param byHand whether to move the focus to the first new track */
  next(byHand) {
    if (this.busy || !this.cursor) return undefined;
    return this.fetch(false, byHand);
  }

  async fetch(anew, byHand) {
    const signal = AbortSignal.any([this.signal, this.asking.signal]);
    this.busy = true;
    try {
      const page = await get(`/v1/tracks${query(this.wanted())}`, signal);
      this.show(page, anew, byHand);
    } catch (error) {
      if (error.name !== 'AbortError') this.state.textContent = sentence(error);
    } finally {
      this.busy = false;
    }
  }

  wanted() {
    const { text, genre, sort, folder } = asked;
    return {
      text, sort, folder, limit: PAGE, cursor: this.cursor,
      genre: genre === '-' ? '' : genre, abstained: genre === '-' ? true : undefined,
    };
  }

  show({ tracks, total, next }, anew, byHand) {
    const sounds = tracks.map(librarySound);
    this.sounds.push(...sounds);
    const rows = tracks.map((track, i) => this.row(track, sounds[i]));
    if (anew) this.list.replaceChildren(...rows);
    else this.list.append(...rows);
    if (byHand) rows[0]?.querySelector('a').focus();
    this.cursor = next;
    this.more.hidden = !next;
    this.place.replaceChildren(...(asked.folder ? this.wayBack() : []));
    this.state.textContent = total ? count(total, 'track') : '';
    this.empty.hidden = total > 0;
    if (!total) this.empty.replaceChildren(...this.invitation());
  }

  row(track, sound) {
    const folder = folderOf(track.path);
    return h('li', {}, playButton(sound, this.signal, 'small', () => this.sounds), cover(track, this.signal),
      h('div', { class: 'words' },
        h('a', { class: 'title', href: sound.page, title: track.path }, nameOf(track)),
        h('div', { class: 'under' }, h('span', { class: 'credit' }, creditOf(track)),
          folder && folder !== asked.folder
            ? h('button', {
              type: 'button', class: 'folder', title: `Only ${folder}`, click: () => this.ask({ folder }),
            }, `in ${folder}`) : null)),
      chip(track), h('span', { class: 'sure' }, track.label ? 'label' : percent(track.confidence)),
      h('span', { class: 'time' }, clock(track.seconds)));
  }

  /** The folder that is shown, part by part, and the way out of it. */
  wayBack() {
    const parts = asked.folder.split('/');
    return [
      h('button', { type: 'button', class: 'tiny', click: () => this.ask({ folder: '' }) }, 'All folders'),
      ...parts.map((part, i) => h('button', {
        type: 'button', class: 'tiny', click: () => this.ask({ folder: parts.slice(0, i + 1).join('/') }),
      }, part)),
      startButton(asked.folder, `Tag ${parts.at(-1)} now`),
    ];
  }

  invitation() {
    if (asked.text || asked.genre || asked.folder) {
      return [h('p', {}, 'No track matches.'), h('button', {
        type: 'button', click: () => this.ask({ text: '', genre: '', folder: '' }).then(() => this.reset()),
      }, 'Show all tracks')];
    }
    return [h('p', {}, 'The library is empty. Put music into its folder and tag it, or drop a file above.'),
      startButton('', 'Tag the library’s folder now')];
  }

  reset() {
    this.element.querySelector('.filters').replaceWith(this.controls());
  }

  /** Loads the next page when the end of the list comes into sight. */
  goOnAtTheEnd() {
    const seen = new IntersectionObserver(([entry]) => entry.isIntersecting && this.next(false), {
      rootMargin: '400px',
    });
    seen.observe(this.more);
    this.signal.addEventListener('abort', () => seen.disconnect());
  }
}

function option(value, text, chosen) {
  return h('option', { value, selected: value === chosen ? '' : undefined }, text);
}

/** A track in a short list. */
export function trackRow(track, signal, more, queue) {
  const sound = librarySound(track);
  return h('li', {}, playButton(sound, signal, 'small', queue), cover(track, signal),
    h('div', { class: 'words' },
      h('a', { class: 'title', href: sound.page, title: track.path }, nameOf(track)),
      h('span', { class: 'credit' }, creditOf(track))),
    chip(track), more ?? h('span', { class: 'time' }, clock(track.seconds)));
}
