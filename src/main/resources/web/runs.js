import { get, put } from './api.js';
import { h, pause } from './dom.js';
import { attempt, tell } from './notices.js';
import { count } from './words.js';

const ASK_MS = 1000;
const place = () => document.getElementById('run');

/** A button that tags a folder of the library, with progress at the foot of the page. */
export function startButton(folder, text) {
  const button = h('button', {
    type: 'button', class: 'tiny primary',
    click: () => attempt(async () => {
      button.disabled = true;
      await watch(await put('POST', '/v1/runs', { folder }), folder || 'The library');
    }).finally(() => {
      button.disabled = false;
    }),
  }, text);
  return button;
}

/** Shows the progress of a run until it ends; it goes on while views change. */
async function watch(run, what) {
  const bar = h('progress', { 'aria-label': 'Progress' });
  const text = h('span', {});
  const cancel = h('button', { type: 'button', click: () => put('POST', `/v1/runs/${run.id}/cancel`) }, 'Cancel');
  place().replaceChildren(h('strong', {}, what), bar, text, cancel);
  place().hidden = false;
  let now = run;
  try {
    while (now.state === 'running') {
      await pause(ASK_MS);
      now = await get(`/v1/runs/${run.id}`);
      if (now.tracks) Object.assign(bar, { max: now.tracks, value: now.done });
      text.textContent = now.tracks ? `${now.done.toLocaleString('en')} of ${count(now.tracks, 'file')}` : 'Looking for files …';
    }
  } finally {
    place().hidden = true;
  }
  ended(now, what);
}

function ended(run, what) {
  const failed = run.failures.length
    ? h('details', {}, h('summary', {}, count(run.failures.length, 'failure')),
      h('ul', {}, run.failures.map((why) => h('li', {}, why)))) : null;
  const undo = run.changed
    ? h('button', {
      type: 'button',
      click: () => attempt(async () => watch(await put('POST', `/v1/runs/${run.id}/undo`), `Undo: ${what}`)),
    }, 'Undo') : null;
  tell(`${what}: ${run.state}. ${count(run.changed, 'file')} changed of ${run.done.toLocaleString('en')} looked at.`,
    { problem: run.state === 'failed' || Boolean(failed), more: [failed, undo] });
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
