//! What all events of a data set have in common: the classes, the columns of the table, and the shapes of picture and spectrogram.
//! Every size comes from here; none is a constant.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::modality::{Modality, ModalitySet};
use super::packed::{byte, values};
use crate::error::{Error, Result};

/// How many classes a data set may have.
const CLASSES: [usize; 2] = [2, 50];
/// How many columns a table may have.
const MOST_FEATURES: usize = 200;
/// How many levels a categorical column may have.
const LEVELS: [usize; 2] = [2, 100];
/// The sides of a picture in pixels. Two poolings must leave something of it, and a tab's memory has an end.
const SIDES: [usize; 2] = [4, 1024];
/// The mel bands and the time frames of a spectrogram.
const SPECTRUM: [usize; 2] = [4, 4096];

/// One column of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// snake_case, unique within the schema
    pub name: String,
    /// as a person wrote it; empty where the name is a code that the page has a word for
    pub label: String,
    /// a number or a category
    #[serde(flatten)]
    pub kind: FeatureKind,
}

/// What the values of a column are.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FeatureKind {
    /// any number, in this unit; the unit is empty where there is none
    Numeric { unit: String },
    /// one of these levels. A value is a level's index; any other number stands for a level that the schema does not list.
    Categorical { levels: Vec<String> },
}

/// The picture's shape and the range of its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImageShape {
    /// 1 for grey, 3 for red, green and blue
    pub channels: usize,
    /// rows of pixels
    pub height: usize,
    /// pixels in a row
    pub width: usize,
    /// `[black, white]`: the values of the bytes 0 and 255
    pub range: [f32; 2],
}

/// The spectrogram's shape and how it was computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AudioShape {
    /// mel bands, low to high
    pub mels: usize,
    /// time frames
    pub frames: usize,
    /// Hz
    pub sample_rate: u32,
    /// samples between frames
    pub hop: usize,
    /// samples in one analysis window
    pub window: usize,
    /// `[dark, bright]`: the values of the bytes 0 and 255 (dB below the loudest, where the data has a sound)
    pub range: [f32; 2],
}

/// What the events of one data set have in common. Table, picture and sound are each optional.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    pub classes: Vec<String>,
    /// the table's columns; no column, no table
    pub features: Vec<Feature>,
    pub image: Option<ImageShape>,
    pub audio: Option<AudioShape>,
    /// whether the events' sounds can be played
    #[serde(default)]
    pub has_sound: bool,
}

impl Feature {
    /// A column of numbers.
    pub fn numeric(name: impl Into<String>, label: impl Into<String>, unit: impl Into<String>) -> Feature {
        Feature { name: name.into(), label: label.into(), kind: FeatureKind::Numeric { unit: unit.into() } }
    }

    /// How many numbers an encoder gets of the column: one of a number, and one for each level (one-hot).
    pub fn inputs(&self) -> usize {
        match &self.kind {
            FeatureKind::Numeric { .. } => 1,
            FeatureKind::Categorical { levels } => levels.len(),
        }
    }
}

impl ImageShape {
    /// How many numbers a picture has.
    pub fn numbers(&self) -> usize {
        self.channels * self.height * self.width
    }
}

impl AudioShape {
    /// How many numbers a spectrogram has.
    pub fn numbers(&self) -> usize {
        self.mels * self.frames
    }
}

impl Schema {
    /// The modalities that an event can have.
    pub fn modalities(&self) -> ModalitySet {
        Modality::ALL.into_iter().filter(|modality| self.numbers(*modality) > 0).collect()
    }

    /// How many numbers an event has of a modality; 0 where the schema lacks it.
    pub fn numbers(&self, modality: Modality) -> usize {
        match modality {
            Modality::Tabular => self.features.len(),
            Modality::Image => self.image.as_ref().map_or(0, ImageShape::numbers),
            Modality::Audio => self.audio.as_ref().map_or(0, AudioShape::numbers),
        }
    }

    /// How many numbers the tabular encoder gets of an event.
    pub fn inputs(&self) -> usize {
        self.features.iter().map(Feature::inputs).sum()
    }

    /// Checks the schema of a data set that the page sends.
    ///
    /// # Errors
    /// [`Error::Schema`] names the first thing that is wrong: a count or a side out of its range, two classes, columns or levels of
    /// one name, a range of values without 256 different steps, or neither table nor picture nor sound.
    pub fn validate(&self) -> Result<()> {
        within("classes", self.classes.len(), CLASSES)?;
        distinct("classes", self.classes.iter())?;
        within("columns", self.features.len(), [0, MOST_FEATURES])?;
        distinct("columns", self.features.iter().map(|feature| &feature.name))?;
        self.features.iter().try_for_each(Feature::validate)?;
        self.image.iter().try_for_each(ImageShape::validate)?;
        self.audio.iter().try_for_each(AudioShape::validate)?;
        if self.modalities().is_empty() {
            return refuse("an event has neither a table nor a picture nor a sound".into());
        }
        Ok(())
    }
}

impl Feature {
    fn validate(&self) -> Result<()> {
        let FeatureKind::Categorical { levels } = &self.kind else { return Ok(()) };
        within(&format!("levels of {}", self.name), levels.len(), LEVELS)?;
        distinct(&format!("levels of {}", self.name), levels.iter())
    }
}

impl ImageShape {
    fn validate(&self) -> Result<()> {
        within("the picture's height", self.height, SIDES)?;
        within("the picture's width", self.width, SIDES)?;
        rising("the picture's", self.range)?;
        match self.channels {
            1 | 3 => Ok(()),
            other => refuse(format!("a picture has 1 or 3 channels, not {other}")),
        }
    }
}

impl AudioShape {
    fn validate(&self) -> Result<()> {
        within("the spectrogram's mel bands", self.mels, SPECTRUM)?;
        within("the spectrogram's frames", self.frames, SPECTRUM)?;
        rising("the spectrogram's", self.range)?;
        if self.sample_rate == 0 || self.hop == 0 || self.window == 0 {
            return refuse("the spectrogram's sample rate, hop and window must be above 0".into());
        }
        Ok(())
    }
}

fn within(what: &str, number: usize, [least, most]: [usize; 2]) -> Result<()> {
    if (least..=most).contains(&number) {
        return Ok(());
    }
    refuse(format!("{what}: {number}, which is not between {least} and {most}"))
}

fn distinct<'a>(what: &str, names: impl Iterator<Item = &'a String>) -> Result<()> {
    let mut seen = HashSet::new();
    for name in names {
        if name.trim().is_empty() {
            return refuse(format!("{what}: one has no name"));
        }
        if !seen.insert(name) {
            return refuse(format!("{what}: two are called {name}"));
        }
    }
    Ok(())
}

fn rising(whose: &str, [low, high]: [f32; 2]) -> Result<()> {
    let distinct = |step: u8| byte(values([low, high])[usize::from(step)], [low, high]) == step;
    if low < high && (high - low).is_finite() && (0..=255).all(distinct) {
        return Ok(());
    }
    refuse(format!("{whose} range of values cannot be told apart in 256 steps from {low} to {high}"))
}

fn refuse(why: String) -> Result<()> {
    Err(Error::Schema { why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::examples::schema;

    fn why(change: impl Fn(&mut Schema)) -> String {
        let mut schema = schema();
        change(&mut schema);
        schema.validate().map_or_else(|error| error.to_string(), |()| String::new())
    }

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|i| format!("n{i}")).collect()
    }

    #[test]
    fn the_smallest_and_the_largest_data_sets_are_allowed() {
        let columns = |count| names(count).into_iter().map(|name| Feature::numeric(name, "", "")).collect();
        assert_eq!(why(|_| ()), "");
        assert_eq!(why(|s| (s.classes, s.features) = (names(50), columns(200))), "");
        assert_eq!(why(|s| (s.classes, s.features) = (names(2), columns(0))), "");
        assert_eq!(why(|s| (s.image, s.audio) = (None, None)), "");
        assert_eq!(why(|s| s.image = Some(ImageShape { channels: 1, height: 4, width: 1024, range: [0.0, 1.0] })), "");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let image = |channels, height, width, range| Some(ImageShape { channels, height, width, range });
        let audio = || AudioShape { mels: 64, frames: 64, sample_rate: 16_000, hop: 512, window: 1024, range: [-80.0, 0.0] };
        let levels = |count| FeatureKind::Categorical { levels: names(count) };
        for (named, error) in [
            ("classes: 1", why(|s| s.classes = names(1))),
            ("classes: 51", why(|s| s.classes = names(51))),
            ("two are called n0", why(|s| s.classes = vec!["n0".into(), "n0".into()])),
            ("one has no name", why(|s| s.classes = vec!["n0".into(), " ".into()])),
            ("columns: 201", why(|s| s.features = vec![s.features[0].clone(); 201])),
            ("columns: two are called", why(|s| s.features.push(s.features[0].clone()))),
            ("levels of venue: 1,", why(|s| s.features[1].kind = levels(1))),
            ("levels of venue: 101", why(|s| s.features[1].kind = levels(101))),
            ("height: 3", why(|s| s.image = image(3, 3, 8, [0.0, 1.0]))),
            ("width: 1025", why(|s| s.image = image(3, 8, 1025, [0.0, 1.0]))),
            ("channels, not 4", why(|s| s.image = image(4, 8, 8, [0.0, 1.0]))),
            ("from 1 to 1", why(|s| s.image = image(3, 8, 8, [1.0, 1.0]))),
            ("from NaN to 1", why(|s| s.image = image(3, 8, 8, [f32::NAN, 1.0]))),
            ("256 steps", why(|s| s.image = image(3, 8, 8, [1e6, 1e6 + 1.0]))),
            ("mel bands: 3", why(|s| s.audio = Some(AudioShape { mels: 3, ..audio() }))),
            ("frames: 5000", why(|s| s.audio = Some(AudioShape { frames: 5000, ..audio() }))),
            ("hop", why(|s| s.audio = Some(AudioShape { hop: 0, ..audio() }))),
            ("neither", why(|s| (s.features, s.image, s.audio) = (Vec::new(), None, None))),
        ] {
            assert!(error.starts_with("cannot use the schema") && error.contains(named), "{named}: {error}");
        }
    }

    #[test]
    fn a_table_without_columns_is_no_table() {
        let mut schema = schema();
        assert!(schema.modalities().contains(Modality::Tabular));
        schema.features.clear();
        assert!(!schema.modalities().contains(Modality::Tabular));
    }
}
