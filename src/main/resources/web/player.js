import { h } from './dom.js';
import { icon } from './icons.js';
import { attempt, tell } from './notices.js';
import { clock, ending, titleOf } from './words.js';

/** The page's only player; continues while views change. */
class Player extends EventTarget {
  constructor() {
    super();
    this.audio = new Audio();
    this.audio.preload = 'metadata';
    this.sound = undefined;
    this.turn = 0;
    for (const name of ['play', 'pause', 'ended', 'timeupdate', 'seeked', 'loadedmetadata']) {
      this.audio.addEventListener(name, () => this.changed());
    }
    this.audio.addEventListener('error', () => this.failed());
  }

  isOn(id) {
    return this.sound?.id === id;
  }

  isPlaying(id) {
    return this.isOn(id) && !this.audio.paused;
  }

  get seconds() {
    return this.audio.currentTime;
  }

  toggle(sound) {
    return this.isPlaying(sound.id) ? this.audio.pause() : this.play(sound);
  }

  /** Plays from a second, or from the current position. */
  play(sound, from) {
    return attempt(async () => {
      const turn = ++this.turn;
      if (!this.isOn(sound.id)) await this.load(sound, turn);
      if (turn !== this.turn) return;
      if (from !== undefined) this.audio.currentTime = from;
      await this.audio.play().catch(quietly);
    });
  }

  /** Seeks without playing. */
  seek(sound, seconds) {
    return attempt(async () => {
      const turn = ++this.turn;
      if (!this.isOn(sound.id)) await this.load(sound, turn);
      if (turn === this.turn) this.audio.currentTime = seconds;
    });
  }

  async load(sound, turn) {
    this.audio.pause();
    const url = await sound.url();
    if (turn !== this.turn) return;
    this.sound = sound;
    this.audio.src = url;
    this.changed();
  }

  stop() {
    this.turn++;
    this.audio.pause();
    this.sound = undefined;
    this.audio.removeAttribute('src');
    this.audio.load();
    this.changed();
  }

  failed() {
    if (!this.sound || !this.audio.error) return;
    const { name } = this.sound;
    this.stop();
    tell(`This browser cannot play this ${ending(name)} file: ${name}`, { problem: true });
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** Ignores a play interrupted by a pause; failures are reported above. */
function quietly(error) {
  if (error.name !== 'AbortError' && error.name !== 'NotSupportedError') throw error;
}

export const player = new Player();

/** A round play/pause button for one sound. */
export function playButton(sound, signal, size = '') {
  const button = h('button', {
    type: 'button',
    class: `play ${size}`,
    click: () => player.toggle(sound),
  });
  const show = () => {
    const playing = player.isPlaying(sound.id);
    if (button.dataset.playing === String(playing)) return;
    button.dataset.playing = String(playing);
    button.setAttribute('aria-label', `${playing ? 'Pause' : 'Play'} ${titleOf(sound.name)}`);
    button.replaceChildren(icon(playing ? 'pause' : 'play'));
  };
  show();
  player.addEventListener('change', show, { signal });
  return button;
}

/** The bar at the foot of the page. */
export function showPlayerIn(bar) {
  const title = h('a', { class: 'title', href: '#/' });
  const time = h('span', { class: 'time' });
  const button = h('button', { type: 'button', class: 'play', click: () => player.toggle(player.sound) });
  const position = h('input', {
    type: 'range', min: 0, step: 0.1, value: 0, 'aria-label': 'Playback position',
    input: () => player.seek(player.sound, Number(position.value)),
  });
  const close = h('button', { type: 'button', class: 'plain', 'aria-label': 'Stop', click: () => player.stop() }, '×');
  bar.append(button, title, position, time, close);
  player.addEventListener('change', () => {
    const { sound } = player;
    bar.hidden = !sound;
    document.body.classList.toggle('with-player', Boolean(sound));
    if (!sound) return;
    const length = player.audio.duration || sound.seconds;
    const playing = player.isPlaying(sound.id);
    button.setAttribute('aria-label', playing ? 'Pause' : 'Play');
    button.replaceChildren(icon(playing ? 'pause' : 'play'));
    title.textContent = titleOf(sound.name);
    title.href = sound.page;
    position.max = length;
    position.value = player.seconds;
    position.setAttribute('aria-valuetext', `${clock(player.seconds)} of ${clock(length)}`);
    time.textContent = `${clock(player.seconds)} / ${clock(length)}`;
  });
}
