import { get, put, query, upload } from './api.js';
import { h } from './dom.js';
import { allGenres, chip, colour, ranked, spelled, swatch } from './genres.js';
import { fileOf } from './jobs.js';
import { cover, librarySound, localSound } from './media.js';
import { attempt, tell } from './notices.js';
import { player, playButton } from './player.js';
import { Score } from './score.js';
import { similarCard } from './similar.js';
import { Snippets } from './timeline.js';
import { clock, count, creditOf, duration, nameOf, percent, titleOf, whyNot } from './words.js';

/** A track of the library. */
export async function trackView(main, { id, signal }) {
  const base = `/v1/tracks/${encodeURIComponent(id)}`;
  const track = await get(base, signal);
  const timeline = await get(`${base}/timeline`, signal).catch(unlessGone);
  show(main, { base, track, timeline, sound: librarySound(track), signal });
  main.querySelector('.actions').append(correcting(base, track, signal));
  attempt(async () => {
    const tags = await get(`${base}/tags`, signal).catch(unlessGone);
    if (tags) main.append(tagsCard(tags, undoing(base, track)));
  });
}

/** Tracks without a timeline or file are shown without them. */
function unlessGone(error) {
  if (error.status === 404 || error.status === 409) return undefined;
  throw error;
}

/** A file that was analysed and not stored. */
export async function analysisView(main, { id, signal }) {
  const base = `/v1/analyses/${encodeURIComponent(id)}`;
  const analysis = await get(base, signal);
  if (!analysis.track) throw new Error(analysis.problem?.detail ?? `${analysis.name} is not analysed yet.`);
  const local = fileOf(id);
  const sound = local && localSound(analysis, local.url);
  show(main, { base, track: analysis.track, timeline: analysis.timeline, sound, signal });
  const actions = main.querySelector('.actions');
  if (local) actions.append(adding(local.file));
  else actions.append(h('p', { class: 'hint' }, 'The server has deleted the file; drop it again to play it.'));
  if (analysis.note) actions.append(h('p', { class: 'hint' }, `About the file: ${analysis.note}.`));
  if (analysis.tags) main.append(tagsCard(analysis.tags));
}

function show(main, { base, track, timeline, sound, signal }) {
  document.title = `${nameOf(track)} – Needledrop`;
  const play = sound && playButton(sound, signal, 'large');
  const score = new Score({
    sound, timeline, seconds: track.seconds, picture: `${base}/spectrogram`, signal,
  });
  const decided = deciding(timeline, sound);
  score.element.addEventListener('unplayable', () => {
    play.disabled = true;
    decided?.remove();
  });
  main.append(
    h('div', { class: 'heading' }, play, cover(track, signal, 'large'),
      h('div', {}, h('h1', { tabIndex: -1 }, nameOf(track)), h('p', { class: 'credit' }, creditOf(track)),
        h('p', { class: 'muted path' }, `${track.path} · ${duration(track.seconds)}`))),
    h('section', { class: 'card', 'aria-labelledby': 'course' },
      h('h2', { id: 'course' }, 'Over time'), score.element, decided),
    h('div', { class: 'columns' }, verdict(track), similarCard(base, nameOf(track), signal)));
}

/** Buttons that play the strongest snippets. */
function deciding(timeline, sound) {
  if (!timeline?.decidedBy.length || !sound) return undefined;
  const snippets = new Snippets(timeline);
  return h('p', { class: 'row' }, h('span', { class: 'muted' }, 'Strongest snippets:'),
    snippets.deciding().map((snippet) => h('button', {
      type: 'button', class: 'tiny',
      'aria-label': `Play snippet ${snippets.describe(snippet)}`,
      click: () => player.play(sound, snippets.start(snippet)),
    }, clock(snippets.start(snippet)))));
}

function verdict(track) {
  const found = track.label ?? track.genre;
  return h('section', { class: 'card verdict', 'aria-labelledby': 'verdict' },
    h('h2', { id: 'verdict' }, 'Genre'),
    found
      ? h('p', { class: 'found' }, swatch(found), h('strong', {}, spelled(found)), styles(track), track.label ? labelled(track) : sure(track))
      : h('div', {}, h('p', { class: 'found' }, h('strong', {}, 'No genre'), chip(track)),
        h('p', {}, whyNot(track.abstained))),
    bars(track.probabilities), h('div', { class: 'actions row' }));
}

function styles(track) {
  return track.styles.length && !track.label ? h('span', {}, track.styles.join(', ')) : null;
}

/** A user label overrides the decision. */
function correcting(base, track, signal) {
  const input = h('input', { id: 'word', maxlength: 100, list: 'words', autocomplete: 'off', required: true, value: track.label ?? track.topGenre ?? '' });
  const say = (method, body) => attempt(async () => {
    await put(method, `${base}/label`, body, signal);
    tell(body ? `${nameOf(track)} is labelled ${spelled(body.genre)}.` : 'Label removed.');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
  return h('details', { class: 'correct' }, h('summary', {}, track.label ? 'Change the label' : 'Confirm or correct the genre'),
    h('form', {
      class: 'row',
      submit: (event) => {
        event.preventDefault();
        say('PUT', { genre: input.value.trim() });
      },
    }, h('label', { htmlFor: 'word' }, 'Genre'), input,
    h('datalist', { id: 'words' }, allGenres().map((genre) => h('option', { value: genre }))),
    h('button', { type: 'submit' }, 'Save'),
    track.label ? h('button', { type: 'button', click: () => say('DELETE') }, 'Remove') : null));
}

function sure(track) {
  return h('span', { class: 'muted' }, `${percent(track.confidence)} confidence`);
}

function labelled(track) {
  const heard = track.topGenre ? `; Needledrop’s top genre is ${spelled(track.topGenre)}` : '';
  return h('span', { class: 'muted' }, `your label${track.label === track.topGenre ? '' : heard}`);
}

/** The probabilities of all genres as bars with numbers. */
export function bars(probabilities, most = Infinity) {
  return h('ol', { class: 'bars' }, ranked(probabilities).slice(0, most).map(([genre, p]) =>
    h('li', {}, h('span', {}, spelled(genre)),
      h('span', { class: 'bar', 'aria-hidden': 'true' },
        h('span', { style: { width: `${100 * p}%`, background: colour(genre) } })),
      h('span', { class: 'number' }, percent(p)))));
}

/** Restores the tags that the file had before Needledrop. */
function undoing(base, track) {
  return h('button', {
    type: 'button',
    click: () => attempt(async () => {
      const { restored } = await put('POST', `${base}/undo`);
      tell(restored ? `${nameOf(track)} has the tags it had before.` : `There is nothing to undo for ${nameOf(track)}.`);
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    }),
  }, 'Undo what Needledrop wrote');
}

function tagsCard({ taggable, changes }, undo) {
  const body = !taggable
    ? h('p', {}, 'This file format cannot hold tags.')
    : changes.length
      ? folded(changes)
      : h('p', {}, 'None: the tags are up to date.');
  return h('section', { class: 'card', 'aria-labelledby': 'tags' },
    h('h2', { id: 'tags' }, 'Pending tag changes'), body, undo ? h('div', { class: 'row' }, undo) : null);
}

/** Shows probabilities last and collapsed. */
function folded(changes) {
  const probability = ({ field }) => /ab:hi:/i.test(field);
  const [few, many] = [changes.filter((c) => !probability(c)), changes.filter(probability)];
  return [few.length ? changesTable(few) : null,
    many.length ? h('details', {}, h('summary', {}, `${count(many.length, 'probability', 'probabilities')}`), changesTable(many)) : null];
}

export function changesTable(changes) {
  const cell = (value) => (value === undefined ? h('span', { class: 'muted' }, '–') : value);
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Tag changes' }, h('table', {},
    h('thead', {}, h('tr', {}, ['Field', 'Current', 'New'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, changes.map(({ field, before, after }) => h('tr', {},
      h('th', { scope: 'row' }, field), h('td', {}, cell(before)), h('td', {}, cell(after)))))));
}

function adding(file) {
  const button = h('button', {
    type: 'button', class: 'primary',
    click: () => {
      button.disabled = true;
      attempt(async () => {
        const track = await upload(`/v1/tracks${query({ name: file.name })}`, file, (share) => {
          button.textContent = share < 1 ? `Uploading: ${Math.round(share * 100)} %` : 'Adding …';
        });
        tell(`Added ${track.name} to the library.`);
        location.hash = `#/track/${encodeURIComponent(track.id)}`;
      }, () => {
        button.disabled = false;
        button.textContent = 'Add to library';
      });
    },
  }, 'Add to library');
  return button;
}
