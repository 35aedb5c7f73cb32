//! The matrix products of a fully connected layer on a GPU, in registers: four rows and one vector of columns a unit. No
//! workgroup memory and no barriers, which cost more than they save at these sizes.

use cubecl::prelude::*;

/// `x·W`, and with `whole` the bias and ReLU too: else the sum's parts, `[split, rows, columns]`, for [`finish`] to add up.
/// `columns` counts vectors, `units` is `splits × rows / 4, rounded up × columns`.
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
    let groups = (rows + 3) / 4;
    let j = unit % columns;
    let rest = unit / columns;
    let m0 = (rest % groups) * 4;
    let split = rest / groups;
    // a group's rows that are not there repeat its first
    let m1 = select(m0 + 1 < rows, m0 + 1, m0);
    let m2 = select(m0 + 2 < rows, m0 + 2, m0);
    let m3 = select(m0 + 3 < rows, m0 + 3, m0);
    let each = (inner + splits - 1) / splits;
    let start = split * each;
    let end = select(start + each < inner, start + each, inner);
    let zero = Vector::<f32, N>::new(0.0);
    let mut a0 = zero;
    let mut a1 = zero;
    let mut a2 = zero;
    let mut a3 = zero;
    for k in start..end {
        let w = weight[k * columns + j];
        a0 += Vector::new(x[m0 * inner + k]) * w;
        a1 += Vector::new(x[m1 * inner + k]) * w;
        a2 += Vector::new(x[m2 * inner + k]) * w;
        a3 += Vector::new(x[m3 * inner + k]) * w;
    }
    if whole {
        let bias = bias[j];
        a0 = activate::<N>(a0 + bias, relu);
        a1 = activate::<N>(a1 + bias, relu);
        a2 = activate::<N>(a2 + bias, relu);
        a3 = activate::<N>(a3 + bias, relu);
    }
    let first = (split * rows + m0) * columns + j;
    output[first] = a0;
    if m0 + 1 < rows {
        output[first + columns] = a1;
    }
    if m0 + 2 < rows {
        output[first + 2 * columns] = a2;
    }
    if m0 + 3 < rows {
        output[first + 3 * columns] = a3;
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

/// Gradient of the input: one unit computes two rows of four numbers. Rows of `gradient` lie `stride` vectors apart;
/// `units` is `rows / 2 × inner / 4`, each rounded up.
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
    let groups = (inner + 3) / 4;
    let k0 = (unit % groups) * 4;
    let m0 = (unit / groups) * 2;
    let m1 = select(m0 + 1 < rows, m0 + 1, m0);
    let k1 = select(k0 + 1 < inner, k0 + 1, k0);
    let k2 = select(k0 + 2 < inner, k0 + 2, k0);
    let k3 = select(k0 + 3 < inner, k0 + 3, k0);
    let zero = Vector::<f32, N>::new(0.0);
    let mut a0 = zero;
    let mut a1 = zero;
    let mut a2 = zero;
    let mut a3 = zero;
    let mut b0 = zero;
    let mut b1 = zero;
    let mut b2 = zero;
    let mut b3 = zero;
    for j in 0..columns {
        let a = passed::<N>(gradient, output, m0 * stride + j, m0 * columns + j, relu);
        let b = passed::<N>(gradient, output, m1 * stride + j, m1 * columns + j, relu);
        let w0 = weight[k0 * columns + j];
        let w1 = weight[k1 * columns + j];
        let w2 = weight[k2 * columns + j];
        let w3 = weight[k3 * columns + j];
        a0 += a * w0;
        a1 += a * w1;
        a2 += a * w2;
        a3 += a * w3;
        b0 += b * w0;
        b1 += b * w1;
        b2 += b * w2;
        b3 += b * w3;
    }
    let first = m0 * inner + k0;
    put(input, first, k0, inner, a0.vector_sum(), a1.vector_sum(), a2.vector_sum(), a3.vector_sum());
    if m0 + 1 < rows {
        put(input, first + inner, k0, inner, b0.vector_sum(), b1.vector_sum(), b2.vector_sum(), b3.vector_sum());
    }
}

/// Writes what is there of four numbers.
#[cube]
fn put(output: &mut [f32], at: usize, k: usize, inner: usize, a: f32, b: f32, c: f32, d: f32) {
    output[at] = a;
    if k + 1 < inner {
        output[at + 1] = b;
    }
    if k + 2 < inner {
        output[at + 2] = c;
    }
    if k + 3 < inner {
        output[at + 3] = d;
    }
}

/// Gradients of weight and bias: one unit computes four rows and one vector of columns of the weight's; those of the first
/// rows compute the bias's too. `units` is `inner / 4, rounded up × columns`.
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
    let k0 = (unit / columns) * 4;
    let k1 = select(k0 + 1 < inner, k0 + 1, k0);
    let k2 = select(k0 + 2 < inner, k0 + 2, k0);
    let k3 = select(k0 + 3 < inner, k0 + 3, k0);
    let zero = Vector::<f32, N>::new(0.0);
    let mut a0 = zero;
    let mut a1 = zero;
    let mut a2 = zero;
    let mut a3 = zero;
    let mut sum = zero;
    for m in 0..rows {
        let g = passed::<N>(gradient, output, m * stride + j, m * columns + j, relu);
        let row = m * inner;
        a0 += Vector::new(x[row + k0]) * g;
        a1 += Vector::new(x[row + k1]) * g;
        a2 += Vector::new(x[row + k2]) * g;
        a3 += Vector::new(x[row + k3]) * g;
        sum += g;
    }
    let first = k0 * columns + j;
    weight[first] = a0;
    if k0 + 1 < inner {
        weight[first + columns] = a1;
    }
    if k0 + 2 < inner {
        weight[first + 2 * columns] = a2;
    }
    if k0 + 3 < inner {
        weight[first + 3 * columns] = a3;
    }
    if k0 == 0 {
        bias[j] = sum;
    }
}
