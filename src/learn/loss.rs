//! The training loss: cross-entropy in nats, plain or with class weights and label smoothing, and its gradient in closed form.

use burn::tensor::Tensor;

use super::batch::upload;
use super::device::Device;
use super::kernel::cross_entropy::cross_entropy;
use crate::config::{ClassWeights, Config};
use crate::data::dataset::Dataset;

/// Which cross-entropy is minimised. The default is the plain mean over events.
///
/// With weights `w`, smoothing `ε` and `C` classes, event `i` of class `y` has the soft targets
/// `q[c] = w[c] · ((1 − ε) · [c = y] + ε / C)` and the loss is `−Σᵢ Σ_c q[c] · ln p[c] / Σᵢ w[yᵢ]`: that of PyTorch's
/// `CrossEntropyLoss(weight, label_smoothing)`; smoothing is Szegedy et al.'s (2016, arXiv 1512.00567).
#[derive(Clone, Debug, Default)]
pub struct Loss {
    /// `[1, class]`; `None` gives every class the same weight
    weights: Option<Tensor<2>>,
    /// 0…1
    smoothing: f32,
}

impl Loss {
    /// `weights` is `[class]`, each above 0; `smoothing` is the share of each target that is spread over all classes, 0…1.
    pub fn new(weights: Option<&[f32]>, smoothing: f64, device: &Device) -> Loss {
        let weights = weights.map(|weights| upload(weights.to_vec(), [1, weights.len()], device));
        Loss { weights, smoothing: smoothing as f32 }
    }

    /// The loss that the settings ask for, with class weights from the training split.
    pub fn asked(config: &Config, dataset: &Dataset, device: &Device) -> Loss {
        let weights = (config.class_weights == ClassWeights::Balanced).then(|| {
            let labels = dataset.splits.train.iter().map(|i| dataset.columns.labels[*i as usize] as usize);
            balanced_weights(&labels.collect::<Vec<usize>>(), dataset.schema.classes.len())
        });
        Loss::new(weights.as_deref(), config.label_smoothing, device)
    }

    /// Each event's share of the loss in nats, `[batch]`, and the log-probabilities `[batch, class]`, through which no gradient
    /// flows. `logits` and `targets` are `[batch, class]`; a target is 1 for the label's class, 0 for the others.
    pub fn of(&self, logits: Tensor<2>, targets: Tensor<2>) -> (Tensor<1>, Tensor<2>) {
        let events = targets.dims()[0] as f32;
        let soft = self.soft(targets.clone());
        match &self.weights {
            None => cross_entropy(logits, soft, 1.0 / events),
            Some(weights) => {
                let whole = (targets * weights.clone()).sum().reshape([1, 1]);
                cross_entropy(logits, soft * weights.clone() / whole, 1.0)
            }
        }
    }

    /// The targets with a share spread evenly over the classes.
    fn soft(&self, targets: Tensor<2>) -> Tensor<2> {
        if self.smoothing == 0.0 {
            return targets;
        }
        let classes = targets.dims()[1] as f32;
        targets * (1.0 - self.smoothing) + self.smoothing / classes
    }
}

/// Weights that give every class the same influence, however rare it is: `events / (classes · events of the class)`, as scikit-learn's
/// `class_weight="balanced"`. A class without events gets 1.
///
/// ```
/// use trimodal::learn::loss::balanced_weights;
/// assert_eq!(balanced_weights(&[0, 0, 0, 1], 2), [4.0 / 6.0, 2.0]);
/// ```
pub fn balanced_weights(labels: &[usize], classes: usize) -> Vec<f32> {
    let count = |class| labels.iter().filter(|label| **label == class).count();
    let weight = |events| if events == 0 { 1.0 } else { labels.len() as f32 / (classes * events) as f32 };
    (0..classes).map(|class| weight(count(class))).collect()
}

#[cfg(all(test, feature = "cpu"))]
mod tests {
    use super::*;
    use crate::config::Backend;
    use crate::learn::device::open;

    fn device() -> Device {
        pollster::block_on(open(Backend::Cpu)).unwrap()
    }

    fn numbers<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
        tensor.into_data().try_to_vec().unwrap()
    }

    /// The shares of three events of two classes with these logits.
    fn shares(loss: &Loss, logits: [f32; 6], device: &Device) -> Vec<f32> {
        let targets = upload(vec![1.0, 0.0, 0.0, 1.0, 0.0, 1.0], [3, 2], device);
        numbers(loss.of(upload(logits.to_vec(), [3, 2], device), targets).0)
    }

    const LOGITS: [f32; 6] = [0.3, -1.2, 2.0, 0.1, -0.7, -0.6];

    #[test]
    fn the_default_is_the_plain_mean() {
        let plain = |a: f32, b: f32| (1.0 + (b - a).exp()).ln() / 3.0;
        let by_hand = [plain(0.3, -1.2), plain(0.1, 2.0), plain(-0.6, -0.7)];
        let shares = shares(&Loss::default(), LOGITS, &device());
        assert!(shares.iter().zip(by_hand).all(|(a, b)| (a - b).abs() < 1e-6), "{shares:?} {by_hand:?}");
    }

    #[test]
    fn equal_weights_change_nothing() {
        let device = device();
        let plain = shares(&Loss::new(None, 0.1, &device), LOGITS, &device);
        let weighted = shares(&Loss::new(Some(&[2.5, 2.5]), 0.1, &device), LOGITS, &device);
        assert!(plain.iter().zip(&weighted).all(|(a, b)| (a - b).abs() < 1e-7), "{plain:?} {weighted:?}");
    }

    /// The weights of numerator and denominator cancel where every event costs the same.
    #[test]
    fn at_even_odds_every_weighting_costs_ln_2() {
        let device = device();
        let whole: f32 = shares(&Loss::new(Some(&[0.5, 2.0]), 0.0, &device), [0.7; 6], &device).iter().sum();
        assert!((whole - 2f32.ln()).abs() < 1e-6);
    }

    #[test]
    fn a_class_without_events_weighs_one_and_balanced_data_weigh_alike() {
        assert_eq!(balanced_weights(&[0, 1, 0, 1], 2), [1.0, 1.0]);
        assert_eq!(balanced_weights(&[0, 0], 2), [0.5, 1.0]);
    }
}
