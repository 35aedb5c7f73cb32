//! Adam on a GPU: one unit updates one vector of a parameter and of its moments.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub fn update<N: Size>(
    parameter: &mut [Vector<f32, N>],
    gradient: &[Vector<f32, N>],
    first: &mut [Vector<f32, N>],
    second: &mut [Vector<f32, N>],
    units: usize,
    beta1: f32,
    beta2: f32,
    rate: f32,
    epsilon: f32,
) {
    let i = ABSOLUTE_POS;
    if i >= units {
        terminate!();
    }
    let one = f32::new(1.0);
    let g = gradient[i];
    let m = first[i] * Vector::new(beta1) + g * Vector::new(one - beta1);
    let v = second[i] * Vector::new(beta2) + g * g * Vector::new(one - beta2);
    first[i] = m;
    second[i] = v;
    parameter[i] = parameter[i] - m * Vector::new(rate) / (v.sqrt() + Vector::new(epsilon));
}
