//! The convolution of pictures of one channel by Winograd's minimal filtering F(2×2, 3×3) (Lavin and Gray, arXiv 1509.09308): a
//! pooling window takes 16 multiplications per output channel where the definition takes 36. With one channel a larger
//! tile saves nothing: its transformation costs as much as the multiplications it avoids.

use wide::f32x4;

use super::block::BlockShape;
use super::lanes::{EightLanes, four};
use super::winograd::transform_filter;

/// Side of a transformed window.
const SIDE: usize = 4;

/// One layer's transformed weights, and room for one row of windows.
pub struct SingleChannel {
    block: BlockShape,
    /// `[output / 8][place's x][place's y]`
    weight: Vec<[[EightLanes; SIDE]; SIDE]>,
    /// `[place's y][x / 4][x % 4]`: the columns transformed
    columns: [Vec<[f32; 4]>; SIDE],
    /// `[window][place's x][place's y]`
    windows: Vec<[[f32; SIDE]; SIDE]>,
    /// `[window][place's x][half][pixel's row]` of one group of outputs
    rows: Vec<[[[f32x4; 2]; 2]; SIDE]>,
}

impl SingleChannel {
    /// For a block's weights, packed as `[output / 8][ky][kx]`.
    pub fn new(weight: &[EightLanes], block: BlockShape) -> SingleChannel {
        SingleChannel {
            block,
            weight: weight.as_chunks().0.iter().map(|taps| transform_filter(taps, transform_line)).collect(),
            columns: [0; SIDE].map(|_| vec![[0.0; 4]; block.input.row().div_ceil(4)]),
            windows: vec![[[0.0; SIDE]; SIDE]; block.pooled()[1]],
            rows: vec![[[[f32x4::ZERO; 2]; 2]; SIDE]; block.pooled()[1]],
        }
    }

    /// Transforms row `y` of the windows of the first of `pictures`.
    pub fn read(&mut self, pictures: &[f32], y: usize) {
        self.transform_columns(pictures, y);
        self.transform_rows();
    }

    /// Whole vectors are read: the last one may hold pixels of the next row, which are never used.
    fn transform_columns(&mut self, pictures: &[f32], y: usize) {
        let row = self.block.input.row();
        let pixels = &pictures[2 * y * row..][..4 * row + 3];
        let [p, q, r, s] = &mut self.columns;
        let columns = p.iter_mut().zip(q).zip(r.iter_mut().zip(s));
        for (x, ((p, q), (r, s))) in (0..row).step_by(4).zip(columns) {
            let (a, b) = (four(&pixels[x..]), four(&pixels[row + x..]));
            let (c, d) = (four(&pixels[2 * row + x..]), four(&pixels[3 * row + x..]));
            [*p, *q, *r, *s] = transform([a, b, c, d]).map(f32x4::to_array);
        }
    }

    fn transform_rows(&mut self) {
        let [p, q, r, s] = &self.columns;
        let (p, q, r, s) = (p.as_flattened(), q.as_flattened(), r.as_flattened(), s.as_flattened());
        for (x, window) in self.windows.iter_mut().enumerate() {
            let (a, b, c, d) = (four(&p[2 * x..]), four(&q[2 * x..]), four(&r[2 * x..]), four(&s[2 * x..]));
            for (to, value) in window.iter_mut().zip(transform(f32x4::transpose([a, b, c, d]))) {
                *to = value.to_array();
            }
        }
    }

    /// Computes all windows of the row for the eight output channels of `group`; [`SingleChannel::pixels`] then gives them.
    /// Computing and pooling one window after the other would be a longer chain than the processor looks ahead.
    pub fn multiply(&mut self, group: usize) {
        let weight = &self.weight[group];
        for (rows, window) in self.rows.iter_mut().zip(&self.windows) {
            for (rows, (places, weight)) in rows.iter_mut().zip(window.iter().zip(weight)) {
                let (a, b) = (f32x4::splat(places[0]), f32x4::splat(places[1]));
                let (c, d) = (f32x4::splat(places[2]), f32x4::splat(places[3]));
                for half in 0..2 {
                    let (a, b) = (a * weight[0][half], b * weight[1][half]);
                    let (c, d) = (c * weight[2][half], d * weight[3][half]);
                    rows[half] = transform_back([a, b, c, d]);
                }
            }
        }
    }

    /// The four pixels of window `x`, row by row and without the bias, for the first or second four channels of the group.
    #[inline(always)]
    pub fn pixels(&self, x: usize, half: usize) -> [f32x4; 4] {
        let [a, b, c, d] = &self.rows[x];
        let (a, b, c, d) = (a[half], b[half], c[half], d[half]);
        let [p, q] = transform_back([a[0], b[0], c[0], d[0]]);
        let [r, s] = transform_back([a[1], b[1], c[1], d[1]]);
        [p, q, r, s]
    }
}

/// `Bᵀ·d`.
#[inline(always)]
fn transform([a, b, c, d]: [f32x4; SIDE]) -> [f32x4; SIDE] {
    [a - c, b + c, c - b, b - d]
}

/// `G·g`.
fn transform_line([a, b, c]: [f32x4; 3]) -> [f32x4; SIDE] {
    [a, (a + b + c) * 0.5, (a - b + c) * 0.5, c]
}

/// `Aᵀ·m`.
#[inline(always)]
fn transform_back([a, b, c, d]: [f32x4; SIDE]) -> [f32x4; 2] {
    [a + (b + c), (b - c) - d]
}
