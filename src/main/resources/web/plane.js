const MARGIN = 28;
const LEAST_ZOOM = 0.5;
const MOST_ZOOM = 60;
const STEP = 60;
const DRAG_PIXELS = 4;

/** A plane with pan and zoom by mouse, touch and keyboard; y goes up. */
export class Plane {
  constructor(canvas, points, onChange) {
    this.canvas = canvas;
    this.onChange = onChange;
    this.bounds = boundsOf(points);
    this.pointers = new Map();
    this.dragged = false;
    this.zoom = 1;
    this.middle = { ...this.bounds.middle };
    this.resize(0, 0);
  }

  /** Cached, as reading the canvas size would force a layout for each point. */
  resize(width, height) {
    Object.assign(this, { width, height });
  }

  /** Pixels of one unit. */
  get scale() {
    const { width, height } = this.bounds;
    const room = Math.min((this.width - 2 * MARGIN) / width, (this.height - 2 * MARGIN) / height);
    return Math.max(1e-9, room) * this.zoom;
  }

  get moving() {
    return this.pointers.size > 0 && this.dragged;
  }

  centre() {
    return this.middle;
  }

  toScreen({ x, y }) {
    const { scale } = this;
    return [
      this.width / 2 + (x - this.middle.x) * scale,
      this.height / 2 - (y - this.middle.y) * scale,
    ];
  }

  placeOf(event) {
    const box = this.canvas.getBoundingClientRect();
    return this.place(event.clientX - box.left, event.clientY - box.top);
  }

  place(left, top) {
    return {
      x: this.middle.x + (left - this.width / 2) / this.scale,
      y: this.middle.y - (top - this.height / 2) / this.scale,
    };
  }

  move(pixelsRight, pixelsDown) {
    this.middle.x -= pixelsRight / this.scale;
    this.middle.y += pixelsDown / this.scale;
    this.onChange();
  }

  /** Zooms and keeps the given point at its place on the screen. */
  zoomAt(place, factor) {
    const zoom = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, this.zoom * factor));
    const kept = this.zoom / zoom;
    this.middle.x = place.x + (this.middle.x - place.x) * kept;
    this.middle.y = place.y + (this.middle.y - place.y) * kept;
    this.zoom = zoom;
    this.onChange();
  }

  /** Moves a point to the middle. */
  goTo({ x, y }) {
    this.middle = { x, y };
    this.onChange();
  }

  zoomAtCentre(factor) {
    this.zoomAt({ ...this.middle }, factor);
  }

  reset() {
    this.zoom = 1;
    this.middle = { ...this.bounds.middle };
    this.onChange();
  }

  listen(signal) {
    const on = (name, act, options) => this.canvas.addEventListener(name, act, { signal, ...options });
    on('wheel', (event) => this.wheeled(event), { passive: false });
    on('pointerdown', (event) => this.pressed(event));
    on('pointermove', (event) => this.dragging(event));
    for (const end of ['pointerup', 'pointercancel']) on(end, (event) => this.pointers.delete(event.pointerId));
    on('keydown', (event) => this.keyed(event));
  }

  /** Zooms with Ctrl only, or a pinch on a trackpad: a plain wheel scrolls the page. */
  wheeled(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoomAt(this.placeOf(event), Math.exp(-event.deltaY * 0.01));
  }

  pressed(event) {
    this.canvas.setPointerCapture(event.pointerId);
    if (this.pointers.size === 0) this.dragged = false;
    this.pointers.set(event.pointerId, event);
    this.start = event;
  }

  dragging(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const far = Math.hypot(event.clientX - this.start.clientX, event.clientY - this.start.clientY);
    this.dragged ||= far > DRAG_PIXELS;
    if (!this.dragged) return;
    const spread = this.spread();
    this.pointers.set(event.pointerId, event);
    const share = 1 / this.pointers.size;
    this.move((event.clientX - before.clientX) * share, (event.clientY - before.clientY) * share);
    if (spread) this.zoomAt(this.placeOf(event), this.spread() / spread);
  }

  /** Pixels between two fingers. */
  spread() {
    if (this.pointers.size !== 2) return 0;
    const [a, b] = [...this.pointers.values()];
    return Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
  }

  keyed(event) {
    const acts = {
      ArrowLeft: () => this.move(STEP, 0),
      ArrowRight: () => this.move(-STEP, 0),
      ArrowUp: () => this.move(0, STEP),
      ArrowDown: () => this.move(0, -STEP),
      '+': () => this.zoomAtCentre(1.3),
      '=': () => this.zoomAtCentre(1.3),
      '-': () => this.zoomAtCentre(1 / 1.3),
      0: () => this.reset(),
    };
    if (!acts[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[event.key]();
  }
}

function boundsOf(points) {
  const of = (axis) => points.reduce(
    ([low, high], point) => [Math.min(low, point[axis]), Math.max(high, point[axis])], [Infinity, -Infinity]);
  const [[left, right], [bottom, top]] = [of('x'), of('y')];
  return {
    width: right - left || 1,
    height: top - bottom || 1,
    middle: { x: (left + right) / 2, y: (bottom + top) / 2 },
  };
}
