import { get, query } from './api.js';
import { debounced, field, h } from './dom.js';
import { chip } from './genres.js';
import { icon } from './icons.js';
import { begin, currentJob } from './jobs.js';
import { librarySound } from './media.js';
import { attempt, clearNotices, tell } from './notices.js';
import { playButton } from './player.js';
import { clock, titleOf } from './words.js';

const PAGE = 25;
const ACCEPTED = '.mp3,.flac,.ogg,.oga,.opus,.m4a,.mp4,.aac,.wav,.aif,.aiff,.wma,.wv,.mpc,.ape,.tak,.tta,.dsf,'
  + '.dff,.caf,.au,.ac3,.dts,.mka,.weba,audio/*';

/** View to drop a file or choose a track of the library. */
export function listenView(main, { signal }) {
  main.append(
    h('h1', { tabIndex: -1 }, 'Which genre is it?'),
    h('p', { class: 'lead' }, 'Analyse a file, or choose a track of your library.'),
    dropZone(signal), new Catalogue(signal).element);
}

function dropZone(signal) {
  const input = h('input', {
    type: 'file', accept: ACCEPTED, class: 'visually-hidden', id: 'file',
    change: () => {
      take(input.files);
      input.value = '';
    },
  });
  const words = h('div', { class: 'invite' },
    h('span', { class: 'drop-icon' }, icon('drop')),
    h('p', {}, h('strong', {}, 'Drop a file here'), h('span', { class: 'touchless' }, ' or ')),
    h('label', { htmlFor: 'file', class: 'button primary' }, 'Choose a file'),
    h('p', { class: 'hint' }, 'MP3, FLAC, Ogg, Opus, MP4, WAV, AIFF or WMA. The file is analysed and then deleted.'));
  const progress = h('div', { class: 'progress', hidden: true });
  const zone = h('section', { class: 'card drop', 'aria-label': 'Analyse a file' }, input, words, progress);
  const show = () => showJob(words, progress, signal);
  document.addEventListener('job', show, { signal });
  show();
  return zone;
}

/** Accepts dropped files anywhere, so that the browser does not open them by mistake. */
export function takeDrops() {
  const over = (event) => {
    event.preventDefault();
    document.body.classList.toggle('dropping', event.type === 'dragover');
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', over);
  window.addEventListener('drop', (event) => {
    over(event);
    if (event.dataTransfer.files.length && !isHere()) location.hash = '#/';
    take(event.dataTransfer.files);
  });
}

function isHere() {
  return /^#?\/?$/.test(location.hash);
}

function take(files) {
  if (!files.length) return;
  clearNotices();
  if (files.length > 1) tell(`Only one file at a time: analysing ${files[0].name}.`);
  attempt(async () => {
    const heard = begin(files[0]);
    document.dispatchEvent(new Event('job'));
    const analysis = await heard;
    const page = `#/analysis/${encodeURIComponent(analysis.id)}`;
    if (isHere()) location.hash = page;
    else tell(`${analysis.name} is analysed.`, { link: { href: page, text: 'Show result' } });
  });
}

function showJob(words, progress, signal) {
  const job = currentJob();
  words.hidden = Boolean(job);
  progress.hidden = !job;
  if (!job) return;
  const bar = h('progress', { max: 1, 'aria-label': 'Progress' });
  const text = h('p', { role: 'status' });
  const cancel = h('button', { type: 'button', click: () => job.cancel() }, 'Cancel');
  progress.replaceChildren(h('p', {}, h('strong', {}, titleOf(job.file.name))), bar, text, cancel);
  const update = () => {
    if (job.step === 'sending' && job.share < 1) bar.value = job.share;
    else bar.removeAttribute('value');
    text.textContent = stepText(job);
  };
  update();
  job.addEventListener('change', update, { signal });
  job.addEventListener('end', () => showJob(words, progress, signal), { signal });
}

function stepText({ step, share, seconds }) {
  if (step === 'sending') return `Uploading: ${Math.round(share * 100)} %`;
  if (step === 'waiting') return 'Queued …';
  return seconds ? `Analysing: ${clock(seconds)} done` : 'Analysing …';
}

/** The searchable list of the library, page by page. */
class Catalogue {
  constructor(signal) {
    this.signal = signal;
    this.search = h('input', {
      type: 'search', placeholder: 'Part of the path or name', maxlength: 200,
      input: debounced(250, () => this.begin()),
    });
    this.list = h('ul', { class: 'tracks' });
    this.state = h('p', { class: 'muted', role: 'status' });
    this.more = h('button', { type: 'button', hidden: true, click: () => this.next() }, 'More');
    this.element = h('section', { class: 'card', 'aria-labelledby': 'catalogue' },
      h('h2', { id: 'catalogue' }, 'Your library'), field('Search', this.search), this.state,
      this.list, this.more);
    this.begin();
  }

  begin() {
    this.asking?.abort();
    this.asking = new AbortController();
    this.cursor = undefined;
    return this.fetch(true);
  }

  next() {
    return this.fetch(false);
  }

  fetch(anew) {
    const signal = AbortSignal.any([this.signal, this.asking.signal]);
    return attempt(async () => {
      const text = this.search.value.trim();
      const page = await get(`/v1/tracks${query({ text, limit: PAGE, cursor: this.cursor })}`, signal);
      const rows = page.tracks.map((track) => trackRow(track, this.signal));
      if (anew) this.list.replaceChildren(...rows);
      else this.list.append(...rows);
      if (!anew) rows[0]?.querySelector('a').focus();
      this.cursor = page.next;
      this.more.hidden = !page.next;
      this.state.textContent = rows.length || !anew ? '' : nothing(text);
    });
  }
}

function nothing(text) {
  return text
    ? `No path contains “${text}”.`
    : 'The library is empty. Run needledrop tag, or drop a file and add it.';
}

export function trackRow(track, signal, more) {
  const sound = librarySound(track);
  return h('li', {}, playButton(sound, signal, 'small'),
    h('a', { class: 'title', href: sound.page, title: track.path }, titleOf(track.name)),
    chip(track), more ?? h('span', { class: 'time' }, clock(track.seconds)));
}
