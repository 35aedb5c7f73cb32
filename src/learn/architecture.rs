//! The architecture layer by layer: what each encoder and the head do to the numbers of one event. The model's weights and the
//! page's drawing both follow this list.

use serde::Serialize;

use super::fusion::Fusion;
use super::layer::Layer;
use super::shape::{CHANNELS, HIDDEN, ModelShape, TABULAR_HIDDEN};
use crate::data::modality::Modality;

/// One layer of the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelLayer {
    /// the modality whose encoder it is part of; `None` for the head
    pub modality: Option<Modality>,
    /// what it does
    pub kind: LayerKind,
    /// what leaves it for one event: `[units]` or `[channels, height, width]`
    pub output: Vec<usize>,
    /// its weight's shape, `[out, in]` or `[out, in, 3, 3]`; empty where it has none
    pub weight: Vec<usize>,
    /// trainable numbers: the weight's, and one bias per output
    pub parameters: usize,
    /// its name among the trainable layers
    #[serde(skip)]
    pub layer: Option<Layer>,
}

/// What a layer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LayerKind {
    /// the event's numbers, standardised
    Input,
    /// 3×3 with padding, ReLU, max-pooling by 2
    Convolution,
    /// linear, ReLU
    Hidden,
    /// flatten, linear
    Flatten,
    /// linear
    Linear,
    /// the embeddings side by side
    Concatenation,
    /// dropout, in training only
    Dropout,
    /// linear: one logit per class
    Classes,
}

impl ModelLayer {
    fn plain(modality: Option<Modality>, kind: LayerKind, output: Vec<usize>) -> ModelLayer {
        ModelLayer { modality, kind, output, weight: Vec::new(), parameters: 0, layer: None }
    }

    fn trained(layer: Layer, kind: LayerKind, output: Vec<usize>, weight: Vec<usize>) -> ModelLayer {
        let parameters = weight.iter().product::<usize>() + weight[0];
        ModelLayer { modality: layer.modality(), kind, output, weight, parameters, layer: Some(layer) }
    }
}

impl ModelShape<'_> {
    /// Every layer in the order in which numbers pass through: an encoder for each modality of the schema, also for those that
    /// the model leaves out, then the head.
    pub fn architecture(&self) -> Vec<ModelLayer> {
        let mut all = Vec::new();
        if self.schema.inputs() > 0 {
            all.extend(self.table_layers());
        }
        if let Some(image) = self.image() {
            all.extend(self.convolutions([Layer::ImageConv1, Layer::ImageConv2, Layer::ImageOut], Modality::Image, image));
        }
        if let Some(audio) = self.audio() {
            all.extend(self.convolutions([Layer::AudioConv1, Layer::AudioConv2, Layer::AudioOut], Modality::Audio, audio));
        }
        all.extend(self.head_layers());
        all
    }

    fn table_layers(&self) -> [ModelLayer; 3] {
        let (inputs, embedding) = (self.schema.inputs(), self.embedding);
        [
            ModelLayer::plain(Some(Modality::Tabular), LayerKind::Input, vec![inputs]),
            ModelLayer::trained(Layer::TabularHidden, LayerKind::Hidden, vec![TABULAR_HIDDEN], vec![TABULAR_HIDDEN, inputs]),
            ModelLayer::trained(Layer::TabularOut, LayerKind::Linear, vec![embedding], vec![embedding, TABULAR_HIDDEN]),
        ]
    }

    fn convolutions(&self, [first, second, out]: [Layer; 3], modality: Modality, input: [usize; 3]) -> [ModelLayer; 4] {
        let ([channels, height, width], [few, many]) = (input, CHANNELS);
        let convolution = |layer, from, to, pooled: usize| {
            let output = vec![to, height / pooled, width / pooled];
            ModelLayer::trained(layer, LayerKind::Convolution, output, vec![to, from, 3, 3])
        };
        [
            ModelLayer::plain(Some(modality), LayerKind::Input, input.to_vec()),
            convolution(first, channels, few, 2),
            convolution(second, few, many, 4),
            ModelLayer::trained(out, LayerKind::Flatten, vec![self.embedding], vec![self.embedding, Self::flat(input)]),
        ]
    }

    fn head_layers(&self) -> [ModelLayer; 4] {
        let (fused, classes) = (self.fused(), self.schema.classes.len());
        let fusion = match self.fusion {
            Fusion::Concatenation => LayerKind::Concatenation,
        };
        [
            ModelLayer::plain(None, fusion, vec![fused]),
            ModelLayer::trained(Layer::HeadHidden, LayerKind::Hidden, vec![HIDDEN], vec![HIDDEN, fused]),
            ModelLayer::plain(None, LayerKind::Dropout, vec![HIDDEN]),
            ModelLayer::trained(Layer::HeadOut, LayerKind::Classes, vec![classes], vec![classes, HIDDEN]),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::data::examples::schema;
    use crate::data::schema::{ImageShape, Schema};

    /// Layers of one part, each with what leaves it.
    fn part(schema: &Schema, modality: Option<Modality>) -> Vec<(LayerKind, Vec<usize>)> {
        let shape = ModelShape::new(schema, &Config::default()).unwrap();
        let layers = shape.architecture().into_iter().filter(|layer| layer.modality == modality);
        layers.map(|layer| (layer.kind, layer.output)).collect()
    }

    #[test]
    fn a_picture_is_halved_twice_whatever_its_shape() {
        let image = ImageShape { channels: 1, height: 24, width: 42, range: [0.0, 1.0] };
        let outputs = part(&Schema { image: Some(image), ..schema() }, Some(Modality::Image));
        let expected: [&[usize]; 4] = [&[1, 24, 42], &[16, 12, 21], &[32, 6, 10], &[128]];
        assert_eq!(outputs.iter().map(|(_, output)| output.as_slice()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_the_schema_lacks_has_no_layers() {
        assert!(part(&Schema { audio: None, ..schema() }, Some(Modality::Audio)).is_empty());
        assert_eq!(part(&Schema { audio: None, ..schema() }, None)[0], (LayerKind::Concatenation, vec![256]));
    }

    #[test]
    fn an_encoder_that_the_model_leaves_out_is_listed_and_has_no_weights_in_the_model() {
        let schema = schema();
        let config = Config { modalities: Modality::Image.into(), ..Config::default() };
        let shape = ModelShape::new(&schema, &config).unwrap();
        assert!(shape.architecture().iter().any(|layer| layer.layer == Some(Layer::TabularHidden)));
        assert!(shape.layers().iter().all(|(layer, _)| *layer != Layer::TabularHidden));
    }
}
