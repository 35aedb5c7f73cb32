//! The training loss: cross-entropy in nats, plain or with class weights and label smoothing, and its gradient in closed form.

use burn::tensor::Tensor;

use super::batch::upload;
use super::device::Device;

/// Which cross-entropy is minimised. The default is the plain mean over events.
///
/// With weights `w`, smoothing `ε` and `C` classes, event `i` of class `y` has the soft targets
/// `q[c] = w[c] · ((1 − ε) · [c = y] + ε / C)` and the loss is `−Σᵢ Σ_c q[c] · ln p[c] / Σᵢ w[yᵢ]`: that of PyTorch's
/// `CrossEntropyLoss(weight, label_smoothing)`; smoothing is Szegedy et al.'s (2016, arXiv 1512.00567).
#[derive(Clone, Debug, Default)]
pub struct Loss {
    /// `[1, class]`; `None` weighs all alike
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

    /// The gradient of the loss by the logits, `[batch, class]`. `targets` `[batch, class]` holds 1 for the label's class.
    pub fn slope(&self, log_probabilities: Tensor<2>, targets: Tensor<2>) -> Tensor<2> {
        let probabilities = log_probabilities.exp();
        let soft = self.soft(targets.clone());
        match &self.weights {
            // each event's targets add up to 1, and the weights to the batch
            None => (probabilities - soft) / targets.dims()[0] as f32,
            Some(weights) => {
                let whole = (targets * weights.clone()).sum().reshape([1, 1]);
                let soft = soft * weights.clone();
                (probabilities * soft.clone().sum_dim(1) - soft) / whole
            }
        }
    }

    /// The loss itself in nats, `[1]`.
    pub fn value(&self, log_probabilities: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
        let soft = self.soft(targets.clone());
        match &self.weights {
            None => (log_probabilities * soft).sum() / -(targets.dims()[0] as f32),
            Some(weights) => {
                let whole = (targets * weights.clone()).sum();
                -(log_probabilities * soft * weights.clone()).sum() / whole
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

/// Weights that let every class count alike however rare it is: `events / (classes · events of the class)`, as scikit-learn's
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
    use burn::tensor::activation::log_softmax;

    fn device() -> Device {
        pollster::block_on(open(Backend::Cpu)).unwrap()
    }

    fn numbers<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
        tensor.into_data().try_to_vec().unwrap()
    }

    /// Three events of two classes: log-probabilities and targets.
    fn batch(device: &Device) -> (Tensor<2>, Tensor<2>) {
        let logits = upload(vec![0.3, -1.2, 2.0, 0.1, -0.7, -0.6], [3, 2], device);
        (log_softmax(logits, 1), upload(vec![1.0, 0.0, 0.0, 1.0, 0.0, 1.0], [3, 2], device))
    }

    #[test]
    fn the_default_is_the_plain_gradient_to_the_last_bit() {
        let (logs, targets) = batch(&device());
        let plain = (logs.clone().exp() - targets.clone()) / 3_f32;
        assert_eq!(numbers(Loss::default().slope(logs, targets)), numbers(plain));
    }

    #[test]
    fn equal_weights_change_nothing() {
        let device = device();
        let (logs, targets) = batch(&device);
        let plain = Loss::new(None, 0.1, &device).slope(logs.clone(), targets.clone());
        let weighted = Loss::new(Some(&[2.5, 2.5]), 0.1, &device).slope(logs, targets);
        let worst = (plain - weighted).abs().max();
        assert!(numbers(worst)[0] < 1e-7);
    }

    /// The weights of numerator and denominator cancel where every event costs the same.
    #[test]
    fn at_even_odds_every_weighting_costs_ln_2() {
        let device = device();
        let logs = upload(vec![0.5f32.ln(); 6], [3, 2], &device);
        let value = Loss::new(Some(&[0.5, 2.0]), 0.0, &device).value(logs, batch(&device).1);
        assert!((numbers(value)[0] - 2f32.ln()).abs() < 1e-6);
    }

    #[test]
    fn a_class_without_events_weighs_one_and_balanced_data_weigh_alike() {
        assert_eq!(balanced_weights(&[0, 1, 0, 1], 2), [1.0, 1.0]);
        assert_eq!(balanced_weights(&[0, 0], 2), [0.5, 1.0]);
    }
}
