//! The convolution of a block by Winograd's minimal filtering F(2×2, 3×3) (Lavin and Gray, arXiv 1509.09308): a tile's four
//! pixels, which are one pooling window, take 16 multiplications per pair of channels where the definition takes 36.
//!
//! A row of tiles is done at once: transform the pictures, multiply channels by channels for each of the 16 places of a
//! transformed tile, transform back. A NaN or infinity in a tile's patch reaches its pooled number, as in the definition.

use wide::f32x4;

use super::convolution::{Block, LANES, Lanes};

/// Places in a transformed tile.
const PLACES: usize = 16;
/// Tiles multiplied at once.
const TILES: usize = 4;

/// One layer's transformed weights, and room for one row of tiles.
pub struct Winograd {
    block: Block,
    /// `[output / 8][place][channel]`
    weight: Vec<Lanes>,
    /// `[place][tile][channel]`
    patches: Vec<f32>,
    /// `[output / 8][place][tile]`
    products: Vec<Lanes>,
}

impl Winograd {
    /// Whether the transforms pay for themselves: few input channels leave too little to multiply.
    pub fn suits(block: Block) -> bool {
        block.input.channels >= 8 && block.input.channels.is_multiple_of(4)
    }

    /// For a block's weights, packed as `[output / 8][ky][kx][channel]`.
    pub fn new(weight: &[Lanes], block: Block) -> Winograd {
        let channels = block.input.channels;
        let groups = block.outputs.div_ceil(LANES);
        let tiles = block.pooled()[1].next_multiple_of(TILES);
        let mut transformed = vec![[f32x4::ZERO; 2]; groups * PLACES * channels];
        for (from, to) in weight.chunks_exact(9 * channels).zip(transformed.chunks_exact_mut(PLACES * channels)) {
            for channel in 0..channels {
                for half in 0..2 {
                    let filter = transform_filter(std::array::from_fn(|tap| from[tap * channels + channel][half]));
                    for (place, value) in filter.into_iter().enumerate() {
                        to[place * channels + channel][half] = value;
                    }
                }
            }
        }
        Winograd {
            block,
            weight: transformed,
            patches: vec![0.0; PLACES * tiles * channels],
            products: vec![[f32x4::ZERO; 2]; groups * PLACES * tiles],
        }
    }

    /// Computes the windows of row `y` of `picture`; [`Winograd::window`] then gives them one by one.
    pub fn row(&mut self, picture: &[f32], y: usize) {
        self.transform(picture, y);
        match self.block.input.channels {
            16 => self.multiply::<16>(),
            32 => self.multiply::<32>(),
            _ => self.multiply::<0>(),
        }
    }

    fn transform(&mut self, picture: &[f32], y: usize) {
        let (channels, row, tiles) = (self.block.input.channels, self.block.input.row(), self.tiles());
        for tile in 0..self.block.pooled()[1] {
            let patch = &picture[2 * y * row + 2 * tile * channels..];
            for quad in (0..channels).step_by(4) {
                let mut pixels = [f32x4::ZERO; PLACES];
                for (i, pixel) in pixels.iter_mut().enumerate() {
                    *pixel = four(&patch[i / 4 * row + i % 4 * channels + quad..][..4]);
                }
                for (place, value) in transform_patch(pixels).into_iter().enumerate() {
                    self.patches[(place * tiles + tile) * channels + quad..][..4].copy_from_slice(&value.to_array());
                }
            }
        }
    }

    /// `CHANNELS` is the input's, or 0 where it is not known.
    fn multiply<const CHANNELS: usize>(&mut self) {
        let channels = if CHANNELS > 0 { CHANNELS } else { self.block.input.channels };
        let tiles = self.tiles();
        let groups = self.weight.chunks_exact(PLACES * channels).zip(self.products.chunks_exact_mut(PLACES * tiles));
        for (weight, products) in groups {
            let places = self.patches.chunks_exact(tiles * channels).zip(weight.chunks_exact(channels));
            for ((patches, weight), products) in places.zip(products.chunks_exact_mut(tiles)) {
                for (patches, products) in patches.chunks_exact(TILES * channels).zip(products.chunks_exact_mut(TILES)) {
                    products.copy_from_slice(&sum_channels::<CHANNELS>(patches, weight));
                }
            }
        }
    }

    /// The four pixels of window `x` of the row, for the eight output channels of `group`.
    #[inline(always)]
    pub fn window(&self, x: usize, group: usize, bias: Lanes) -> [Lanes; 4] {
        let tiles = self.tiles();
        let products = &self.products[group * PLACES * tiles + x..][..(PLACES - 1) * tiles + 1];
        let mut pixels = [bias; 4];
        for half in 0..2 {
            let mut tile = [f32x4::ZERO; PLACES];
            for (place, value) in tile.iter_mut().enumerate() {
                *value = products[place * tiles][half];
            }
            for (pixel, value) in pixels.iter_mut().zip(transform_back(tile)) {
                pixel[half] += value;
            }
        }
        pixels
    }

    /// Tiles of a row, with those that fill it up.
    fn tiles(&self) -> usize {
        self.block.pooled()[1].next_multiple_of(TILES)
    }
}

/// Sums over the channels for four tiles, `[tile][channel]`, and eight output channels: eight sums of four lanes stay in
/// registers.
#[inline(always)]
fn sum_channels<const CHANNELS: usize>(patches: &[f32], weight: &[Lanes]) -> [Lanes; TILES] {
    let channels = if CHANNELS > 0 { CHANNELS } else { weight.len() };
    let (patches, weight) = (&patches[..TILES * channels], &weight[..channels]);
    let mut sums = [[f32x4::ZERO; 2]; TILES];
    for channel in 0..channels {
        let [low, high] = weight[channel];
        for (tile, sum) in sums.iter_mut().enumerate() {
            let pixel = f32x4::splat(patches[tile * channels + channel]);
            sum[0] += pixel * low;
            sum[1] += pixel * high;
        }
    }
    sums
}

#[inline(always)]
fn four(values: &[f32]) -> f32x4 {
    f32x4::new([values[0], values[1], values[2], values[3]])
}

/// `Bᵀ·d·B` of a 4×4 patch.
#[inline(always)]
fn transform_patch(mut d: [f32x4; PLACES]) -> [f32x4; PLACES] {
    // written out by index: closures over arrays are not always inlined here
    for (first, stride) in [(0, 4), (1, 4), (2, 4), (3, 4), (0, 1), (4, 1), (8, 1), (12, 1)] {
        let [p, q, r, s] = [d[first], d[first + stride], d[first + 2 * stride], d[first + 3 * stride]];
        d[first] = p - r;
        d[first + stride] = q + r;
        d[first + 2 * stride] = r - q;
        d[first + 3 * stride] = q - s;
    }
    d
}

/// `G·g·Gᵀ` of a 3×3 filter.
fn transform_filter(g: [f32x4; 9]) -> [f32x4; PLACES] {
    let half = f32x4::splat(0.5);
    let once = |[a, b, c]: [f32x4; 3]| [a, (a + b + c) * half, (a - b + c) * half, c];
    let columns: [[f32x4; 4]; 3] = std::array::from_fn(|x| once(std::array::from_fn(|y| g[3 * y + x])));
    let rows: [[f32x4; 4]; 4] = std::array::from_fn(|y| once(std::array::from_fn(|x| columns[x][y])));
    std::array::from_fn(|i| rows[i / 4][i % 4])
}

/// `Aᵀ·m·A`: the tile's four pixels.
#[inline(always)]
fn transform_back(m: [f32x4; PLACES]) -> [f32x4; 4] {
    let mut upper = [f32x4::ZERO; 4];
    let mut lower = [f32x4::ZERO; 4];
    for x in 0..4 {
        upper[x] = m[x] + m[4 + x] + m[8 + x];
        lower[x] = m[4 + x] - m[8 + x] - m[12 + x];
    }
    [
        upper[0] + upper[1] + upper[2],
        upper[1] - upper[2] - upper[3],
        lower[0] + lower[1] + lower[2],
        lower[1] - lower[2] - lower[3],
    ]
}
