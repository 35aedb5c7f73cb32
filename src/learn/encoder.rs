//! The three encoders: each turns one standardised modality into an embedding.

use burn::module::Module;
use burn::nn::Linear;
use burn::nn::conv::Conv2d;
use burn::tensor::Tensor;

use super::device::Device;
use super::kernel::conv_block::conv_blocks;
use super::kernel::linear::{Activation, linear};
use super::layer::{self, InitialWeights, Layer, conv};
use super::shape::{CHANNELS, ModelShape, TABULAR_HIDDEN};

/// Table to embedding: linear, ReLU, linear.
#[derive(Module, Debug)]
pub struct TabularEncoder {
    hidden: Linear,
    out: Linear,
}

impl TabularEncoder {
    pub(super) fn new(features: usize, embedding: usize, weights: &dyn InitialWeights, device: &Device) -> Self {
        TabularEncoder {
            hidden: layer::linear(Layer::TabularHidden, [features, TABULAR_HIDDEN], weights, device),
            out: layer::linear(Layer::TabularOut, [TABULAR_HIDDEN, embedding], weights, device),
        }
    }

    pub(super) fn forward(&self, table: Tensor<2>) -> Tensor<2> {
        let x = linear(table, &self.hidden, Activation::Relu); // [batch, 64]
        linear(x, &self.out, Activation::Identity) // [batch, embedding]
    }
}

/// Picture or spectrogram to embedding: twice convolution 3×3, ReLU, max-pool 2×2; then flatten, linear.
#[derive(Module, Debug)]
pub struct ConvEncoder {
    conv1: Conv2d,
    conv2: Conv2d,
    out: Linear,
}

/// Which layers of the model a convolutional encoder is made of.
pub(super) struct ConvLayers {
    pub conv1: Layer,
    pub conv2: Layer,
    pub out: Layer,
}

impl ConvEncoder {
    /// For inputs of shape `[channels, height, width]`.
    pub(super) fn new(
        layers: ConvLayers,
        input: [usize; 3],
        embedding: usize,
        weights: &dyn InitialWeights,
        device: &Device,
    ) -> Self {
        ConvEncoder {
            conv1: conv(layers.conv1, [input[0], CHANNELS[0]], weights, device),
            conv2: conv(layers.conv2, CHANNELS, weights, device),
            out: layer::linear(layers.out, [ModelShape::flat(input), embedding], weights, device),
        }
    }

    pub(super) fn forward(&self, x: Tensor<4>) -> Tensor<2> {
        let x = conv_blocks(x, &self.conv1, &self.conv2); // [batch, 32, height / 4, width / 4]
        linear(x.flatten(1, 3), &self.out, Activation::Identity) // [batch, embedding]
    }
}
