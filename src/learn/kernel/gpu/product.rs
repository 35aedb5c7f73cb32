//! The matrix products of a fully connected layer on a GPU, in registers: each unit computes some rows of one vector of columns,
//! so that every value read is used in many sums. Workgroup memory and barriers would cost more than they save at these sizes.

use cubecl::prelude::*;

use super::patch::{Sum, add, scalars, some, zeros};

/// Rows that one unit computes of a product, and of the weight's gradient.
pub const ROWS: usize = 8;
/// Rows and columns that one unit computes of the input's gradient.
pub const INPUTS: [usize; 2] = [4, 4];

/// `x·W`, and with `whole` the bias and ReLU too: else the sum's parts, `[split, rows, columns]`, for [`finish`] to add up.
/// `columns` counts vectors, `units` is `splits × rows / 8, rounded up × columns`.
#[cube(launch_unchecked)]
pub fn forward<N: Size>(
    x: &[f32],
    weight: &[Vector<f32, N>],
    bias: &[Vector<f32, N>],
    output: &mut [Vector<f32, N>],
    units: usize,
    rows: usize,
    inner: usize,
    columns: usize,
    splits: usize,
    #[comptime] whole: bool,
    #[comptime] relu: bool,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let groups = (rows + (ROWS - 1)) / ROWS;
    let (j, rest) = (unit % columns, unit / columns);
    let (first, split) = ((rest % groups) * ROWS, rest / groups);
    let row = some(first, rows, ROWS);
    let each = (inner + splits - 1) / splits;
    let sums = zeros::<N>(ROWS);
    let end = (split + 1) * each;
    for k in split * each..select(end < inner, end, inner) {
        let w = weight[k * columns + j];
        #[unroll]
        for n in 0..ROWS {
            add(sums.index(n), Vector::new(x[*row.index(n) * inner + k]) * w);
        }
    }
    #[unroll]
    for n in 0..ROWS {
        let mut sum = sums.index(n).read();
        if whole {
            sum = activate::<N>(sum + bias[j], relu);
        }
        output[(split * rows + *row.index(n)) * columns + j] = sum;
    }
}

/// Adds the parts of a product and the bias up: one unit a vector, `units` is `rows × columns`.
#[cube(launch_unchecked)]
pub fn finish<N: Size>(
    parts: &[Vector<f32, N>],
    bias: &[Vector<f32, N>],
    output: &mut [Vector<f32, N>],
    units: usize,
    columns: usize,
    splits: usize,
    #[comptime] relu: bool,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let mut sum = bias[unit % columns];
    for split in 0..splits {
        sum += parts[split * units + unit];
    }
    output[unit] = activate::<N>(sum, relu);
}

/// ReLU where asked; NaN stays.
#[cube]
fn activate<N: Size>(x: Vector<f32, N>, #[comptime] relu: bool) -> Vector<f32, N> {
    let mut y = x;
    if relu {
        let zero = Vector::<f32, N>::new(0.0);
        y = select_many(x.greater_than(&zero), x, zero);
        y = select_many(x.is_nan(), x, y);
    }
    y
}

/// A vector of the output's gradient, with zeros where ReLU let nothing through.
#[cube]
fn passed<N: Size>(
    gradient: &[Vector<f32, N>],
    output: &[Vector<f32, N>],
    at: usize,
    output_at: usize,
    #[comptime] relu: bool,
) -> Vector<f32, N> {
    let mut g = gradient[at];
    if relu {
        let zero = Vector::<f32, N>::new(0.0);
        g = select_many(output[output_at].greater_than(&zero), g, zero);
    }
    g
}

/// Gradient of the input: one unit computes some rows and columns. Rows of `gradient` lie `stride` vectors apart;
/// `units` is `rows / 4 × inner / 4`, each rounded up.
#[cube(launch_unchecked)]
pub fn input<N: Size>(
    gradient: &[Vector<f32, N>],
    output: &[Vector<f32, N>],
    weight: &[Vector<f32, N>],
    input: &mut [f32],
    units: usize,
    rows: usize,
    inner: usize,
    columns: usize,
    stride: usize,
    #[comptime] relu: bool,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let (tall, wide) = comptime![(INPUTS[0], INPUTS[1])];
    let groups = (inner + comptime![wide - 1]) / wide;
    let row = some((unit / groups) * tall, rows, tall);
    let column = some((unit % groups) * wide, inner, wide);
    let sums = scalars(comptime![tall * wide]);
    for j in 0..columns {
        let weights = vectors::<N>(weight, &column, columns, j);
        #[unroll]
        for m in 0..tall {
            let row = *row.index(m);
            let g = passed::<N>(gradient, output, row * stride + j, row * columns + j, relu);
            add_dots(&sums, comptime![m * wide], g, &weights);
        }
    }
    #[unroll]
    for m in 0..tall {
        #[unroll]
        for k in 0..wide {
            input[*row.index(m) * inner + *column.index(k)] = sums.index(comptime![m * wide + k]).read();
        }
    }
}

/// Vector `j` of the rows `row`, which have `columns` each.
#[cube]
fn vectors<N: Size>(x: &[Vector<f32, N>], row: &Sequence<usize>, columns: usize, j: usize) -> Sequence<Vector<f32, N>> {
    let mut vectors = Sequence::<Vector<f32, N>>::new();
    #[unroll]
    for k in 0..row.len() {
        vectors.push(x[*row.index(k) * columns + j]);
    }
    vectors
}

/// Adds a vector's products with all `others` to the sums from the `first` on.
#[cube]
fn add_dots<N: Size>(
    sums: &Sequence<Sum<f32>>,
    #[comptime] first: usize,
    vector: Vector<f32, N>,
    others: &Sequence<Vector<f32, N>>,
) {
    #[unroll]
    for k in 0..others.len() {
        let sum = sums.index(comptime![first + k]);
        sum.store(sum.read() + vector.dot(*others.index(k)));
    }
}

/// Gradients of weight and bias: one unit computes some rows and one vector of columns of the weight's; those of the first
/// rows compute the bias's too. `units` is `inner / 8, rounded up × columns`.
#[cube(launch_unchecked)]
pub fn weight<N: Size>(
    x: &[f32],
    gradient: &[Vector<f32, N>],
    output: &[Vector<f32, N>],
    weight: &mut [Vector<f32, N>],
    bias: &mut [Vector<f32, N>],
    units: usize,
    rows: usize,
    inner: usize,
    columns: usize,
    stride: usize,
    #[comptime] relu: bool,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let j = unit % columns;
    let first = (unit / columns) * ROWS;
    let row = some(first, inner, ROWS);
    let sums = zeros::<N>(ROWS);
    let mut sum = Vector::<f32, N>::new(0.0);
    for m in 0..rows {
        let g = passed::<N>(gradient, output, m * stride + j, m * columns + j, relu);
        #[unroll]
        for n in 0..ROWS {
            add(sums.index(n), Vector::new(x[m * inner + *row.index(n)]) * g);
        }
        sum += g;
    }
    #[unroll]
    for n in 0..ROWS {
        weight[*row.index(n) * columns + j] = sums.index(n).read();
    }
    if first == 0 {
        bias[j] = sum;
    }
}
