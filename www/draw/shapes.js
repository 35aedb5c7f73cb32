// Small markers that differ in shape: a dot and regular polygons, standing on a corner or on a side.

/** @type {Record<string, { corners: number, turn: number }>} `turn` in parts of a corner's angle */
const FORMS = {
  triangle: { corners: 3, turn: 0 },
  pointing: { corners: 3, turn: 0.5 },
  diamond: { corners: 4, turn: 0 },
  square: { corners: 4, turn: 0.5 },
  pentagon: { corners: 5, turn: 0 },
  hexagon: { corners: 6, turn: 0.5 },
};

/**
 * @param {string} form 'dot' or one of FORMS
 * @param {number} x of its middle
 * @param {number} y of its middle
 * @param {number} radius
 */
export function shape(form, x, y, radius) {
  const path = new Path2D();
  const { corners, turn } = FORMS[form] ?? { corners: 0, turn: 0 };
  if (!corners) path.arc(x, y, radius * 0.85, 0, 2 * Math.PI);
  for (let i = 0; i < corners; i += 1) {
    const angle = ((i + turn) / corners) * 2 * Math.PI - Math.PI / 2;
    path.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  path.closePath();
  return path;
}
