import { h } from './dom.js';
import { icon } from './icons.js';
import { attempt, tell } from './notices.js';
import { clock, ending } from './words.js';

const VOLUME = 'needledrop-volume';

/** The page's only player; continues while views change. */
class Player extends EventTarget {
  constructor() {
    super();
    this.audio = new Audio();
    this.audio.preload = 'metadata';
    this.sound = undefined;
    this.queue = () => [];
    this.turn = 0;
    this.audio.volume = Number(localStorage.getItem(VOLUME) ?? 1);
    for (const name of ['play', 'pause', 'ended', 'timeupdate', 'seeked', 'loadedmetadata', 'volumechange']) {
      this.audio.addEventListener(name, () => this.changed());
    }
    this.audio.addEventListener('error', () => this.failed());
    this.audio.addEventListener('ended', () => this.step(1));
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

  /** @param queue returns the sounds that the next ones are taken from; the present queue if it is missing */
  toggle(sound, queue) {
    if (this.isPlaying(sound.id)) return this.audio.pause();
    this.queue = queue ?? (this.isOn(sound.id) ? this.queue : () => [sound]);
    return this.play(sound);
  }

  /** Returns the next sound of the queue, or with -1 the previous one. */
  neighbour(steps) {
    const queue = this.queue();
    const here = queue.findIndex(({ id }) => this.isOn(id));
    return here < 0 ? undefined : queue[here + steps];
  }

  step(steps) {
    const sound = this.neighbour(steps);
    return sound && this.play(sound, 0);
  }

  set volume(volume) {
    this.audio.volume = volume;
    localStorage.setItem(VOLUME, volume);
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
    const next = this.neighbour(1);
    this.stop();
    tell(`This browser cannot play this ${ending(name)} file: ${name}`, { problem: true });
    if (next) this.play(next, 0);
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
export function playButton(sound, signal, size = '', queue = undefined) {
  const button = h('button', {
    type: 'button',
    class: `play ${size}`,
    click: () => player.toggle(sound, queue),
  });
  const show = () => {
    const playing = player.isPlaying(sound.id);
    if (button.dataset.playing === String(playing)) return;
    button.dataset.playing = String(playing);
    button.setAttribute('aria-label', `${playing ? 'Pause' : 'Play'} ${sound.title}`);
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
  const stepButton = (steps, text, name) => h('button', {
    type: 'button', class: 'plain', 'aria-label': text, click: () => player.step(steps),
  }, icon(name));
  const back = stepButton(-1, 'Previous track', 'back');
  const next = stepButton(1, 'Next track', 'next');
  const volume = h('input', {
    type: 'range', class: 'volume', min: 0, max: 1, step: 0.05, value: player.audio.volume, 'aria-label': 'Volume',
    input: () => {
      player.volume = Number(volume.value);
    },
  });
  const credit = h('span', { class: 'credit' });
  const close = h('button', { type: 'button', class: 'plain', 'aria-label': 'Stop', click: () => player.stop() }, '×');
  bar.append(back, button, next, h('div', { class: 'words' }, title, credit), position, time, volume, close);
  player.addEventListener('change', () => {
    const { sound } = player;
    bar.hidden = !sound;
    document.body.classList.toggle('with-player', Boolean(sound));
    if (!sound) return;
    const length = player.audio.duration || sound.seconds;
    const playing = player.isPlaying(sound.id);
    button.setAttribute('aria-label', playing ? 'Pause' : 'Play');
    button.replaceChildren(icon(playing ? 'pause' : 'play'));
    title.textContent = sound.title;
    credit.textContent = sound.credit;
    back.disabled = !player.neighbour(-1);
    next.disabled = !player.neighbour(1);
    title.href = sound.page;
    position.max = length;
    position.value = player.seconds;
    position.setAttribute('aria-valuetext', `${clock(player.seconds)} of ${clock(length)}`);
    time.textContent = `${clock(player.seconds)} / ${clock(length)}`;
  });
}
