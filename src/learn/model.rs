//! The model: standardise → encode → mask → fuse → head → logits.
//!
//! Standardisation is part of the model, as frozen parameters fitted on the
//! training split, so that it travels with every copy of the weights.

use burn::module::{Module, ModuleVisitor, Param};
use burn::nn::Linear;
use burn::tensor::{Tensor, TensorData};

use super::batch::Batch;
use super::device::Device;
use super::embeddings::{Embeddings, View};
use super::encoder::{ConvEncoder, ConvLayers, TabularEncoder};
use super::fusion::Fusion;
use super::kernel::conv_block::Order;
use super::kernel::gather::{Rows, Stored};
use super::kernel::linear::{Activation, linear};
use super::layer::{self, InitialWeights, Layer};
use super::shape::{HIDDEN, ModelShape};
use crate::data::modality::{Modality, ModalitySet};
use crate::data::statistics::Statistics;

/// The whole network. Where the model was built without a modality, its encoder and what standardises it are missing.
#[derive(Module, Debug)]
pub struct Model {
    standardise_table: Option<Standardise>,
    standardise_image: Option<Standardise>,
    standardise_audio: Option<Standardise>,
    tabular: Option<TabularEncoder>,
    image: Option<ConvEncoder>,
    audio: Option<ConvEncoder>,
    #[module(skip)]
    fusion: Fusion,
    hidden: Linear,
    out: Linear,
}

impl Model {
    /// A model with weights from `weights` that standardises by `statistics`.
    pub fn new(shape: &ModelShape, statistics: &Statistics, weights: &dyn InitialWeights, device: &Device) -> Model {
        let (schema, embedding) = (shape.schema, shape.embedding);
        let has = |modality| shape.modalities.contains(modality);
        let image_layers = ConvLayers { conv1: Layer::ImageConv1, conv2: Layer::ImageConv2, out: Layer::ImageOut };
        let audio_layers = ConvLayers { conv1: Layer::AudioConv1, conv2: Layer::AudioConv2, out: Layer::AudioOut };
        let [image, audio] = [(Modality::Image, shape.image()), (Modality::Audio, shape.audio())]
            .map(|(modality, size)| size.filter(|_| has(modality)));
        let standardise =
            |modality, mean: &[f32], deviation: &[f32]| has(modality).then(|| Standardise::new(mean, deviation, device));
        Model {
            standardise_table: standardise(Modality::Tabular, &statistics.table_mean, &statistics.table_std),
            standardise_image: standardise(Modality::Image, &statistics.image_mean, &statistics.image_std),
            standardise_audio: standardise(Modality::Audio, &statistics.audio_mean, &statistics.audio_std),
            tabular: has(Modality::Tabular).then(|| TabularEncoder::new(schema.inputs(), embedding, weights, device)),
            image: image.map(|size| ConvEncoder::new(image_layers, size, embedding, weights, device)),
            audio: audio.map(|size| ConvEncoder::new(audio_layers, size, embedding, weights, device)),
            fusion: shape.fusion,
            hidden: layer::linear(Layer::HeadHidden, [shape.fused(), HIDDEN], weights, device),
            out: layer::linear(Layer::HeadOut, [HIDDEN, schema.classes.len()], weights, device),
        }
    }

    /// Logits `[batch, class]`. `dropout` `[batch, head width]` multiplies the head's hidden layer; `None` switches dropout off.
    pub fn forward(&self, batch: &Batch, dropout: Option<Tensor<2>>) -> Tensor<2> {
        self.classify(self.encode(batch), dropout)
    }

    /// The embeddings of a batch, zero where the event lacks the modality.
    pub(super) fn encode(&self, batch: &Batch) -> Embeddings {
        let embed = |modality| Some(batch.mask(self.embed(self.view(modality, batch)?)?, modality));
        Embeddings::new(Modality::ALL.map(embed), batch.presence.clone())
    }

    /// One modality of a batch, standardised; `None` where the model was built without it.
    pub(super) fn view(&self, modality: Modality, batch: &Batch) -> Option<View> {
        let standardise = match modality {
            Modality::Tabular => &self.standardise_table,
            Modality::Image => &self.standardise_image,
            Modality::Audio => &self.standardise_audio,
        };
        let stored = batch.views[modality as usize].as_ref()?;
        let standardised = standardise.as_ref()?.forward(stored, &batch.rows);
        Some(match modality {
            Modality::Tabular => View::Table(standardised.flatten(1, 3)),
            Modality::Image => View::Image(standardised),
            Modality::Audio => View::Audio(standardised),
        })
    }

    /// A standardised view's embedding `[batch, embedding]`; `None` where the model lacks the modality's encoder.
    pub(super) fn embed(&self, view: View) -> Option<Tensor<2>> {
        match view {
            View::Table(table) => self.tabular.as_ref().map(|encoder| encoder.forward(table)),
            View::Image(image) => self.image.as_ref().map(|encoder| encoder.forward(image)),
            View::Audio(audio) => self.audio.as_ref().map(|encoder| encoder.forward(audio)),
        }
    }

    /// From embeddings to logits `[batch, class]`; `dropout` as in [`Model::forward`].
    pub(super) fn classify(&self, embeddings: Embeddings, dropout: Option<Tensor<2>>) -> Tensor<2> {
        let x = linear(self.fusion.fuse(embeddings), &self.hidden, Activation::Relu); // [batch, head width]
        let x = match dropout {
            Some(mask) => x * mask,
            None => x,
        };
        linear(x, &self.out, Activation::Identity) // [batch, class]
    }

    /// Units of the head's hidden layer: what dropout acts on.
    pub(super) fn head_width(&self) -> usize {
        self.hidden.weight.dims()[1]
    }

    /// What the model was built with.
    pub fn modalities(&self) -> ModalitySet {
        let has = [self.tabular.is_some(), self.image.is_some(), self.audio.is_some()];
        Modality::ALL.into_iter().filter(|modality| has[*modality as usize]).collect()
    }

    /// Shows `visitor` the parameters of one modality's encoder, if there is one.
    pub(super) fn visit_encoder<V: ModuleVisitor>(&self, modality: Modality, visitor: &mut V) {
        match modality {
            Modality::Tabular => self.tabular.visit(visitor),
            Modality::Image => self.image.visit(visitor),
            Modality::Audio => self.audio.visit(visitor),
        }
    }
}

/// `(x − mean) / deviation` per feature or channel, with frozen numbers.
#[derive(Module, Debug)]
struct Standardise {
    mean: Param<Tensor<1>>,
    inverse: Param<Tensor<1>>,
}

impl Standardise {
    fn new(mean: &[f32], deviation: &[f32], device: &Device) -> Self {
        let frozen = |values: Vec<f32>| {
            let data = TensorData::from(values.as_slice());
            Param::from_data(data, &device.inner.clone().autodiff()).set_require_grad(false)
        };
        Standardise { mean: frozen(mean.to_vec()), inverse: frozen(deviation.iter().map(|d| 1.0 / d).collect()) }
    }

    /// `[batch, channel, height, width]`
    fn forward(&self, stored: &Stored, rows: &Rows) -> Tensor<4> {
        let [mean, inverse] = [&self.mean, &self.inverse].map(|numbers| numbers.val().without_autodiff());
        stored.gather(rows, mean, inverse, Order::ChannelsLast)
    }
}

#[cfg(all(test, feature = "cpu"))]
mod tests {
    use super::*;
    use crate::config::{Backend, DataSettings};
    use crate::learn::device::open;
    use crate::learn::layer::Seeded;
    use crate::worlds::source;

    #[test]
    fn the_model_holds_the_parameters_its_shape_promises() {
        let device = pollster::block_on(open(Backend::Cpu)).unwrap();
        let source = source(&DataSettings::default());
        let pair = ModalitySet::of(&[Modality::Image, Modality::Audio]);
        for modalities in [ModalitySet::ALL, Modality::Tabular.into(), pair] {
            let shape = ModelShape { schema: source.schema(), modalities, embedding: 128, fusion: Fusion::default() };
            let model = Model::new(&shape, &Statistics::identity(shape.schema), &Seeded(1), &device);
            let frozen: usize = shape.modalities.iter().map(|m| 2 * [10, 3, 1][m as usize]).sum(); // mean and deviation
            assert_eq!(model.num_params() - frozen, shape.parameters().total);
        }
    }
}
