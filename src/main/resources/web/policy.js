import { get, put } from './api.js';
import { field, h, pause } from './dom.js';
import { spelled, swatch } from './genres.js';
import { attempt, tell } from './notices.js';
import { changesTable } from './track.js';
import { count, percent } from './words.js';

const POLICIES = [
  ['fill', 'Fill: write the genre only if a file has none'],
  ['replace', 'Replace: overwrite the file’s genre'],
  ['append', 'Append: add the genre to the file’s'],
  ['never', 'Never: leave the genre field unchanged'],
];
const ASK_MS = 500;
const EXAMPLES = 10;

/** Form to simulate and apply a policy. */
export function policyCard(model, signal) {
  const form = new PolicyForm(model);
  const result = h('div', { class: 'result', role: 'region', 'aria-label': 'Changes', tabIndex: -1 });
  const simulate = h('button', { type: 'submit', class: 'primary' }, 'Show changes');
  const element = h('form', {
    submit: (event) => {
      event.preventDefault();
      simulate.disabled = true;
      attempt(async () => {
        const policy = form.policy();
        const changes = await put('POST', '/v1/policy/simulation', policy, signal);
        result.replaceChildren(...simulation(changes, policy, result, signal));
        result.focus();
      }).finally(() => {
        simulate.disabled = false;
      });
    },
    input: () => result.replaceChildren(),
  }, form.parts, h('div', { class: 'row' }, simulate));
  return h('section', { class: 'card', 'aria-labelledby': 'policy' }, h('h2', { id: 'policy' }, 'Change the policy'),
    h('p', { class: 'muted' }, 'Try another policy, threshold or genre names on the analysed tracks. Nothing is written until you apply it.'),
    element, result);
}

class PolicyForm {
  constructor(model) {
    this.kind = h('select', {}, POLICIES.map(([value, text]) => h('option', { value }, text)));
    this.own = h('input', { type: 'checkbox', id: 'own-thresholds', checked: true });
    const usual = Object.values(model.minConfidence)[0] ?? 0.5;
    this.least = h('input', { type: 'range', min: 0, max: 1, step: 0.01, value: usual, disabled: true });
    this.said = h('output', {}, percent(usual));
    this.own.addEventListener('change', () => {
      this.least.disabled = this.own.checked;
    });
    this.least.addEventListener('input', () => {
      this.said.textContent = percent(Number(this.least.value));
    });
    this.words = model.genres.map((genre) => new GenreWord(genre));
    this.parts = [field('Policy', this.kind), this.threshold(), this.wordsOf()];
  }

  threshold() {
    return h('div', { class: 'field' },
      h('label', { class: 'check' }, this.own, h('span', {}, 'Use the model’s thresholds')),
      h('div', { class: 'slider' }, field('Minimum probability', this.least), this.said));
  }

  wordsOf() {
    return h('details', {}, h('summary', {}, 'Genre names'),
      h('p', { class: 'hint' }, 'Separate several names with commas. Leave a field empty for the default name.'),
      h('div', { class: 'words' }, this.words.map((word) => word.element)));
  }

  policy() {
    const words = Object.fromEntries(this.words.map((word) => [word.genre, word.value()]).filter(([, v]) => v));
    return {
      policy: this.kind.value,
      ...(this.own.checked ? {} : { minConfidence: Number(this.least.value) }),
      ...(Object.keys(words).length ? { words } : {}),
    };
  }
}

class GenreWord {
  constructor(genre) {
    this.genre = genre;
    this.text = h('input', { type: 'text', maxlength: 300, placeholder: spelled(genre), 'aria-label': `Names for ${spelled(genre)}` });
    this.none = h('input', {
      type: 'checkbox', 'aria-label': `Do not write ${spelled(genre)}`,
      change: () => {
        this.text.disabled = this.none.checked;
      },
    });
    this.element = h('div', { class: 'word' }, h('span', { class: 'chip' }, swatch(genre), spelled(genre)), this.text,
      h('label', { class: 'check' }, this.none, h('span', {}, 'not written')));
  }

  /** Returns undefined for the default name, an empty list for a genre that is not written. */
  value() {
    if (this.none.checked) return [];
    const words = this.text.value.split(',').map((word) => word.trim()).filter(Boolean);
    return words.length ? words : undefined;
  }
}

function simulation({ tracks, changed, genres, examples }, policy, result, signal) {
  const summary = h('p', { class: 'summary' }, h('strong', {}, changed.toLocaleString('en')),
    ` of ${count(tracks, 'track')} would change.`);
  if (!changed) return [summary];
  return [summary, genres.length ? genresTable(genres) : null, examplesOf(examples),
    applying(changed, policy, result, signal)].filter(Boolean);
}

function genresTable(genres) {
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Genre changes' }, h('table', {},
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Current genre'), h('th', { scope: 'col' }, 'New genre'),
      h('th', { scope: 'col', class: 'number' }, 'Tracks'))),
    h('tbody', {}, genres.map(({ before, after, tracks }) => h('tr', {},
      h('td', {}, before || none()), h('td', {}, after || none()), h('td', { class: 'number' }, tracks.toLocaleString('en')))))));
}

function none() {
  return h('span', { class: 'muted' }, 'none');
}

function examplesOf(examples) {
  return h('div', { class: 'examples' }, h('h3', {}, 'Examples'), examples.slice(0, EXAMPLES).map(({ id, path, changes }) =>
    h('details', {}, h('summary', {}, path), changesTable(changes),
      h('p', {}, h('a', { href: `#/track/${encodeURIComponent(id)}` }, 'Open the track')))));
}

/** Asks for confirmation, then applies the policy and shows the progress. */
function applying(changed, policy, result, signal) {
  const ask = h('button', { type: 'button', click: () => swap(confirm) }, 'Apply …');
  const yes = h('button', {
    type: 'button', class: 'primary',
    click: () => attempt(() => apply(policy, result, signal), () => result.append(ask)),
  }, `Write ${count(changed, 'file')}`);
  const no = h('button', { type: 'button', click: () => swap(ask) }, 'Cancel');
  const confirm = h('div', { class: 'confirm', role: 'group', 'aria-label': 'Apply the policy' },
    h('p', {}, `This writes the tags of ${count(changed, 'file')}. To revert it, run needledrop undo.`), h('div', { class: 'row' }, yes, no));
  const place = h('div', { class: 'apply' }, ask);
  const swap = (part) => {
    place.replaceChildren(part);
    (part === ask ? ask : yes).focus();
  };
  return place;
}

async function apply(policy, result, signal) {
  const bar = h('progress', { 'aria-label': 'Files written' });
  const text = h('p', { role: 'status' }, 'Applying …');
  result.replaceChildren(bar, text);
  let application = await put('POST', '/v1/policy/applications', policy, signal);
  for (;;) {
    bar.max = Math.max(1, application.tracks);
    bar.value = application.done;
    text.textContent = `${application.done.toLocaleString('en')} of ${count(application.tracks, 'track')}`;
    if (application.state !== 'running') break;
    await pause(ASK_MS, signal);
    application = await get(`/v1/policy/applications/${encodeURIComponent(application.id)}`, signal);
  }
  result.replaceChildren(...outcome(application));
  if (application.state === 'failed') throw new Error('Could not apply the policy to all tracks.');
  tell('Policy applied.');
}

function outcome({ state, tracks, done, failures }) {
  const head = h('p', { class: 'summary' }, state === 'done' ? `Applied to ${count(done, 'track')}.` : `Stopped after ${done} of ${count(tracks, 'track')}.`);
  if (!failures.length) return [head];
  return [head, h('h3', {}, count(failures.length, 'failure')), h('ul', {}, failures.map((failure) => h('li', {}, failure)))];
}
