//! The name of every trainable layer, its shape in PyTorch's layout, and the random stream of its initial weights.

use burn::module::Param;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::{Linear, PaddingConfig2d};
use burn::tensor::{Tensor, TensorData};
use rand::RngExt;

use super::device::Device;
use crate::data::modality::Modality;
use crate::data::seed::{Purpose, stream};

/// A layer's values in PyTorch's layout: weight `[out, in]` or `[out, in, height, width]`, bias `[out]`.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerValues {
    /// row by row
    pub weight: Vec<f32>,
    /// `[out]`
    pub bias: Vec<f32>,
}

/// The trainable layers. The number addresses a layer's stream of initial weights, so that an encoder starts alike whether
/// the model has other modalities or not: append, never renumber.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    TabularHidden = 0,
    TabularOut = 1,
    ImageConv1 = 2,
    ImageConv2 = 3,
    ImageOut = 4,
    AudioConv1 = 5,
    AudioConv2 = 6,
    AudioOut = 7,
    HeadHidden = 8,
    HeadOut = 9,
}

impl Layer {
    /// The modality whose encoder the layer is part of; `None` for the head.
    pub fn modality(self) -> Option<Modality> {
        match self {
            Layer::TabularHidden | Layer::TabularOut => Some(Modality::Tabular),
            Layer::ImageConv1 | Layer::ImageConv2 | Layer::ImageOut => Some(Modality::Image),
            Layer::AudioConv1 | Layer::AudioConv2 | Layer::AudioOut => Some(Modality::Audio),
            Layer::HeadHidden | Layer::HeadOut => None,
        }
    }
}

/// Where initial weights come from.
pub trait InitialWeights {
    /// The values of `layer`, whose weight has this shape (`[out, in, …]`).
    fn values(&self, layer: Layer, shape: &[usize]) -> LayerValues;
}

/// PyTorch's default: weight and bias uniform in ±1/√fan_in (`torch.nn.Linear`, `torch.nn.Conv2d`), from the run's seed.
pub struct Seeded(pub u32);

impl InitialWeights for Seeded {
    fn values(&self, layer: Layer, shape: &[usize]) -> LayerValues {
        let fan_in: usize = shape[1..].iter().product();
        let bound = 1.0 / (fan_in.max(1) as f32).sqrt(); // a layer without inputs has only a bias
        let mut stream = stream(self.0, Purpose::Weights, layer as u32);
        let mut draw = |n: usize| (0..n).map(|_| stream.random_range(-bound..bound)).collect();
        LayerValues { weight: draw(shape[0] * fan_in), bias: draw(shape[0]) }
    }
}

/// A fully connected layer with weights from `weights`.
pub(super) fn linear(layer: Layer, [inputs, outputs]: [usize; 2], weights: &dyn InitialWeights, device: &Device) -> Linear {
    let values = weights.values(layer, &[outputs, inputs]);
    // Burn keeps a linear weight as [in, out]
    let weight = (0..inputs * outputs).map(|i| values.weight[i % outputs * inputs + i / outputs]).collect();
    Linear { weight: param(weight, [inputs, outputs], device), bias: Some(param(values.bias, [outputs], device)) }
}

/// A 3×3 convolution, padding 1, stride 1, with weights from `weights`.
pub(super) fn conv(layer: Layer, [inputs, outputs]: [usize; 2], weights: &dyn InitialWeights, device: &Device) -> Conv2d {
    let shape = [outputs, inputs, 3, 3];
    let values = weights.values(layer, &shape);
    let config = Conv2dConfig::new([inputs, outputs], [3, 3]).with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1));
    let mut conv = config.init(&device.inner);
    conv.weight = param(values.weight, shape, device);
    conv.bias = Some(param(values.bias, [outputs], device));
    conv
}

fn param<const D: usize>(values: Vec<f32>, shape: [usize; D], device: &Device) -> Param<Tensor<D>> {
    Param::from_data(TensorData::new(values, shape), &device.inner.clone().autodiff())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initial_weights_stay_within_one_over_the_root_of_the_fan_in_and_fill_it() {
        let values = Seeded(1).values(Layer::ImageConv2, &[32, 16, 3, 3]);
        let bound = 1.0 / 144f32.sqrt();
        assert_eq!((values.weight.len(), values.bias.len()), (4608, 32));
        assert!(values.weight.iter().all(|w| w.abs() <= bound));
        assert!(values.weight.iter().any(|w| *w > 0.95 * bound) && values.weight.iter().any(|w| *w < -0.95 * bound));
    }

    #[test]
    fn each_layer_and_each_seed_has_its_own_weights() {
        let first = Seeded(1).values(Layer::TabularOut, &[4, 4]);
        assert_eq!(first, Seeded(1).values(Layer::TabularOut, &[4, 4]));
        assert_ne!(first, Seeded(2).values(Layer::TabularOut, &[4, 4]));
        assert_ne!(first, Seeded(1).values(Layer::HeadOut, &[4, 4]));
    }
}
