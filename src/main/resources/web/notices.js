import { h } from './dom.js';

const place = () => document.getElementById('notices');
const SHOWN_MS = 12_000;

/** Shows a notice without taking the focus; a problem, or one with more to do, stays until it is dismissed. */
export function tell(message, { problem = false, link, more, stays = problem } = {}) {
  const close = h('button', { class: 'plain', 'aria-label': 'Dismiss', click: () => note.remove() }, '×');
  const note = h('div', { class: problem ? 'notice problem' : 'notice' },
    h('div', {}, h('p', {}, message, link ? [' ', h('a', { href: link.href }, link.text)] : null), more), close);
  [...place().children].filter((old) => old.textContent === note.textContent)
    .forEach((old) => old.remove());
  place().append(note);
  while (place().children.length > 5) place().firstElementChild.remove();
  if (!stays && !more) setTimeout(() => note.remove(), SHOWN_MS);
}

export function clearNotices() {
  place().replaceChildren();
}

/** Runs an action and shows its errors, except for aborts. */
export async function attempt(work, onProblem) {
  try {
    return await work();
  } catch (error) {
    if (error?.name === 'AbortError') return undefined;
    tell(sentence(error), { problem: true });
    onProblem?.(error);
    return undefined;
  }
}

export function sentence(error) {
  return error?.message || 'Something went wrong.';
}
