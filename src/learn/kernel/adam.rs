//! Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019), a layer's weight and bias in one pass
//! and in place.

use burn::backend::tensor::FloatTensor;
use burn::backend::{Backend, backend_extension};

/// Numbers that a GPU updates at once.
pub const VECTOR: usize = 4;

/// PyTorch's defaults (`torch.optim.Adam`).
pub const BETAS: [f32; 2] = [0.9, 0.999];
const EPSILON: f32 = 1e-8;

/// A weight, its bias, and all moments.
pub type Stepped<B> = (FloatTensor<B>, FloatTensor<B>, FloatTensor<B>);

/// What a backend computes: a layer after one step, in place where nobody else holds it.
///
/// `moments` is `[2, parameters]`, the first and second moments of all parameters of the model, rounded up to whole vectors; the
/// weight's begin at `at`, the bias's follow. `rates` are [`rates`]: they change with every step, so a GPU gets them as one upload for all layers.
#[backend_extension(Flex: cfg(feature = "cpu"), Cube: cfg(feature = "webgpu"))]
pub trait AdamStep: Backend {
    fn adam_step(
        weight: FloatTensor<Self>,
        weight_gradient: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        bias_gradient: FloatTensor<Self>,
        moments: FloatTensor<Self>,
        rates: FloatTensor<Self>,
        at: usize,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>);
}

/// The numbers of step `time`, counted from 1: rate and epsilon with the bias corrections worked in (Kingma and Ba, end of
/// section 2), and the share of a parameter that weight decay takes.
pub fn rates(learning_rate: f64, weight_decay: f64, time: i32) -> [f32; 3] {
    let [beta1, beta2] = BETAS;
    let correction = (1.0 - beta2.powi(time)).sqrt();
    let rate = learning_rate as f32 * correction / (1.0 - beta1.powi(time));
    [rate, EPSILON * correction, (learning_rate * weight_decay) as f32]
}
