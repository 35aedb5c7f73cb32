//! Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019): a parameter and its moments in one pass
//! and in place.

use burn::backend::tensor::FloatTensor;
use burn::backend::{Backend, backend_extension};

/// Numbers that a GPU updates at once.
pub const VECTOR: usize = 4;

/// PyTorch's defaults (`torch.optim.Adam`).
pub const BETAS: [f32; 2] = [0.9, 0.999];
const EPSILON: f32 = 1e-8;

/// What a backend computes: parameters after one step, in place where they have no other owner.
///
/// `moments` is `[2, numbers]`, the first and second moments of all parameters of a model; those of a parameter begin at `at`, a
/// multiple of [`VECTOR`]. `rates` are [`rates`]: they change with every step, so a GPU gets them as one upload for all parameters.
#[backend_extension(Flex: cfg(feature = "cpu"), Cube: cfg(feature = "webgpu"))]
pub trait AdamStep: Backend {
    /// The parameter and all moments after the step.
    fn adam_step(
        parameter: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        moments: FloatTensor<Self>,
        rates: FloatTensor<Self>,
        at: usize,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);

    /// The same for two parameters, which a GPU updates in one dispatch.
    fn adam_steps(
        one: FloatTensor<Self>,
        one_gradient: FloatTensor<Self>,
        other: FloatTensor<Self>,
        other_gradient: FloatTensor<Self>,
        moments: FloatTensor<Self>,
        rates: FloatTensor<Self>,
        at: [usize; 2],
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>) {
        let (one, moments) = Self::adam_step(one, one_gradient, moments, rates.clone(), at[0]);
        let (other, moments) = Self::adam_step(other, other_gradient, moments, rates, at[1]);
        (one, other, moments)
    }
}

/// The numbers of step `time`, counted from 1: rate and epsilon with the bias corrections worked in (Kingma and Ba, end of
/// section 2), and the share of a parameter that weight decay takes.
pub fn rates(learning_rate: f64, weight_decay: f64, time: i32) -> [f32; 3] {
    let [beta1, beta2] = BETAS;
    let correction = (1.0 - beta2.powi(time)).sqrt();
    let rate = learning_rate as f32 * correction / (1.0 - beta1.powi(time));
    [rate, EPSILON * correction, (learning_rate * weight_decay) as f32]
}
