//! Every setting of a run: one flat struct in two halves, and one table ([`FIELDS`]) with the range of each field. A field's name
//! is its key in messages, in the URL and in the form. Values outside their range are refused.

mod field;
mod settings;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
pub use field::{Choice, FIELDS, Field, Kind};
pub use settings::{Config, DataSettings};

/// Makes [`World`] of one row for each world: its variant and its name in messages, in the URL and in the contract.
macro_rules! worlds {
    ($($world:ident $name:literal,)*) => {
        /// How table, picture and sound depend on the class; `worlds::preset` has the details.
        #[expect(missing_docs, reason = "the names say it")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum World {
            $(#[serde(rename = $name)] $world,)*
        }

        impl World {
            /// All of them, in the order in which they are offered.
            pub const EACH: [World; [$($name),*].len()] = [$(World::$world),*];

            /// Its name in messages, in the URL and in the contract.
            pub const fn name(self) -> &'static str {
                match self {
                    $(World::$world => $name,)*
                }
            }
        }
    };
}

worlds! {
    Story "story",
    Redundant "redundant",
    Unique "unique",
    Synergy "synergy",
    Noise "noise",
}

/// Where the arithmetic runs. `Auto` is resolved by the page before a worker starts.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Backend {
    Auto,
    Cpu,
    Webgpu,
}

impl Backend {
    /// Its name in messages and in the address.
    pub fn name(self) -> &'static str {
        match self {
            Backend::Auto => "auto",
            Backend::Cpu => "cpu",
            Backend::Webgpu => "webgpu",
        }
    }
}

/// Whether rare classes count for more in the training loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassWeights {
    /// every event counts alike
    Off,
    /// every class counts alike
    Balanced,
}

/// Sides of a picture in pixels.
const IMAGE_SIZES: [u32; 2] = [32, 64];

impl Config {
    /// Whether both settings give the same events in the same splits.
    pub fn same_data(&self, other: &Config) -> bool {
        self.data() == other.data()
    }

    /// Checks every field against its range, and the few whose ranges depend on each other.
    ///
    /// # Errors
    /// [`Error::Setting`] for the first field outside its range, for a picture of another size, for a model of no modality, for
    /// rates so high that some event would have to lose all three modalities, and when no event is left for the test split.
    pub fn validate(&self) -> Result<()> {
        for field in FIELDS {
            field.check(self)?;
        }
        if !IMAGE_SIZES.contains(&self.image_size) {
            return refuse("image_size", self.image_size, "a picture is 32 or 64 pixels wide");
        }
        if self.modalities.is_empty() {
            return refuse("modalities", self.modalities.name(), "a model needs at least one modality");
        }
        if self.missing_too_often() {
            let most = self.data().missing().into_iter().fold(0.0, f64::max);
            let why = "with the other rates, some event would have nothing left; every event keeps a modality";
            return refuse(self.most_missing(), most, why);
        }
        if self.train_share + self.val_share > 0.95 + 1e-9 {
            let why = "training and validation together leave less than 5 % for the test split";
            return refuse("val_share", self.val_share, why);
        }
        Ok(())
    }

    /// Whether the rates are so high that some events would have no modality left: see `worlds::missing`.
    fn missing_too_often(&self) -> bool {
        let rates = self.data().missing();
        let nothing: f64 = rates.iter().product();
        let everything: f64 = rates.iter().map(|rate| 1.0 - rate).product();
        everything < nothing / 2.0
    }

    fn most_missing(&self) -> &'static str {
        let [table, image, audio] = self.data().missing();
        if table >= image.max(audio) {
            "missing_table"
        } else if image >= audio {
            "missing_image"
        } else {
            "missing_audio"
        }
    }
}

fn refuse(field: &str, value: impl ToString, why: &str) -> Result<()> {
    Err(Error::Setting { field: field.into(), value: value.to_string(), why: why.into() })
}
