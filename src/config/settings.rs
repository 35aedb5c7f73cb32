//! The settings in two halves, for the data and for training. Each is declared once, with its type, default, meaning and unit.

use serde::{Deserialize, Serialize};

use super::{Backend, ClassWeights, World};
use crate::data::modality::{Modality, ModalitySet};

/// Defines [`Config`] with the fields of both halves, flat as in messages and in the URL, and [`DataSettings`] with the first half.
macro_rules! settings {
    (
        data { $($(#[doc = $data_doc:literal])* $data:ident: $data_type:ty = $data_default:expr,)* }
        training { $($(#[doc = $doc:literal])* $name:ident: $type:ty = $default:expr,)* }
    ) => {
        /// Everything that determines a synthetic data set: the settings of its world, the shares of its splits, and the seed.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct DataSettings {
            $($(#[doc = $data_doc])* pub $data: $data_type,)*
        }

        /// The settings of a run. [`Config::default`] is the default experiment of the page. [`FIELDS`](super::FIELDS) bounds each.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Config {
            $($(#[doc = $data_doc])* pub $data: $data_type,)*
            $($(#[doc = $doc])* pub $name: $type,)*
        }

        impl Default for DataSettings {
            fn default() -> Self {
                DataSettings { $($data: $data_default,)* }
            }
        }

        impl Default for Config {
            fn default() -> Self {
                Config { $($data: $data_default,)* $($name: $default,)* }
            }
        }

        impl Config {
            /// The half that fixes the data set.
            pub fn data(&self) -> DataSettings {
                DataSettings { $($data: self.$data,)* }
            }
        }
    };
}

settings! {
    data {
        /// how table, picture and sound depend on the class
        world: World = World::Story,
        /// kinds of event
        classes: u32 = 3,
        /// how many events there are
        events: u32 = 2000,
        /// how often a modality shows what several classes share, 0…1, in [`World::Story`]
        ambiguity: f64 = 1.0,
        /// the one that shows the class in [`World::Unique`]
        unique_modality: Modality = Modality::Image,
        /// how unequal the classes' shares are, 0…1
        imbalance: f64 = 0.0,
        /// pixels along each side
        image_size: u32 = 32,
        /// length of a sound
        audio_seconds: u32 = 2,
        /// of the events, 0…1
        train_share: f64 = 0.70,
        /// of the events, 0…1; what is left is tested on
        val_share: f64 = 0.15,
        /// standard deviation, in that of a column
        table_noise: f64 = 0.0,
        /// standard deviation, where 1 is from black to white
        image_noise: f64 = 0.05,
        /// standard deviation as a share of the picture's width
        image_blur: f64 = 0.0,
        /// share of the picture that is hidden
        image_occlusion: f64 = 0.0,
        /// signal-to-noise ratio in decibels; 60 adds no noise
        audio_snr: f64 = 26.0,
        /// share of the events with the label of another class
        label_noise: f64 = 0.0,
        /// share of the events without a table
        missing_table: f64 = 0.0,
        /// share of the events without a picture
        missing_image: f64 = 0.0,
        /// share of the events without a sound
        missing_audio: f64 = 0.0,
        /// of the data, the splits, the weights, the order and dropout
        seed: u32 = 1,
    }
    training {
        /// what the model is built from; a single one gives a unimodal baseline
        modalities: ModalitySet = ModalitySet::ALL,
        /// numbers that each encoder makes of its modality
        embedding: u32 = 128,
        /// share of the hidden units that are dropped in a step
        dropout: f64 = 0.5,
        /// chance that a training event's modality is hidden in a step
        modality_dropout: f64 = 0.0,
        /// passes over the training split
        epochs: u32 = 10,
        /// events in an optimizer step
        batch_size: u32 = 32,
        /// of Adam
        learning_rate: f64 = 1e-3,
        /// times the learning rate
        weight_decay: f64 = 0.0,
        /// share of a target that is spread over all classes
        label_smoothing: f64 = 0.0,
        /// whether rare classes count for more in the training loss
        class_weights: ClassWeights = ClassWeights::Off,
        /// epochs without a lower validation loss until training stops; 0 never stops early
        patience: u32 = 0,
        /// where the arithmetic runs
        backend: Backend = Backend::Auto,
    }
}

impl DataSettings {
    /// The rates at which table, picture and sound are missing, in the order of the presence mask.
    pub fn missing(&self) -> [f64; 3] {
        [self.missing_table, self.missing_image, self.missing_audio]
    }
}
