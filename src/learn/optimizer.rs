//! The optimizer: Adam over a module's layers, in place.

use std::collections::HashMap;

use burn::backend::Dispatch;
use burn::backend::tensor::FloatTensor;
use burn::module::{Module, ModuleMapper, Param, ParamId};
use burn::tensor::{Gradients, Tensor};

use super::batch::upload;
use super::device::Device;
use super::kernel::adam::{AdamStep, VECTOR, rates};

/// Adam with PyTorch's defaults and decoupled weight decay, for modules whose layers each have a weight and a bias.
pub struct Adam {
    device: Device,
    weight_decay: f64,
    steps: i32,
    /// `[2, parameters, rounded up]`: first and second moments, in the module's order; none before the first step
    moments: Option<Tensor<2>>,
}

impl Adam {
    /// An optimizer that has not stepped yet. `weight_decay` is per unit of learning rate, as `torch.optim.AdamW` has it.
    pub fn new(weight_decay: f64, device: &Device) -> Adam {
        Adam { device: device.clone(), weight_decay, steps: 0, moments: None }
    }

    /// Begins a step. It uploads, so call it before the forward pass: an upload sends off what was dispatched before it.
    pub fn begin(&mut self, learning_rate: f64) -> Rates {
        self.steps += 1;
        Rates(upload(rates(learning_rate, self.weight_decay, self.steps).to_vec(), [3], &self.device))
    }

    /// The module after one step down `gradients`. What nobody else holds is updated in place. Frozen parameters stay as they are.
    ///
    /// # Panics
    /// When a layer has a gradient for its weight and none for its bias.
    pub fn step<M: Module>(&mut self, rates: Rates, module: M, gradients: Gradients) -> M {
        let mut take = Take { gradients, taken: Vec::new() };
        let module = module.map(&mut take);
        module.map(&mut Put(self.update(rates, take.taken)))
    }

    fn update(&mut self, Rates(rates): Rates, parameters: Vec<Parameter>) -> HashMap<ParamId, Values> {
        let numbers = parameters.iter().map(|parameter| parameter.numbers).sum::<usize>().next_multiple_of(VECTOR);
        let moments = self.moments.take().unwrap_or_else(|| Tensor::zeros([2, numbers], &self.device.inner));
        let mut moments = moments.into_dispatch();
        let rates = rates.into_dispatch();
        let (mut at, mut stepped) = (0, HashMap::new());
        let mut parameters = parameters.into_iter();
        while let Some(weight) = parameters.next() {
            let bias = parameters.next().expect("a layer has a bias");
            let (weight_values, bias_values, new_moments) = <Dispatch as AdamStep>::adam_step(
                weight.values,
                weight.gradient,
                bias.values,
                bias.gradient,
                moments,
                rates.clone(),
                at,
            );
            at += weight.numbers + bias.numbers;
            moments = new_moments;
            stepped.extend([(weight.id, weight_values), (bias.id, bias_values)]);
        }
        self.moments = Some(Tensor::from_dispatch(moments));
        stepped
    }
}

/// The numbers of one step, on the device.
pub struct Rates(Tensor<1>);

/// A tensor of any rank.
type Values = FloatTensor<Dispatch>;

struct Parameter {
    id: ParamId,
    numbers: usize,
    values: Values,
    gradient: Values,
}

/// Takes the parameters that have a gradient out of a module, so that nobody else holds them.
struct Take {
    gradients: Gradients,
    taken: Vec<Parameter>,
}

impl ModuleMapper for Take {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let Some(gradient) = param.val().grad_remove(&mut self.gradients) else { return param };
        let (id, tensor, _) = param.consume();
        let (device, shape) = (tensor.device(), tensor.shape());
        let (numbers, values) = (shape.num_elements(), tensor.inner().into_dispatch());
        self.taken.push(Parameter { id, numbers, values, gradient: gradient.into_dispatch() });
        Param::uninitialized(id, |_, _| unreachable!("the new values are put back before anybody looks"), device, true, shape)
    }
}

/// Puts the new values into the module.
struct Put(HashMap<ParamId, Values>);

impl ModuleMapper for Put {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        match self.0.remove(&param.id) {
            Some(values) => {
                let values = Tensor::from_inner(Tensor::from_dispatch(values)).require_grad();
                Param::initialized(param.id, values)
            }
            None => param,
        }
    }
}
