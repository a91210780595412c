const PATHS = {
  play: 'M7 4.5v15l13-7.5z',
  pause: 'M6 4.5h4.5v15H6zM13.5 4.5H18v15h-4.5z',
  back: 'M6 5h2.5v14H6zM20 5v14l-10-7z',
  next: 'M15.500 5H18v14h-2.500zM4 5v14l10-7z',
  drop: 'M12 3l5 5h-3.5v7h-3V8H7zM4 17h3v2h10v-2h3v5H4z',
  save: 'M10.5 3h3v8H17l-5 5-5-5h3.5zM4 18h16v3H4z',
};

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
