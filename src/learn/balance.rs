//! Whether encoders are still learning, judged by the norm of each one's gradient. If one gradient vanishes while another does
//! not, the modalities compete and that encoder has stopped learning (Wang et al. 2020, arXiv 1905.12681).

use burn::module::{ModuleVisitor, Param};
use burn::tensor::{Gradients, Tensor};

use super::device::Device;
use super::kernel::squares::{PARTS, Squares};
use super::model::Model;
use crate::data::modality::Modality;

/// The squares of the gradient of each modality's encoder, on the device, for [`norms`]; 0 for an encoder that the model or the
/// gradients lack. Costs one pass over the encoders' weights and reads nothing.
pub fn gradient_squares(gradients: &Gradients, model: &Model, device: &Device) -> Tensor<1> {
    let squares = Squares::zeros(Modality::ALL.len(), &device.inner);
    let mut visitor = Visitor { gradients, modality: Modality::Tabular, squares: Some(squares) };
    for modality in Modality::ALL {
        visitor.modality = modality;
        model.visit_encoder(modality, &mut visitor);
    }
    visitor.squares.map(Squares::into_parts).expect("put back after every parameter")
}

/// The Euclidean norm of the gradient of each modality's encoder, in mask order, from what was read of [`gradient_squares`].
pub fn norms(squares: &[f32]) -> [f64; 3] {
    std::array::from_fn(|modality| {
        let parts = &squares[modality * PARTS..][..PARTS];
        parts.iter().map(|part| f64::from(*part)).sum::<f64>().sqrt()
    })
}

/// Adds up the squared gradients of the parameters it is shown.
struct Visitor<'a> {
    gradients: &'a Gradients,
    modality: Modality,
    /// `None` only while they are added to, so that it happens in place
    squares: Option<Squares>,
}

impl ModuleVisitor for Visitor<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if let Some(gradient) = param.val().grad(self.gradients) {
            self.squares = self.squares.take().map(|squares| squares.add(gradient, self.modality as usize));
        }
    }
}

#[cfg(all(test, feature = "cpu"))]
mod tests {
    use super::*;
    use burn::module::Module;

    use crate::config::{Backend, DataSettings};
    use crate::data::columns::Columns;
    use crate::data::dataset::Dataset;
    use crate::data::modality::ModalitySet;
    use crate::data::statistics::Statistics;
    use crate::learn::batch::DeviceData;
    use crate::learn::device::open;
    use crate::learn::fusion::Fusion;
    use crate::learn::layer::Seeded;
    use crate::learn::shape::ModelShape;
    use crate::worlds::source;

    /// The norms of a model of `modalities`, and the norms of all its parameters added up by the names of its fields, for the
    /// loss `scale` times the sum of the logits of eight events that keep these modalities.
    fn both(modalities: ModalitySet, kept: ModalitySet, scale: f32) -> ([f64; 3], [f64; 3]) {
        let device = pollster::block_on(open(Backend::Cpu)).unwrap();
        let source = source(&DataSettings::default());
        let events = Columns::of((0..40).map(|index| source.event(index)), source.schema());
        let dataset = Dataset::new(source.schema().clone(), events, 0.5, 0.25, 1).unwrap();
        let shape = ModelShape { schema: &dataset.schema, modalities, embedding: 128, fusion: Fusion::default() };
        let model = Model::new(&shape, &Statistics::of(&dataset), &Seeded(1), &device);
        let batch = DeviceData::new(&dataset, &device).batch(&(0..8).collect::<Vec<_>>(), Some(vec![kept; 8]));
        let gradients = (model.forward(&batch, None) * scale).sum().backward();
        let mut named = Named { gradients: &gradients, path: Vec::new(), squares: [0.0; 3] };
        model.visit(&mut named);
        let squares: Vec<f32> = gradient_squares(&gradients, &model, &device).into_data().try_to_vec().unwrap();
        (norms(&squares), named.squares.map(f64::sqrt))
    }

    /// Adds up the squares of each encoder on the host; the path of a parameter names its encoder.
    struct Named<'a> {
        gradients: &'a Gradients,
        path: Vec<String>,
        squares: [f64; 3],
    }

    impl ModuleVisitor for Named<'_> {
        fn enter_module(&mut self, name: &str, _container_type: &str) {
            self.path.push(name.into());
        }

        fn exit_module(&mut self, _name: &str, _container_type: &str) {
            self.path.pop();
        }

        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            let encoder = ["tabular", "image", "audio"].iter().position(|name| self.path.iter().any(|part| part == name));
            if let (Some(encoder), Some(gradient)) = (encoder, param.val().grad(self.gradients)) {
                let values: Vec<f32> = gradient.into_data().try_to_vec().unwrap();
                self.squares[encoder] += values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>();
            }
        }
    }

    #[test]
    fn each_norm_is_that_of_the_encoders_own_parameters() {
        let (norms, named) = both(ModalitySet::ALL, ModalitySet::ALL, 1.0);
        assert!(norms.iter().zip(named).all(|(a, b)| b > 0.0 && (a - b).abs() < 1e-5 * b), "{norms:?} {named:?}");
    }

    #[test]
    fn a_hidden_or_absent_modality_has_no_gradient() {
        let (hidden, _) = both(ModalitySet::ALL, ModalitySet::from_bits(0b101), 1.0);
        assert!(hidden[0] > 0.0 && hidden[1] == 0.0 && hidden[2] > 0.0, "{hidden:?}");
        let (absent, _) = both(Modality::Image.into(), ModalitySet::ALL, 1.0);
        assert!(absent[0] == 0.0 && absent[1] > 0.0 && absent[2] == 0.0, "{absent:?}");
    }

    #[test]
    fn a_loss_three_times_as_large_has_gradients_three_times_as_long() {
        let ((once, _), (thrice, _)) =
            (both(ModalitySet::ALL, ModalitySet::ALL, 1.0), both(ModalitySet::ALL, ModalitySet::ALL, 3.0));
        assert!(once.iter().zip(&thrice).all(|(a, b)| (3.0 * a - b).abs() < 1e-4 * b), "{once:?} {thrice:?}");
    }
}
