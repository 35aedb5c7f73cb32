//! The convolution of a block by Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray, arXiv 1509.09308): a tile's 16
//! pixels, which are 2×2 pooling windows, take 36 multiplications per pair of channels where the definition takes 144.
//!
//! A row of tiles is done at once: transform the pictures, multiply channels by channels for each of the 36 places of a
//! transformed tile, transform back. The points of interpolation are 0, ±√½, ±√2 and ∞, whose powers stay near 1.

use std::f32::consts::{FRAC_1_SQRT_2, SQRT_2};

use wide::f32x4;

use super::block::BlockShape;
use super::lanes::{EightLanes, LANES, four, sum_outer_products};

/// Side of a transformed tile.
const SIDE: usize = 6;
/// Places in a transformed tile.
const PLACES: usize = SIDE * SIDE;
/// Pixels of a tile's side.
const TILE: usize = 4;
/// Tiles multiplied at once.
pub const TILES: usize = 4;

/// One layer's transformed weights, and room for one row of tiles.
pub struct Winograd {
    block: BlockShape,
    /// `[output / 8][place's x][place's y][channel]`
    weight: Vec<EightLanes>,
    /// `[x][channel / 4][place's row]`: the columns transformed, and zeros right of the picture
    columns: Vec<[f32x4; SIDE]>,
    /// `[tile / 4][place's x][place's y][channel]`, four tiles each, with room for channels that fill up a vector
    patches: Vec<f32x4>,
    /// `[place's y][tile % 4]` of one column and group of outputs
    sums: [[EightLanes; TILES]; SIDE],
    /// `[half][tile % 4][pixel's row][place's column]` of one group of outputs
    rows: [[[[f32x4; SIDE]; TILE]; TILES]; 2],
    /// `[place's x][place's y][tile % 4]` of four channels
    places: [[f32x4; TILES]; PLACES],
    /// a row of pixels below the picture
    below: Vec<f32>,
}

impl Winograd {
    /// For a block's weights, packed as `[output / 8][ky][kx][channel]`.
    pub fn new(weight: &[EightLanes], block: BlockShape) -> Winograd {
        let channels = block.input.channels;
        let quads = channels.div_ceil(4);
        let tiles = block.pooled()[1].div_ceil(2).next_multiple_of(TILES);
        let mut transformed = Vec::with_capacity(block.outputs.div_ceil(LANES) * PLACES * channels);
        for group in weight.chunks_exact(9 * channels) {
            transformed.extend(transform_filters(group, channels));
        }
        Winograd {
            block,
            weight: transformed,
            columns: vec![[f32x4::ZERO; SIDE]; (TILE * tiles + 2) * quads],
            patches: vec![f32x4::ZERO; tiles / TILES * PLACES * quads * 4],
            sums: [[[f32x4::ZERO; 2]; TILES]; SIDE],
            rows: [[[[f32x4::ZERO; SIDE]; TILE]; TILES]; 2],
            places: [[f32x4::ZERO; TILES]; PLACES],
            below: vec![0.0; block.input.row() + 4],
        }
    }

    /// Transforms row `y` of the tiles of the first of `pictures`.
    pub fn read(&mut self, pictures: &[f32], y: usize) {
        self.transform_columns(pictures, y);
        self.transform_rows();
    }

    /// Whole vectors are read: where channels do not fill the last one, it holds numbers of the next pixel, which are never used.
    fn transform_columns(&mut self, pictures: &[f32], y: usize) {
        let input = self.block.input;
        let (row, quads) = (input.row(), input.channels.div_ceil(4));
        let mut from = [&self.below[..]; SIDE];
        for (i, from) in from.iter_mut().enumerate().take(input.height + 2 - TILE * y) {
            *from = &pictures[(TILE * y + i) * row..][..row + 3];
        }
        for (x, columns) in self.columns.chunks_exact_mut(quads).take(input.width + 2).enumerate() {
            for (quad, column) in columns.iter_mut().enumerate() {
                let at = x * input.channels + 4 * quad;
                let (a, b, c) = (four(&from[0][at..]), four(&from[1][at..]), four(&from[2][at..]));
                let (d, e, f) = (four(&from[3][at..]), four(&from[4][at..]), four(&from[5][at..]));
                *column = transform([a, b, c, d, e, f]);
            }
        }
    }

    fn transform_rows(&mut self) {
        let quads = self.block.input.channels.div_ceil(4);
        for (block, patches) in self.patches.chunks_exact_mut(PLACES * quads * 4).enumerate() {
            for quad in 0..quads {
                for tile in 0..TILES {
                    let first = (block * TILES + tile) * TILE * quads + quad;
                    let [a, b, c, d, e, f] = [0, 1, 2, 3, 4, 5].map(|x| &self.columns[first + x * quads]);
                    for y in 0..SIDE {
                        for (x, value) in transform([a[y], b[y], c[y], d[y], e[y], f[y]]).into_iter().enumerate() {
                            self.places[x * SIDE + y][tile] = value;
                        }
                    }
                }
                for (place, tiles) in self.places.iter().enumerate() {
                    patches[(place * quads + quad) * 4..][..4].copy_from_slice(&f32x4::transpose(*tiles));
                }
            }
        }
    }

    /// Computes the row's `tiles`-th four tiles for the eight output channels of `group`; [`Winograd::rows`] then gives them.
    pub fn multiply(&mut self, tiles: usize, group: usize) {
        let channels = self.block.input.channels;
        let padded = channels.next_multiple_of(4);
        let mut patches = &self.patches[tiles * PLACES * padded..][..PLACES * padded];
        let mut weight = &self.weight[group * PLACES * channels..][..PLACES * channels];
        for x in 0..SIDE {
            for sums in &mut self.sums {
                let (these, rest) = weight.split_at(channels);
                *sums = sum_outer_products(patches, these);
                (patches, weight) = (&patches[padded..], rest);
            }
            let [a, b, c, d, e, f] = &self.sums;
            for (half, rows) in self.rows.iter_mut().enumerate() {
                for (tile, rows) in rows.iter_mut().enumerate() {
                    let column = [a, b, c, d, e, f].map(|sums| sums[tile][half]);
                    for (row, value) in rows.iter_mut().zip(transform_back(column)) {
                        row[x] = value;
                    }
                }
            }
        }
    }

    /// Two rows of pixels of a tile, without the bias, for the first or second four channels of the group.
    #[inline(always)]
    pub fn rows(&self, tile: usize, half: usize, y: usize) -> [[f32x4; TILE]; 2] {
        let rows = &self.rows[half][tile];
        [transform_back(rows[2 * y]), transform_back(rows[2 * y + 1])]
    }
}

/// `Bᵀ·d`.
#[inline(always)]
fn transform([a, b, c, d, e, f]: [f32x4; SIDE]) -> [f32x4; SIDE] {
    let (small, large) = (f32x4::splat(FRAC_1_SQRT_2), f32x4::splat(SQRT_2));
    let (even, odd) = (e - c - c, d * small - b * large);
    let (even_2, odd_2) = (e - c * f32x4::splat(0.5), d * large - b * small);
    let outer = f32x4::splat(2.5);
    [a - c * outer + e, even + odd, even - odd, even_2 + odd_2, even_2 - odd_2, b - d * outer + f]
}

/// `G·g`.
#[inline(always)]
fn transform_line([a, b, c]: [f32x4; 3]) -> [f32x4; SIDE] {
    let (even, odd) = ((a + c * 0.5) / -1.5, b * FRAC_1_SQRT_2 / -1.5);
    let (even_2, odd_2) = ((a + c * 2.0) / 6.0, b * SQRT_2 / 6.0);
    [a, even + odd, even - odd, even_2 + odd_2, even_2 - odd_2, c]
}

/// A group's filters, `[ky][kx][channel]`, as `[place's x][place's y][channel]`.
fn transform_filters(filters: &[EightLanes], channels: usize) -> Vec<EightLanes> {
    let mut transformed = vec![[f32x4::ZERO; 2]; PLACES * channels];
    for channel in 0..channels {
        let taps = std::array::from_fn(|tap| filters[tap * channels + channel]);
        for (place, lanes) in transform_filter(&taps, transform_line).as_flattened().iter().enumerate() {
            transformed[place * channels + channel] = *lanes;
        }
    }
    transformed
}

/// `G·g·Gᵀ` of a group's filter, `[ky][kx]`, as `[place's x][place's y]`; `line` computes `G·g`.
pub fn transform_filter<const SIDE: usize>(
    taps: &[EightLanes; 9],
    line: impl Fn([f32x4; 3]) -> [f32x4; SIDE],
) -> [[EightLanes; SIDE]; SIDE] {
    let mut places = [[[f32x4::ZERO; 2]; SIDE]; SIDE];
    for half in 0..2 {
        let columns = [0, 1, 2].map(|x| line([0, 1, 2].map(|y| taps[3 * y + x][half])));
        for y in 0..SIDE {
            for (x, value) in line([0, 1, 2].map(|x| columns[x][y])).into_iter().enumerate() {
                places[x][y][half] = value;
            }
        }
    }
    places
}

/// `Aᵀ·m`.
#[inline(always)]
fn transform_back([a, b, c, d, e, f]: [f32x4; SIDE]) -> [f32x4; TILE] {
    let (sum, difference, sum_2, difference_2) = (b + c, b - c, d + e, d - e);
    let number = f32x4::splat;
    [
        a + sum + sum_2,
        difference * number(FRAC_1_SQRT_2) + difference_2 * number(SQRT_2),
        sum * number(0.5) + (sum_2 + sum_2),
        difference * number(FRAC_1_SQRT_2 / 2.0) + difference_2 * number(2.0 * SQRT_2) + f,
    ]
}
