import { get } from './api.js';
import { debounced, drawnInto, field, fitted, h, oncePerFrame } from './dom.js';
import { allGenres, palette, shape, spelled, swatch } from './genres.js';
import { Plane } from './plane.js';
import { drawPoint, groupCentres, nearest, stamp } from './points.js';
import { count, creditOf, nameOf } from './words.js';

const LIMIT = 20_000;
const LISTED = 12;
const REACH = 14;

/** The library as a scatter plot of similar tracks. */
export async function mapView(main, { signal }) {
  const { points, total } = await get(`/v1/map?limit=${LIMIT}`, signal);
  main.append(h('h1', { tabIndex: -1 }, 'Map'), h('p', { class: 'lead' }, lead(points.length, total)));
  if (points.length) main.append(...new LibraryMap(points, signal).parts);
}

function lead(shown, total) {
  if (!total) return 'The library is empty.';
  const part = shown < total ? `${count(shown, 'track')} of ${total.toLocaleString('en')}, sampled evenly` : count(total, 'track');
  return `${part}. Tracks that are close together sound similar. Zoom with the buttons, Ctrl and the wheel, or two fingers.`;
}

class LibraryMap {
  constructor(points, signal) {
    this.points = points;
    this.hidden = new Set();
    this.wanted = '';
    this.centres = groupCentres(points);
    this.canvas = h('canvas', {
      tabindex: 0,
      role: 'application',
      'aria-label': 'Map of the library. Use the arrow keys to move, plus and minus, or Ctrl and the wheel, to zoom. The tracks nearest to the centre are listed below.',
    });
    this.tip = h('div', { class: 'tip', hidden: true });
    this.near = h('ul', { class: 'tracks' });
    this.plane = new Plane(this.canvas, points, () => this.changed());
    this.plane.listen(signal);
    this.redraw = drawnInto(this.canvas, () => this.draw(), signal);
    this.list = oncePerFrame(() => this.listNear());
    this.hover(signal);
    this.parts = [this.search(), this.legend(), this.box(), this.alternative()];
    this.changed();
  }

  box() {
    const zoom = (text, label, act) => h('button', { type: 'button', 'aria-label': label, click: act }, text);
    return h('div', { class: 'map card' }, this.canvas, this.tip,
      h('div', { class: 'zoom' },
        zoom('+', 'Zoom in', () => this.plane.zoomAtCentre(1.5)),
        zoom('−', 'Zoom out', () => this.plane.zoomAtCentre(1 / 1.5)),
        zoom('⤢', 'Show all', () => this.plane.reset())));
  }

  search() {
    const input = h('input', {
      type: 'search', placeholder: 'Title, artist or album', maxlength: 200,
      input: debounced(200, () => this.find(input.value.trim().toLowerCase())),
    });
    this.said = h('p', { class: 'muted', role: 'status' });
    return h('div', {}, field('Find on the map', input), this.said);
  }

  /** Shows the tracks that match alone, the first of them in the middle. */
  find(wanted) {
    this.wanted = wanted;
    const found = this.shown;
    this.said.textContent = wanted ? count(found.length, 'track') : '';
    if (wanted && found.length) this.plane.goTo(found[0]);
    this.changed();
  }

  legend() {
    const known = allGenres();
    const others = [...new Set(this.points.map((p) => p.genre))].filter((g) => g && !known.includes(g)).sort();
    const entries = [...known, ...others, undefined]
      .map((genre) => [genre, this.points.filter((p) => p.genre === genre).length])
      .filter(([, tracks]) => tracks > 0);
    return h('fieldset', { class: 'legend' }, h('legend', {}, 'Genres shown'),
      entries.map(([genre, tracks]) => h('label', {},
        h('input', { type: 'checkbox', checked: true, change: (e) => this.filter(genre, e.target.checked) }),
        swatch(genre), h('span', {}, genre ? spelled(genre) : 'No genre'), h('span', { class: 'muted' }, String(tracks)))));
  }

  filter(genre, shown) {
    if (shown) this.hidden.delete(genre);
    else this.hidden.add(genre);
    this.centres = groupCentres(this.shown);
    this.changed();
  }

  alternative() {
    return h('section', { class: 'card', 'aria-labelledby': 'near' },
      h('h2', { id: 'near' }, 'Nearest to the centre'), this.near);
  }

  get shown() {
    return this.points.filter((point) => !this.hidden.has(point.genre) && this.matches(point));
  }

  matches(point) {
    return !this.wanted || `${nameOf(point)} ${creditOf(point)}`.toLowerCase().includes(this.wanted);
  }

  changed() {
    this.redraw?.();
    this.list?.();
  }

  listNear() {
    const centre = this.plane.centre();
    this.near.replaceChildren(...nearest(this.shown, centre, LISTED).map(({ point }) =>
      h('li', {}, swatch(point.genre), h('a', { class: 'title', href: page(point) }, nameOf(point)),
        h('span', { class: 'muted' }, point.genre ? spelled(point.genre) : 'no genre'))));
  }

  hover(signal) {
    const on = (name, act) => this.canvas.addEventListener(name, act, { signal });
    on('pointermove', (event) => this.point(event));
    on('pointerleave', () => this.point(undefined));
    on('click', (event) => {
      if (this.plane.dragged) return;
      const hit = this.hit(event);
      if (hit) location.hash = page(hit);
    });
  }

  hit(event) {
    const [closest] = nearest(this.shown, this.plane.placeOf(event), 1);
    return closest && closest.distance * this.plane.scale <= REACH ? closest.point : undefined;
  }

  point(event) {
    const hit = event && !this.plane.moving ? this.hit(event) : undefined;
    this.tip.hidden = !hit;
    this.canvas.style.cursor = hit ? 'pointer' : '';
    if (hit !== this.hovered) this.redraw();
    this.hovered = hit;
    if (!hit) return;
    const [x, y] = this.plane.toScreen(hit);
    this.tip.textContent = `${[nameOf(hit), hit.artist].filter(Boolean).join(' – ')} · ${hit.genre ? spelled(hit.genre) : 'no genre'}`;
    const right = x > this.canvas.clientWidth / 2;
    this.tip.style.left = right ? 'auto' : `${x + 12}px`;
    this.tip.style.right = right ? `${this.canvas.clientWidth - x + 12}px` : 'auto';
    this.tip.style.top = `${Math.max(4, y - 34)}px`;
  }

  draw() {
    const { context, width, height } = fitted(this.canvas);
    this.plane.resize(width, height);
    const colours = palette();
    const size = Math.min(7, Math.max(2.5, 900 / Math.sqrt(this.points.length) / 12) * Math.sqrt(this.plane.zoom));
    const stamps = new Map();
    for (const point of this.shown) {
      const [x, y] = this.plane.toScreen(point);
      if (x < -9 || y < -9 || x > width + 9 || y > height + 9) continue;
      const genre = colours.has(point.genre) ? point.genre : undefined;
      if (!stamps.has(genre)) stamps.set(genre, stamp(shape(point.genre), colours.get(genre), size));
      const { image, reach } = stamps.get(genre);
      context.drawImage(image, x - reach, y - reach, 2 * reach, 2 * reach);
    }
    this.markHovered(context, colours, size);
    this.nameGroups(context);
  }

  markHovered(context, colours, size) {
    if (!this.hovered) return;
    const [x, y] = this.plane.toScreen(this.hovered);
    context.fillStyle = colours.get(this.hovered.genre) ?? colours.get(undefined);
    drawPoint(context, shape(this.hovered.genre), x, y, size * 1.8);
  }

  nameGroups(context) {
    const style = getComputedStyle(this.canvas);
    context.font = '600 14px system-ui, sans-serif';
    context.textAlign = 'center';
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = style.backgroundColor;
    context.fillStyle = style.color;
    const taken = [];
    for (const [genre, centre] of this.centres) {
      const [x, y] = this.plane.toScreen(centre);
      const half = context.measureText(spelled(genre)).width / 2 + 4;
      if (taken.some(([left, right, at]) => x + half > left && x - half < right && Math.abs(y - at) < 18)) continue;
      taken.push([x - half, x + half, y]);
      context.strokeText(spelled(genre), x, y - 14);
      context.fillText(spelled(genre), x, y - 14);
    }
  }
}

function page(point) {
  return `#/track/${encodeURIComponent(point.id)}`;
}
