//! Matrix products, computed block by block so that data that is read again stays in the caches (Goto and van de Geijn, Anatomy of
//! high-performance matrix multiplication, doi 10.1145/1356052.1356053). It uses plain numbers, no tensors.

use std::ops::Range;

use wide::f32x4;

use super::lanes::{EightLanes, LANES, sum_outer_products};

/// Products that a block adds up. With the next two, a block of all three matrices takes half of a second-level cache of 512 kB;
/// half and twice as much were no faster in Chromium.
const DEPTH: usize = 256;
/// Rows of the left matrix in a block.
const ROWS: usize = 128;
/// Columns of the right matrix in a block.
const COLUMNS: usize = 64;

/// A matrix as it lies in a buffer.
#[derive(Clone, Copy)]
pub struct Matrix<'a> {
    values: &'a [f32],
    /// rows, columns
    shape: [usize; 2],
    /// from a row to the next, from a column to the next
    strides: [usize; 2],
}

impl<'a> Matrix<'a> {
    /// Row by row.
    pub fn new(values: &'a [f32], shape: [usize; 2]) -> Matrix<'a> {
        Matrix { values, shape, strides: [shape[1], 1] }
    }

    pub fn transposed(self) -> Matrix<'a> {
        let ([rows, columns], [down, right]) = (self.shape, self.strides);
        Matrix { values: self.values, shape: [columns, rows], strides: [right, down] }
    }

    pub fn shape(self) -> [usize; 2] {
        self.shape
    }

    /// Packs `rows` and `columns` into `panels`: `[row / (4 · VECTORS)][column][row % (4 · VECTORS)]`. Rows that are not there
    /// are zeros.
    fn pack<const VECTORS: usize>(self, rows: Range<usize>, columns: Range<usize>, panels: &mut Vec<[f32x4; VECTORS]>) {
        let height = 4 * VECTORS;
        panels.resize(rows.len().div_ceil(height) * columns.len(), [f32x4::ZERO; VECTORS]);
        let (whole, part) = panels.split_at_mut(rows.len() / height * columns.len());
        if self.strides[0] == 1 {
            self.copy(rows.start, columns.clone(), whole);
        } else {
            for (row, panel) in rows.clone().step_by(height).zip(whole.chunks_exact_mut(columns.len())) {
                let (fours, rest) = panel.as_chunks_mut();
                self.transpose(row, columns.start, fours);
                self.pick(row..row + height, columns.end - rest.len(), rest);
            }
        }
        self.pick(rows.end - rows.len() % height..rows.end, columns.start, part);
    }

    /// Fills whole panels from `row` on where a column's numbers lie together.
    fn copy<const VECTORS: usize>(self, row: usize, columns: Range<usize>, panels: &mut [[f32x4; VECTORS]]) {
        let depth = columns.len();
        for (at, column) in columns.enumerate() {
            let numbers = &self.values[row + column * self.strides[1]..][..4 * VECTORS * (panels.len() / depth)];
            let vectors = numbers.as_chunks::<4>().0.as_chunks::<VECTORS>().0;
            for (to, numbers) in panels.iter_mut().skip(at).step_by(depth).zip(vectors) {
                *to = numbers.map(f32x4::new);
            }
        }
    }

    /// Fills a panel from `row` and `column` on where a row's numbers lie together, four columns at a time.
    fn transpose<const VECTORS: usize>(self, row: usize, column: usize, panel: &mut [[[f32x4; VECTORS]; 4]]) {
        for i in 0..VECTORS {
            let line = |line: usize| &self.values[(row + 4 * i + line) * self.strides[0] + column..][..4 * panel.len()];
            let [a, b, c, d] = [line(0), line(1), line(2), line(3)].map(|line| line.as_chunks().0);
            for (to, ((a, b), (c, d))) in panel.iter_mut().zip(a.iter().zip(b).zip(c.iter().zip(d))) {
                let (a, b, c, d) = (f32x4::new(*a), f32x4::new(*b), f32x4::new(*c), f32x4::new(*d));
                for (to, line) in to.iter_mut().zip(f32x4::transpose([a, b, c, d])) {
                    to[i] = line;
                }
            }
        }
    }

    /// Fills a panel with `rows` from `column` on, one number at a time, wherever they lie.
    fn pick<const VECTORS: usize>(self, rows: Range<usize>, column: usize, panel: &mut [[f32x4; VECTORS]]) {
        let [down, right] = self.strides;
        for (column, to) in (column..).zip(panel) {
            *to = [f32x4::ZERO; VECTORS];
            for (to, row) in to.iter_mut().flat_map(f32x4::as_mut_array).zip(rows.clone()) {
                *to = self.values[row * down + column * right];
            }
        }
    }
}

/// `left · right`, row by row, and `bias` added to every row.
pub fn product(left: Matrix, right: Matrix, bias: Option<&[f32]>) -> Vec<f32> {
    let ([rows, inner], [depth, width]) = (left.shape, right.shape);
    assert_eq!(inner, depth, "the left matrix has as many columns as the right one has rows");
    let (mut lefts, mut rights): (Vec<[f32x4; 1]>, Vec<EightLanes>) = (Vec::new(), Vec::new());
    let mut sums = Vec::with_capacity(rows * width);
    for rows in blocks(rows, ROWS) {
        // filled only now, a block stays in the cache while products are added to it
        match bias {
            Some(bias) => rows.clone().for_each(|_| sums.extend_from_slice(bias)),
            None => sums.resize(rows.end * width, 0.0),
        }
        for depth in blocks(inner, DEPTH) {
            left.pack(rows.clone(), depth.clone(), &mut lefts);
            for columns in blocks(width, COLUMNS) {
                right.transposed().pack(columns.clone(), depth.clone(), &mut rights);
                for (row, left) in rows.clone().step_by(4).zip(lefts.chunks_exact(depth.len())) {
                    let lines = &mut sums[row * width..rows.end.min(row + 4) * width];
                    add_products(left.as_flattened(), &rights, columns.clone(), lines, width);
                }
            }
        }
    }
    sums
}

/// Adds four rows' products with `columns` of the right matrix to up to four `lines`, each `width` long.
fn add_products(left: &[f32x4], rights: &[EightLanes], columns: Range<usize>, lines: &mut [f32], width: usize) {
    for (column, right) in columns.clone().step_by(LANES).zip(rights.chunks_exact(left.len())) {
        let some = (columns.end - column).min(LANES);
        for (line, numbers) in lines.chunks_exact_mut(width).zip(sum_outer_products(left, right)) {
            add(numbers, &mut line[column..][..some]);
        }
    }
}

/// `0..length` in pieces of `size`.
fn blocks(length: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..length).step_by(size).map(move |start| start..length.min(start + size))
}

/// Adds as many of eight numbers as there is room for.
#[inline(always)]
fn add(numbers: EightLanes, to: &mut [f32]) {
    match to.as_chunks_mut() {
        (fours @ [_, _], []) => {
            for (four, numbers) in fours.iter_mut().zip(numbers) {
                *four = (f32x4::new(*four) + numbers).to_array();
            }
        }
        _ => to.iter_mut().zip(numbers.map(f32x4::to_array).as_flattened()).for_each(|(to, number)| *to += number),
    }
}
