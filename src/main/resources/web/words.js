/** Texts and formats used in several places. */

const SPACE = '\u00a0';

export function percent(probability) {
  const whole = Math.round(probability * 100);
  return (whole === 0 && probability > 0.0005 ? '<1' : whole) + SPACE + '%';
}

/** Seconds as 3:07 or 1:02:03. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const tail = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

export function duration(seconds) {
  if (seconds < 90) return `${Math.round(seconds)}${SPACE}s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)}${SPACE}min`;
  return `${(seconds / 3600).toFixed(1)}${SPACE}h`;
}

export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString('en')}${SPACE}${number === 1 ? one : many}`;
}

const REASONS = {
  unsure: 'No genre is probable enough.',
  unfamiliar: 'The track is unlike the music the network was trained on; it may be speech.',
  'too short': 'The track is shorter than three seconds, the length of a snippet.',
  silent: 'The track is silent.',
  steady: 'The track does not change over time: noise, a tone or a hum.',
};

export function whyNot(reason) {
  return REASONS[reason] ?? 'Needledrop found no genre.';
}

/** The title of a track, or else its file's name. */
export function nameOf(track) {
  return track.title ?? titleOf(track.name);
}

/** Artist, album and year, as far as the tags say them; ffmpeg joins several artists by a semicolon. */
export function creditOf({ artist, album, year }) {
  return [artist?.replace(/;(?=\S)/g, ', '), album, year].filter(Boolean).join(' · ');
}

/** The folder of a path; empty for a file of the library's own folder. */
export function folderOf(path) {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** A file's name without its ending, for headings. */
export function titleOf(name) {
  return name.replace(/\.[a-z0-9]{2,5}$/i, '');
}

export function ending(name) {
  return /\.([a-z0-9]{2,5})$/i.exec(name)?.[1].toUpperCase() ?? 'such';
}
