//! The optimizer: Adam, applied in place to each parameter of a module.

use std::collections::HashMap;

use burn::backend::Dispatch;
use burn::backend::tensor::FloatTensor;
use burn::module::{Module, ModuleMapper, ModuleVisitor, Param, ParamId};
use burn::tensor::{Gradients, Tensor};

use super::batch::upload;
use super::device::Device;
use super::kernel::adam::{AdamStep, VECTOR, rates};

/// Adam with PyTorch's defaults and decoupled weight decay.
pub struct Adam {
    device: Device,
    weight_decay: f64,
    steps: i32,
    /// where a parameter's moments begin, by its name in the module, such as `image.conv1.weight`
    places: HashMap<String, usize>,
    /// numbers in a row of the moments
    numbers: usize,
    /// `[2, numbers]`: first and second moments; `None` before the first step
    moments: Option<Tensor<2>>,
}

impl Adam {
    /// An optimizer for the parameters of `module` that are not frozen. `weight_decay` is per unit of learning rate, as in
    /// `torch.optim.AdamW`.
    pub fn new<M: Module>(module: &M, weight_decay: f64, device: &Device) -> Adam {
        let mut layout = MomentLayout::default();
        module.visit(&mut layout);
        let MomentLayout { places, numbers, .. } = layout;
        Adam { device: device.clone(), weight_decay, steps: 0, places, numbers, moments: None }
    }

    /// Begins a step. It uploads, so call it before the forward pass: an upload submits all work that was dispatched before it.
    pub fn begin(&mut self, learning_rate: f64) -> Rates {
        self.steps += 1;
        Rates(upload(rates(learning_rate, self.weight_decay, self.steps).to_vec(), [3], &self.device))
    }

    /// The module after one step down `gradients`. A tensor that has no other owner is updated in place. Frozen parameters and
    /// those without a gradient stay as they are.
    ///
    /// # Panics
    /// When a parameter with a gradient is not one of those that the optimizer was made for.
    pub fn step<M: Module>(&mut self, rates: Rates, module: M, gradients: Gradients) -> M {
        let mut take = Take { gradients, places: &self.places, path: Path::default(), taken: Vec::new() };
        let module = module.map(&mut take);
        let taken = take.taken;
        module.map(&mut Put(self.update(rates, taken)))
    }

    /// The new values of `parameters`, two at a time: a GPU updates both in one dispatch.
    fn update(&mut self, Rates(rates): Rates, parameters: Vec<Parameter>) -> HashMap<ParamId, Values> {
        let moments = self.moments.take().unwrap_or_else(|| Tensor::zeros([2, self.numbers], &self.device.inner));
        let (mut moments, rates) = (moments.into_dispatch(), rates.into_dispatch());
        let mut stepped = HashMap::new();
        let mut parameters = parameters.into_iter();
        while let Some(one) = parameters.next() {
            let Some(other) = parameters.next() else {
                let (values, new_moments) =
                    <Dispatch as AdamStep>::adam_step(one.values, one.gradient, moments, rates.clone(), one.at);
                moments = new_moments;
                stepped.insert(one.id, values);
                break;
            };
            let (values, other_values, new_moments) = <Dispatch as AdamStep>::adam_steps(
                one.values,
                one.gradient,
                other.values,
                other.gradient,
                moments,
                rates.clone(),
                [one.at, other.at],
            );
            moments = new_moments;
            stepped.extend([(one.id, values), (other.id, other_values)]);
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
    /// where its moments begin
    at: usize,
    values: Values,
    gradient: Values,
}

/// The names of the fields that lead to a parameter.
#[derive(Default)]
struct Path(Vec<String>);

impl Path {
    /// Joined by dots.
    fn name(&self) -> String {
        self.0.join(".")
    }
}

/// Gives every parameter that is not frozen a place for its moments, each from a whole vector on.
#[derive(Default)]
struct MomentLayout {
    path: Path,
    places: HashMap<String, usize>,
    numbers: usize,
}

impl ModuleVisitor for MomentLayout {
    fn enter_module(&mut self, name: &str, _container_type: &str) {
        self.path.0.push(name.into());
    }

    fn exit_module(&mut self, _name: &str, _container_type: &str) {
        self.path.0.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let values = param.val();
        if values.is_require_grad() {
            self.places.insert(self.path.name(), self.numbers);
            self.numbers += values.shape().num_elements().next_multiple_of(VECTOR);
        }
    }
}

/// Takes the parameters that have a gradient out of a module, so that they have no other owner.
struct Take<'a> {
    gradients: Gradients,
    places: &'a HashMap<String, usize>,
    path: Path,
    taken: Vec<Parameter>,
}

impl ModuleMapper for Take<'_> {
    fn enter_module(&mut self, name: &str, _container_type: &str) {
        self.path.0.push(name.into());
    }

    fn exit_module(&mut self, _name: &str, _container_type: &str) {
        self.path.0.pop();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let Some(gradient) = param.val().grad_remove(&mut self.gradients) else { return param };
        let name = self.path.name();
        let at = *self.places.get(&name).unwrap_or_else(|| panic!("the optimizer was not made for {name}"));
        let (id, tensor, _) = param.consume();
        let (device, shape) = (tensor.device(), tensor.shape());
        let values = tensor.inner().into_dispatch();
        self.taken.push(Parameter { id, at, values, gradient: gradient.into_dispatch() });
        Param::uninitialized(id, |_, _| unreachable!("the new values are put back before they are read"), device, true, shape)
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

#[cfg(all(test, feature = "cpu"))]
mod tests {
    use super::*;
    use burn::nn::{Linear, LinearConfig};

    use crate::config::Backend;
    use crate::learn::device::open;

    #[derive(Module, Debug)]
    struct Three {
        first: Linear,
        second: Linear,
        third: Linear,
    }

    const LAYERS: [[usize; 2]; 3] = [[2, 3], [3, 2], [5, 1]];

    fn three(device: &Device) -> Three {
        let device = device.burn().clone().autodiff();
        let [first, second, third] = LAYERS.map(|[inputs, outputs]| {
            let mut layer = LinearConfig::new(inputs, outputs).with_bias(outputs > 1).init(&device);
            layer.weight = Param::from_tensor(Tensor::full([inputs, outputs], 0.5, &device));
            layer
        });
        Three { first, second, third }
    }

    fn numbers<const D: usize>(param: &Param<Tensor<D>>) -> Vec<f32> {
        param.val().inner().into_data().try_to_vec().unwrap()
    }

    /// Three steps; with `gap`, the loss of the middle one leaves out the second layer.
    fn stepped(gap: bool, device: &Device) -> [Three; 3] {
        let mut model = three(device);
        let mut adam = Adam::new(&model, 0.01, device);
        [0, 1, 2].map(|step| {
            let rates = adam.begin(0.1);
            let used = |layer: &Linear| layer.weight.val().powf_scalar(2.0).sum();
            let loss = used(&model.first) + used(&model.third) * 3.0;
            let loss = if gap && step == 1 { loss } else { loss + used(&model.second) * 2.0 };
            model = adam.step(rates, model.clone(), loss.backward());
            model.clone()
        })
    }

    #[test]
    fn a_parameter_without_a_gradient_in_a_step_stays_and_shifts_no_others_moments() {
        let device = pollster::block_on(open(Backend::Cpu)).unwrap();
        let ([one, two, three], whole) = (stepped(true, &device), stepped(false, &device));
        assert_eq!(numbers(&one.second.weight), numbers(&two.second.weight));
        assert_ne!(numbers(&two.second.weight), numbers(&three.second.weight));
        assert_eq!(numbers(&two.first.weight), numbers(&whole[1].first.weight));
        assert_eq!(numbers(&three.third.weight), numbers(&whole[2].third.weight));
    }

    #[test]
    fn moments_are_named_by_their_parameter_and_begin_at_whole_vectors() {
        let device = pollster::block_on(open(Backend::Cpu)).unwrap();
        let adam = Adam::new(&three(&device), 0.0, &device);
        let mut places: Vec<(&str, usize)> = adam.places.iter().map(|(name, at)| (name.as_str(), *at)).collect();
        places.sort_by_key(|(_, at)| *at);
        let expected = [("first.weight", 0), ("first.bias", 8), ("second.weight", 12), ("second.bias", 20), ("third.weight", 24)];
        assert_eq!((places, adam.numbers), (expected.to_vec(), 32));
    }
}
