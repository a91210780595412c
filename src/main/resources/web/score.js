import { drawnInto, fitted, h } from './dom.js';
import { inkOn, palette, spelled } from './genres.js';
import { attempt } from './notices.js';
import { player } from './player.js';
import { showPicture } from './media.js';
import { Snippets } from './timeline.js';
import { clock, ending } from './words.js';
import { canPlay, loudness } from './waveform.js';

/**
 * A track over time: waveform, genres and spectrogram on one axis. A click plays from there, arrow
 * keys select the previous or next snippet, Enter plays the selected one.
 *
 * @param sound sound to play, or undefined if the file is missing
 */
export class Score {
  constructor({ sound, seconds, timeline, picture, signal }) {
    Object.assign(this, { sound, signal, picture });
    this.snippets = timeline?.snippets.length ? new Snippets(timeline) : undefined;
    this.seconds = Math.max(seconds, this.snippets?.end(this.snippets.count - 1) ?? 0);
    this.looked = 0;
    this.build();
    this.redraw = drawnInto(this.element, () => this.draw(), signal);
    player.addEventListener('change', () => this.follow(), { signal });
    attempt(() => this.fill(), () => undefined);
  }

  build() {
    this.wave = h('canvas', { class: 'wave' });
    this.strip = h('canvas', { class: 'strip' });
    this.image = h('img', { class: 'spectrogram', alt: 'Mel spectrogram: time from left to right, frequency from bottom to top', hidden: true });
    this.head = h('div', { class: 'playhead', hidden: true });
    this.cursor = h('div', { class: 'cursor', hidden: true });
    this.axis = h('div', { class: 'axis', 'aria-hidden': 'true' });
    this.readout = h('p', { class: 'readout' });
    this.note = h('p', { class: 'note', hidden: true });
    this.sheet = h('div', {
      class: 'sheet',
      pointermove: (event) => this.look(this.secondsAt(event)),
      pointerleave: () => this.lookAway(),
      click: (event) => this.hear(this.secondsAt(event)),
    }, this.wave, this.strip, this.image, this.head, this.cursor);
    if (this.snippets) this.makeFocusable();
    this.element = h('div', { class: 'score' }, this.sheet, this.axis, this.readout, this.note);
    this.say();
  }

  makeFocusable() {
    const attributes = {
      tabindex: 0,
      role: 'slider',
      'aria-label': 'Genres over time; press Enter to play from here',
      'aria-valuemin': 0,
      'aria-valuemax': this.snippets.count - 1,
    };
    Object.entries(attributes).forEach(([name, value]) => this.sheet.setAttribute(name, value));
    this.sheet.addEventListener('focus', () => this.look(this.snippets.start(this.looked)));
    this.sheet.addEventListener('blur', () => this.lookAway());
    this.sheet.addEventListener('keydown', (event) => this.pressed(event));
  }

  pressed(event) {
    const last = this.snippets.count - 1;
    const moves = {
      ArrowRight: this.looked + 1, ArrowUp: this.looked + 1, PageUp: this.looked + 10,
      ArrowLeft: this.looked - 1, ArrowDown: this.looked - 1, PageDown: this.looked - 10,
      Home: 0, End: last,
    };
    if (event.key in moves) {
      this.look(this.snippets.start(Math.max(0, Math.min(last, moves[event.key]))));
    } else if (event.key === 'Enter') {
      this.hear(this.snippets.start(this.looked));
    } else if (event.key === ' ') {
      if (this.sound && this.playable !== false) player.toggle(this.sound);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Loads spectrogram and waveform. */
  async fill() {
    const shown = attempt(async () => {
      await showPicture(this.image, this.picture, this.signal);
      this.image.hidden = false;
    }, () => undefined);
    if (this.sound) await this.listen();
    await shown;
  }

  async listen() {
    this.playable = await canPlay(this.sound, this.signal);
    if (!this.playable) return this.explain();
    this.envelope = await loudness(this.sound, this.signal);
    this.redraw();
  }

  explain() {
    this.note.hidden = false;
    this.wave.hidden = true;
    this.note.textContent = `This browser cannot play this ${ending(this.sound.name)} file, but you can see its analysis.`;
    this.element.dispatchEvent(new CustomEvent('unplayable'));
  }

  secondsAt(event) {
    const box = this.sheet.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(1, share)) * this.seconds;
  }

  hear(seconds) {
    if (this.sound && this.playable !== false) player.play(this.sound, seconds);
  }

  look(seconds) {
    this.cursor.hidden = false;
    this.cursor.style.left = `${(100 * seconds) / this.seconds}%`;
    if (this.snippets) this.looked = this.snippets.at(seconds);
    this.say();
  }

  lookAway() {
    if (document.activeElement === this.sheet) return;
    this.cursor.hidden = true;
    this.follow();
  }

  say() {
    if (!this.snippets) return;
    const text = this.snippets.describe(this.looked);
    this.readout.textContent = text;
    this.sheet.setAttribute('aria-valuenow', this.looked);
    this.sheet.setAttribute('aria-valuetext', text);
  }

  /** Follows the playback position. */
  follow() {
    const here = this.sound && player.isOn(this.sound.id);
    this.head.hidden = !here;
    if (!here) return;
    this.head.style.left = `${Math.min(100, (100 * player.seconds) / this.seconds)}%`;
    if (this.cursor.hidden && this.snippets) {
      this.looked = this.snippets.at(player.seconds);
      this.say();
    }
    this.redraw();
  }

  draw() {
    this.colours = palette();
    this.drawWave();
    if (this.snippets) this.drawStrip();
    this.drawAxis();
  }

  drawWave() {
    const { context, width, height } = fitted(this.wave);
    const middle = height / 2;
    const played = this.head.hidden ? 0 : (player.seconds / this.seconds) * width;
    const step = width < 500 ? 3 : 4;
    for (let x = 0; x < width; x += step) {
      const seconds = (x / width) * this.seconds;
      const half = Math.max(1, this.amplitude(seconds, (step / width) * this.seconds) * (middle - 2));
      context.globalAlpha = x <= played || this.head.hidden ? 1 : 0.45;
      context.fillStyle = this.colours.get(this.snippets?.loudest[this.snippets.at(seconds)]);
      context.beginPath();
      context.roundRect(x, middle - half, step - 1, 2 * half, 1);
      context.fill();
    }
    context.globalAlpha = 1;
  }

  amplitude(from, length) {
    if (!this.envelope) return 0;
    const { peaks, seconds } = this.envelope;
    const first = Math.floor((from / seconds) * peaks.length);
    const last = Math.ceil(((from + length) / seconds) * peaks.length);
    return peaks.slice(first, Math.max(first + 1, last)).reduce((a, b) => Math.max(a, b), 0);
  }

  drawStrip() {
    const { context, width, height } = fitted(this.strip);
    const x = (seconds) => (seconds / this.seconds) * width;
    context.font = '600 12px system-ui, sans-serif';
    context.textBaseline = 'middle';
    for (const [first, last, genre] of this.snippets.runs()) {
      const [left, right] = [x(this.snippets.start(first)), x(this.snippets.end(last))];
      context.fillStyle = this.colours.get(genre);
      context.fillRect(left, 0, Math.max(1, right - left - 1), height);
      const label = spelled(genre);
      if (context.measureText(label).width + 12 > right - left) continue;
      context.fillStyle = inkOn(this.colours.get(genre));
      context.fillText(label, left + 6, height / 2);
    }
  }

  drawAxis() {
    const room = this.axis.getBoundingClientRect().width / 70;
    const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800].find((s) => this.seconds / s <= room) ?? 3600;
    const ticks = [];
    for (let t = 0; t <= this.seconds - step / 3; t += step) {
      ticks.push(h('span', { style: { left: `${(100 * t) / this.seconds}%` } }, clock(t)));
    }
    this.axis.replaceChildren(...ticks);
  }
}
