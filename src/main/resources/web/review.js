import { get, put, query } from './api.js';
import { h } from './dom.js';
import { allGenres, colour, ranked, spelled } from './genres.js';
import { key } from './key.js';
import { librarySound, save } from './media.js';
import { attempt, tell } from './notices.js';
import { player, playButton } from './player.js';
import { percent, titleOf, whyNot } from './words.js';

const PAGE = 50;
/** One key per genre, the most probable first; `u` is undo. */
const KEYS = '1234567890qwertyiopasdfghjklzxcvbnm';

/** View to label tracks without a genre, one after the other. */
export async function reviewView(main, { signal }) {
  const queue = new Queue(signal);
  await queue.fill();
  main.append(
    h('h1', { tabIndex: -1 }, 'Review'),
    h('p', { class: 'lead' }, 'Tracks without a genre. Your labels are stored; train a model on them (', csvLink(), ') with ', h('code', {}, 'needledrop teach'), '.'),
    new Desk(queue, signal).element);
}

function csvLink() {
  const path = '/v1/labels?format=csv';
  return h('a', {
    href: path,
    download: 'labels.csv',
    click: (event) => {
      if (!key()) return;
      event.preventDefault();
      attempt(() => save(path, 'labels.csv'));
    },
  }, 'labels.csv');
}

/** The tracks to label, page by page. */
class Queue {
  constructor(signal) {
    this.signal = signal;
    this.tracks = [];
    this.at = 0;
    this.seen = new Set();
  }

  get current() {
    return this.tracks[this.at];
  }

  get complete() {
    return this.asked && !this.cursor;
  }

  async fill() {
    while (!this.complete && this.at >= this.tracks.length) await this.nextPage();
  }

  /** Shows each track once, as new labels may shift the pages. */
  async nextPage() {
    const page = await get(`/v1/review${query({ limit: PAGE, cursor: this.cursor })}`, this.signal);
    const fresh = page.tracks.filter((track) => !this.seen.has(track.id));
    fresh.forEach((track) => this.seen.add(track.id));
    this.tracks.push(...fresh);
    this.asked = true;
    this.cursor = page.next;
  }

  async go(by) {
    this.at = Math.max(0, Math.min(this.tracks.length, this.at + by));
    await this.fill();
  }
}

class Desk {
  constructor(queue, signal) {
    Object.assign(this, { queue, signal, said: [] });
    this.place = h('div', { class: 'desk' });
    this.status = h('p', { class: 'muted', role: 'status' });
    this.undoButton = h('button', { type: 'button', disabled: true, click: () => this.undo() }, 'Undo last');
    this.element = h('section', { class: 'card', 'aria-label': 'Track to label', keydown: (event) => this.pressed(event) },
      this.place, this.foot());
    this.show(false);
  }

  foot() {
    const step = (text, by) => h('button', { type: 'button', click: () => this.go(by) }, text);
    this.back = step('← Back', -1);
    this.skip = step('Skip →', 1);
    return h('div', { class: 'foot' },
      h('div', { class: 'row spread' }, h('div', { class: 'row' }, this.back, this.undoButton), this.skip),
      this.status, h('p', { class: 'hint keys' }, keysHint()));
  }

  show(focus = true) {
    const track = this.queue.current;
    this.back.disabled = this.queue.at === 0;
    this.skip.disabled = !track;
    this.status.textContent = this.said.length ? `${this.said.length} named` : '';
    this.undoButton.disabled = !this.said.length;
    this.place.replaceChildren(...(track ? this.sheet(track) : [this.done()]));
    if (focus) (this.place.querySelector('.choice') ?? this.back).focus();
  }

  done() {
    return h('div', { class: 'empty' }, h('h2', {}, 'Nothing to review'),
      h('p', {}, this.said.length ? 'All tracks are labelled or skipped.' : 'Every track has a genre or a label.'));
  }

  sheet(track) {
    const sound = librarySound(track);
    return [
      h('div', { class: 'heading' }, playButton(sound, this.signal, 'large'), h('div', {},
        h('h2', {}, h('a', { href: sound.page }, titleOf(track.name))),
        h('p', { class: 'muted path' }, track.path),
        h('p', { class: 'muted' }, whyNot(track.abstained)))),
      h('div', { class: 'choices', role: 'group', 'aria-label': 'Genre' }, this.choices(track)),
      this.other(track),
    ];
  }

  /** All genres, the most probable first; the first three with their bars. */
  choices(track) {
    this.offered = offered(track);
    return this.offered.map(([genre, p], i) => h('button', {
      type: 'button', class: i < 3 ? 'choice top' : 'choice', click: () => this.say(genre),
      'aria-keyshortcuts': KEYS[i],
    }, KEYS[i] ? h('kbd', { 'aria-hidden': 'true' }, KEYS[i]) : null,
    h('span', {}, spelled(genre)),
    i < 3 ? h('span', { class: 'bar', 'aria-hidden': 'true' }, h('span', { style: { width: `${100 * p}%`, background: colour(genre) } })) : null,
    h('span', { class: 'number' }, percent(p))));
  }

  other(track) {
    const input = h('input', { id: 'other', maxlength: 100, list: 'genres', autocomplete: 'off', placeholder: 'Ska, Field recording …' });
    return h('form', {
      class: 'row other',
      submit: (event) => {
        event.preventDefault();
        if (input.value.trim()) this.say(input.value.trim());
      },
    }, h('label', { htmlFor: 'other' }, 'Another genre'), input,
    h('datalist', { id: 'genres' }, allGenres().map((genre) => h('option', { value: genre }))),
    h('button', { type: 'submit', 'aria-label': `Label ${titleOf(track.name)} with this genre` }, 'Label'));
  }

  say(genre) {
    return this.once(async () => {
      const track = this.queue.current;
      await put('PUT', label(track), { genre }, this.signal);
      this.said.push({ track, at: this.queue.at });
      await this.queue.go(1);
      this.show();
      this.status.textContent = `${titleOf(track.name)} is ${spelled(genre)}. ${this.said.length} named`;
    });
  }

  undo() {
    return this.once(async () => {
      const last = this.said.at(-1);
      if (!last) return;
      await put('DELETE', label(last.track), undefined, this.signal);
      this.said.pop();
      this.queue.at = last.at;
      this.show();
      tell(`Removed the label of ${titleOf(last.track.name)}.`);
    });
  }

  go(by) {
    return this.once(async () => {
      await this.queue.go(by);
      this.show();
    });
  }

  /** Ignores keys until the previous request has finished, so that no wrong track is labelled. */
  async once(work) {
    if (this.busy) return;
    this.busy = true;
    await attempt(work);
    this.busy = false;
  }

  pressed(event) {
    if (event.target.matches('input, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.actOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  actOf({ key: pressed, target }) {
    const track = this.queue.current;
    const choice = pressed.length === 1 ? this.offered?.[KEYS.indexOf(pressed)] : undefined;
    if (track && choice) return () => this.say(choice[0]);
    if (pressed === 'u') return () => this.undo();
    if (pressed === 'ArrowLeft') return () => this.go(-1);
    if (!track) return undefined;
    if (pressed === 'ArrowRight') return () => this.go(1);
    if (pressed === ' ' && target.matches('.choice')) return () => player.toggle(librarySound(track));
    return undefined;
  }
}

function offered(track) {
  const probabilities = Object.fromEntries(allGenres().map((genre) => [genre, 0]));
  return ranked({ ...probabilities, ...track.probabilities });
}

function label(track) {
  return `/v1/tracks/${encodeURIComponent(track.id)}/label`;
}

function keysHint() {
  const keys = [['Enter', 'choose the first genre'], ['Key', 'choose that genre'], ['→', 'skip'], ['←', 'back'], ['Space', 'play'], ['U', 'undo']];
  return keys.map(([name, what]) => h('span', {}, h('kbd', {}, name), ` ${what}`));
}
