//! The architecture in numbers, without building a model: its layers, the shapes of their weights, and the number of parameters.

use serde::Serialize;

use super::architecture::ModelLayer;
use super::fusion::Fusion;
use super::layer::Layer;
use crate::config::Config;
use crate::data::modality::{Modality, ModalitySet};
use crate::data::schema::Schema;
use crate::error::{Error, Result};

/// Width of the tabular encoder's hidden layer.
pub const TABULAR_HIDDEN: usize = 64;
/// Channels after the first and the second convolution of an encoder.
pub const CHANNELS: [usize; 2] = [16, 32];
/// Width of the fusion head's hidden layer.
pub const HIDDEN: usize = 256;

/// What fixes the model's shape.
#[derive(Clone, Copy, Debug)]
pub struct ModelShape<'a> {
    /// what the events consist of
    pub schema: &'a Schema,
    /// those that the model has an encoder for: at least one, and all of them in the schema
    pub modalities: ModalitySet,
    /// how many numbers each encoder makes of its modality
    pub embedding: usize,
    /// how the embeddings become one vector
    pub fusion: Fusion,
}

/// How many trainable numbers each part of a model holds.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Parameters {
    pub tabular: usize,
    pub image: usize,
    pub audio: usize,
    pub fusion: usize,
    pub total: usize,
}

impl<'a> ModelShape<'a> {
    /// The model that `config` asks for on data of this schema: it has an encoder for each modality that the setting names and the
    /// data has.
    ///
    /// # Errors
    /// [`Error::Setting`] when that leaves none.
    pub fn new(schema: &'a Schema, config: &Config) -> Result<ModelShape<'a>> {
        let modalities = schema.modalities().and(config.modalities);
        if modalities.is_empty() {
            let value = config.modalities.name().into();
            let why = "the data set has none of these modalities".into();
            return Err(Error::Setting { field: "modalities".into(), value, why });
        }
        Ok(ModelShape { schema, modalities, embedding: config.embedding as usize, fusion: Fusion::default() })
    }

    /// `[channels, height, width]` of the picture, where the schema has one.
    pub fn image(&self) -> Option<[usize; 3]> {
        self.schema.image.as_ref().map(|image| [image.channels, image.height, image.width])
    }

    /// `[1, mels, frames]` of the spectrogram, where the schema has one.
    pub fn audio(&self) -> Option<[usize; 3]> {
        self.schema.audio.as_ref().map(|audio| [1, audio.mels, audio.frames])
    }

    /// Numbers that go into the head.
    pub fn fused(&self) -> usize {
        self.fusion.width(self.embedding, self.modalities.len())
    }

    /// Numbers that leave a convolutional encoder's second pool for an input of this shape.
    pub fn flat([_, height, width]: [usize; 3]) -> usize {
        CHANNELS[1] * (height / 2 / 2) * (width / 2 / 2)
    }

    /// Every trainable layer of the model with its weight's shape, `[out, in]` or `[out, in, 3, 3]`.
    pub fn layers(&self) -> Vec<(Layer, Vec<usize>)> {
        let own = |layer: &Layer| layer.modality().is_none_or(|modality| self.modalities.contains(modality));
        let all = self.architecture().into_iter().filter_map(|ModelLayer { layer, weight, .. }| Some((layer?, weight)));
        all.filter(|(layer, _)| own(layer)).collect()
    }

    /// The trainable parameters of each part: weights and one bias per output.
    pub fn parameters(&self) -> Parameters {
        let mut count = Parameters::default();
        for (layer, shape) in self.layers() {
            let part = match layer.modality() {
                Some(Modality::Tabular) => &mut count.tabular,
                Some(Modality::Image) => &mut count.image,
                Some(Modality::Audio) => &mut count.audio,
                None => &mut count.fusion,
            };
            let numbers = shape.iter().product::<usize>() + shape[0];
            *part += numbers;
            count.total += numbers;
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DataSettings;
    use crate::data::examples::schema;
    use crate::worlds::source;

    fn parameters(modalities: ModalitySet) -> Parameters {
        let source = source(&DataSettings::default());
        ModelShape { schema: source.schema(), modalities, embedding: 128, fusion: Fusion::default() }.parameters()
    }

    #[test]
    fn a_model_has_the_modalities_that_the_setting_and_the_data_share() {
        let schema = Schema { image: None, ..schema() };
        let shape = |modalities| ModelShape::new(&schema, &Config { modalities, ..Config::default() });
        let both = shape(ModalitySet::ALL).unwrap();
        assert_eq!(both.modalities, ModalitySet::from_bits(0b101));
        assert_eq!(
            shape(ModalitySet::from_bits(0b011)).unwrap().parameters(),
            shape(Modality::Tabular.into()).unwrap().parameters()
        );
        assert_eq!((both.parameters().image, both.parameters().tabular), (0, (5 * 64 + 64) + (64 * 128 + 128)));
        assert_eq!(shape(Modality::Image.into()).unwrap_err().field(), Some("modalities"));
    }

    #[test]
    fn the_articles_model_has_the_parameters_counted_by_hand() {
        let expected = Parameters {
            tabular: (10 * 64 + 64) + (64 * 128 + 128),
            image: (3 * 16 * 9 + 16) + (16 * 32 * 9 + 32) + (32 * 8 * 8 * 128 + 128),
            audio: (16 * 9 + 16) + (16 * 32 * 9 + 32) + (32 * 16 * 16 * 128 + 128),
            fusion: (384 * 256 + 256) + (256 * 3 + 3),
            total: 1_429_219,
        };
        assert_eq!(parameters(ModalitySet::ALL), expected);
    }

    #[test]
    fn a_unimodal_model_has_one_encoder_and_a_narrower_head() {
        let image = parameters(Modality::Image.into());
        assert_eq!((image.tabular, image.audio), (0, 0));
        assert_eq!(image.fusion, (128 * 256 + 256) + (256 * 3 + 3));
    }
}
