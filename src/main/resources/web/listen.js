import { Catalogue } from './catalogue.js';
import { h } from './dom.js';
import { spelled } from './genres.js';
import { icon } from './icons.js';
import { begin, currentJob } from './jobs.js';
import { attempt, clearNotices, tell } from './notices.js';
import { clock, titleOf } from './words.js';

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
    type: 'file', accept: ACCEPTED, multiple: '', class: 'visually-hidden', id: 'file',
    change: () => {
      take(input.files);
      input.value = '';
    },
  });
  const words = h('div', { class: 'invite' },
    h('span', { class: 'drop-icon' }, icon('drop')),
    h('p', {}, h('strong', {}, 'Drop files here'), h('span', { class: 'touchless' }, ' or ')),
    h('label', { htmlFor: 'file', class: 'button primary' }, 'Choose files'),
    h('p', { class: 'hint' }, 'MP3, FLAC, Ogg, Opus, MP4, WAV, AIFF or WMA. They are analysed and then deleted.'));
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

/** Analyses files one after the other; the page of a single one opens. */
function take(files) {
  if (!files.length) return;
  clearNotices();
  const chosen = [...files];
  attempt(async () => {
    for (const [i, file] of chosen.entries()) {
      await analyse(file, chosen.length === 1, chosen.length > 1 ? `${i + 1} of ${chosen.length}: ` : '');
    }
  });
}

async function analyse(file, isOnly, before) {
  const heard = begin(file, before);
  document.dispatchEvent(new Event('job'));
  const work = async () => {
    const analysis = await heard;
    const page = `#/analysis/${encodeURIComponent(analysis.id)}`;
    if (isOnly && isHere()) location.hash = page;
    else tell(`${analysis.name}: ${verdictOf(analysis.track)}.`, { link: { href: page, text: 'Show result' }, stays: true });
  };
  return isOnly ? work() : attempt(work);
}

function verdictOf(track) {
  return track.genre ? spelled(track.genre) : `no genre (${track.abstained})`;
}

function showJob(words, progress, signal) {
  const job = currentJob();
  words.hidden = Boolean(job);
  progress.hidden = !job;
  if (!job) return;
  const bar = h('progress', { max: 1, 'aria-label': 'Progress' });
  const text = h('p', { role: 'status' });
  const cancel = h('button', { type: 'button', click: () => job.cancel() }, 'Cancel');
  progress.replaceChildren(h('p', {}, h('strong', {}, job.before + titleOf(job.file.name))), bar, text, cancel);
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
