/** Points of the map: {x, y, genre}. */

/** Returns the points nearest to a position with their distances, nearest first. */
export function nearest(points, { x, y }, count) {
  const found = [];
  for (const point of points) {
    const distance = Math.hypot(point.x - x, point.y - y);
    if (found.length === count && distance >= found.at(-1).distance) continue;
    const place = found.findIndex((other) => other.distance > distance);
    found.splice(place < 0 ? found.length : place, 0, { point, distance });
    if (found.length > count) found.pop();
  }
  return found;
}

/** Returns the median position of each genre, the largest first, which is more robust than the mean. */
export function groupCentres(points) {
  const groups = new Map();
  for (const point of points) {
    if (!point.genre) continue;
    if (!groups.has(point.genre)) groups.set(point.genre, []);
    groups.get(point.genre).push(point);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length).map(([genre, own]) => [genre, { x: median(own, 'x'), y: median(own, 'y') }]);
}

function median(points, axis) {
  const values = points.map((point) => point[axis]).sort((a, b) => a - b);
  return values[values.length >> 1];
}

const CIRCLE = 0;
const SQUARE = 1;
const TRIANGLE = 2;
const DIAMOND = 3;

/** The shapes of the swatches; the last is a ring. */
export function drawPoint(context, shape, x, y, radius) {
  context.beginPath();
  if (shape === CIRCLE) context.arc(x, y, radius, 0, 2 * Math.PI);
  else if (shape === SQUARE) context.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
  else if (shape === TRIANGLE) polygon(context, [[x, y - radius * 1.2], [x + radius * 1.1, y + radius * 0.8], [x - radius * 1.1, y + radius * 0.8]]);
  else if (shape === DIAMOND) polygon(context, [[x, y - radius * 1.25], [x + radius * 1.25, y], [x, y + radius * 1.25], [x - radius * 1.25, y]]);
  else ring(context, x, y, radius);
  context.fill();
}

/** Pre-renders a point as an image, which draws many times faster than a shape. */
export function stamp(shape, colour, radius) {
  const ratio = window.devicePixelRatio || 1;
  const reach = Math.ceil(radius * 1.3) + 1;
  const canvas = new OffscreenCanvas(2 * reach * ratio, 2 * reach * ratio);
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  context.fillStyle = colour;
  drawPoint(context, shape, reach, reach, radius);
  return { image: canvas.transferToImageBitmap(), reach };
}

function polygon(context, corners) {
  corners.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
}

function ring(context, x, y, radius) {
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.arc(x, y, radius * 0.45, 0, 2 * Math.PI, true);
}
