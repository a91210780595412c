/**
 * Creates an element. Properties of the element (value, hidden, disabled ...) are set as such,
 * functions become listeners, all others are attributes; undefined and null are skipped.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (name === 'class') element.className = value;
    else if (name === 'style') Object.entries(value).forEach(([k, v]) => element.style.setProperty(k, v));
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat(9).filter((child) => child !== undefined && child !== null));
  return element;
}

const PROPERTIES = new Set(['value', 'hidden', 'disabled', 'checked', 'open', 'htmlFor', 'tabIndex']);

let ids = 0;

/** A label above its control. */
export function field(label, control, hint) {
  control.id ||= `field-${++ids}`;
  const parts = [h('label', { htmlFor: control.id }, label), control];
  if (hint) {
    const text = h('p', { class: 'hint', id: `${control.id}-hint` }, hint);
    control.setAttribute('aria-describedby', text.id);
    parts.push(text);
  }
  return h('div', { class: 'field' }, parts);
}

/** Debounces a function by some milliseconds. */
export function debounced(milliseconds, callback) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => callback(...values), milliseconds);
  };
}

/** Limits a function to one call per animation frame. */
export function oncePerFrame(callback) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      callback();
    });
  };
}

/** Sizes a canvas to its box in device pixels and returns a context whose unit is a CSS pixel. */
export function fitted(canvas) {
  const box = canvas.getBoundingClientRect();
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(box.width * ratio));
  canvas.height = Math.max(1, Math.round(box.height * ratio));
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width: box.width, height: box.height };
}

/** Draws now, and again when the element is resized or the colour scheme changes. */
export function drawnInto(element, draw, signal) {
  const later = oncePerFrame(() => !signal.aborted && element.isConnected && draw());
  const observer = new ResizeObserver(later);
  observer.observe(element);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', later, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
  later();
  return later;
}

/** Resolves after a time; rejects if the view is left before. */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
