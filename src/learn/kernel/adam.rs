//! Adam (Kingma and Ba 2015) in one pass over each parameter, in place, with Burn's own state: records are interchangeable.

use burn::backend::tensor::FloatTensor;
use burn::backend::{Backend, Dispatch, backend_extension};
use burn::optim::{AdamState, AdaptiveMomentumState, LearningRate, ModuleOptimizer, Optimizer};
use burn::tensor::{Device, Tensor};

/// PyTorch's defaults (`torch.optim.Adam`).
const BETAS: [f32; 2] = [0.9, 0.999];
const EPSILON: f32 = 1e-8;

/// The optimizer with PyTorch's defaults.
pub fn adam() -> ModuleOptimizer {
    ModuleOptimizer::from(FusedAdam)
}

#[derive(Clone)]
struct FusedAdam;

impl Optimizer for FusedAdam {
    type State<const D: usize> = AdamState<D>;

    fn step<const D: usize>(
        &self,
        learning_rate: LearningRate,
        parameter: Tensor<D>,
        gradient: Tensor<D>,
        state: Option<Self::State<D>>,
    ) -> (Tensor<D>, Option<Self::State<D>>) {
        let (time, first, second) = match state {
            Some(AdamState { momentum }) => (momentum.time, momentum.moment_1, momentum.moment_2),
            None => (0, gradient.zeros_like(), gradient.zeros_like()),
        };
        let (time, tensors) = (time + 1, [parameter, gradient, first, second]);
        let [parameter, gradient, first, second] = tensors.map(Tensor::into_dispatch);
        let adam = Adam::new(learning_rate as f32, time as i32);
        let (parameter, first, second) = <Dispatch as AdamStep>::adam_step(parameter, gradient, first, second, adam);
        let moments = AdaptiveMomentumState::new(time, Tensor::from_dispatch(first), Tensor::from_dispatch(second));
        (Tensor::from_dispatch(parameter), Some(AdamState::new(moments)))
    }

    fn to_device<const D: usize>(mut state: Self::State<D>, device: &Device) -> Self::State<D> {
        state.momentum = state.momentum.to_device(device);
        state
    }
}

/// A parameter, its first and its second moment.
pub type Moments<B> = (FloatTensor<B>, FloatTensor<B>, FloatTensor<B>);

/// What a backend computes: the parameter and its moments after one step, in place where nobody else holds them.
#[backend_extension(Flex: cfg(feature = "cpu"), Cube: cfg(feature = "webgpu"))]
pub trait AdamStep: Backend {
    fn adam_step(
        parameter: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        adam: Adam,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>);
}

/// The numbers of one step, with the bias corrections worked into rate and epsilon (Kingma and Ba, end of section 2).
#[derive(Clone, Copy, Debug)]
pub struct Adam {
    pub beta1: f32,
    pub beta2: f32,
    pub rate: f32,
    pub epsilon: f32,
}

impl Adam {
    /// For optimizer step `time`, counted from 1.
    fn new(learning_rate: f32, time: i32) -> Adam {
        let [beta1, beta2] = BETAS;
        let correction = (1.0 - beta2.powi(time)).sqrt();
        Adam { beta1, beta2, rate: learning_rate * correction / (1.0 - beta1.powi(time)), epsilon: EPSILON * correction }
    }

    /// Updates slices of equal length.
    #[cfg(feature = "cpu")]
    pub(super) fn update(self, parameter: &mut [f32], gradient: &[f32], first: &mut [f32], second: &mut [f32]) {
        let moments = first.iter_mut().zip(second);
        for ((p, g), (m, v)) in parameter.iter_mut().zip(gradient).zip(moments) {
            *m = *m * self.beta1 + g * (1.0 - self.beta1);
            *v = *v * self.beta2 + g * g * (1.0 - self.beta2);
            *p -= self.rate * *m / (v.sqrt() + self.epsilon);
        }
    }
}
