//! Comparisons of our own operations with Burn's ordinary ones on a given device, shared by native and browser tests.

mod convolution;

use burn::module::Param;
use burn::nn::{Linear, LinearConfig};
use burn::optim::{AdamWConfig, GradientsParams};
use burn::tensor::{Gradients, Tensor, TensorData};
use rand::RngExt;
use trimodal::data::packed::ByteRows;
use trimodal::data::seed::{Purpose, Stream, stream};
use trimodal::learn::device::Device;
use trimodal::learn::kernel::conv_block::Order;
use trimodal::learn::kernel::cross_entropy::{self, cross_entropy};
use trimodal::learn::kernel::gather::{Stored, rows};
use trimodal::learn::kernel::linear::{self, Activation, linear};
use trimodal::learn::kernel::squares::{PARTS, Squares};
use trimodal::learn::optimizer::Adam;

pub use convolution::*;

/// The model's own linear layers and odd shapes: `[batch, in, out]`.
pub const LAYERS: [[usize; 3]; 10] = [
    [32, 10, 64],
    [32, 2048, 128],
    [3, 8192, 128],
    [32, 384, 256],
    [32, 256, 3],
    [1, 1, 1],
    [5, 7, 9],
    [6, 515, 4],
    [33, 13, 12],
    [131, 270, 69],
];

/// Output, and gradients of input, weight and bias of a fully connected layer, whose input and whose gradient are parts of
/// larger tensors: the largest difference between our layer and Burn's, relative to the largest number.
pub async fn layer_differences(shape: [usize; 3], activation: Activation, device: &Device) -> [f32; 4] {
    let ours = run_layer(shape, device, |x, layer| linear(x, layer, activation)).await;
    let theirs = run_layer(shape, device, |x, layer| linear::ordinary(x, layer, activation)).await;
    [0, 1, 2, 3].map(|i| difference(&ours[i], &theirs[i]))
}

async fn run_layer(
    [batch, inputs, outputs]: [usize; 3],
    device: &Device,
    forward: impl Fn(Tensor<2>, &Linear) -> Tensor<2>,
) -> [Vec<f32>; 4] {
    let mut numbers = stream(6, Purpose::Order, 0);
    let mut layer: Linear = LinearConfig::new(inputs, outputs).init(device.burn());
    layer.weight = Param::from_tensor(random([inputs, outputs], &mut numbers, device));
    layer.bias = Some(Param::from_tensor(random([outputs], &mut numbers, device)));
    let input = random([batch, inputs + 2], &mut numbers, device).require_grad();
    let output = forward(input.clone().narrow(1, 1, inputs), &layer);
    let beside = random([batch, 64], &mut numbers, device);
    let weights = random([batch, 64 + outputs], &mut numbers, device);
    let gradients = (Tensor::cat(vec![beside, output.clone()], 1) * weights).sum().backward();
    let weight = layer.weight.val().grad(&gradients).expect("a gradient of the weight");
    let bias = layer.bias.as_ref().and_then(|bias| bias.val().grad(&gradients)).expect("a gradient of the bias");
    let input = input.grad(&gradients).expect("a gradient of the input");
    [read(output.inner()).await, read(input).await, read(weight).await, read(bias).await]
}

/// Losses, log-probabilities and the gradient of the logits, which are large, for targets that are weighted and soft: the
/// largest difference between our loss and Burn's operations, relative to the largest number.
pub async fn loss_differences(batch: usize, classes: usize, device: &Device) -> [f32; 3] {
    let ours = run_loss(batch, classes, device, cross_entropy).await;
    let theirs = run_loss(batch, classes, device, cross_entropy::ordinary).await;
    [0, 1, 2].map(|i| difference(&ours[i], &theirs[i]))
}

async fn run_loss(
    batch: usize,
    classes: usize,
    device: &Device,
    loss: impl Fn(Tensor<2>, Tensor<2>, f32) -> (Tensor<1>, Tensor<2>),
) -> [Vec<f32>; 3] {
    let mut numbers = stream(7, Purpose::Order, 0);
    let logits = random([batch, classes], &mut numbers, device).require_grad();
    let targets = random([batch, classes], &mut numbers, device).abs();
    let (losses, log_probabilities) = loss(logits.clone() * 100.0, targets, 0.25);
    let weights = random([batch], &mut numbers, device);
    let gradients = (losses.clone() * weights).sum().backward();
    let gradient = logits.grad(&gradients).expect("a gradient of the logits");
    [read(losses.inner()).await, read(log_probabilities).await, read(gradient).await]
}

/// Events 2, 0 and 2 of three that are stored as bytes or floats, 3 channels of 1 × 3 numbers: what the device fetches, and the
/// same by hand.
pub async fn gathered(bytes: bool, order: Order, device: &Device) -> (Vec<f32>, Vec<f32>) {
    let stored: Vec<u8> = (0..27).map(|i| (i * 37 % 256) as u8).collect();
    let values: Vec<f32> = stored.iter().map(|byte| f32::from(*byte) / 255.0 * 4.0 - 1.0).collect();
    let device = device.burn();
    let view = match bytes {
        true => {
            let mut rows = ByteRows::new([-1.0, 3.0], 9, 3);
            stored.chunks(9).for_each(|event| rows.push(event));
            Stored::bytes(&rows, [3, 1, 3], device)
        }
        false => Stored::floats(&values, [3, 1, 3], device),
    };
    let (mean, inverse) = ([0.5, -0.25, 0.0], [2.0, 1.0, 0.5]);
    let number = |values: [f32; 3]| Tensor::<1>::from_data(values, device);
    let fetched = view.gather(&rows(&[2, 0, 2], device), number(mean), number(inverse), order);
    let by_hand = |i: usize| (values[i] - mean[i % 9 / 3]) * inverse[i % 9 / 3];
    (read(fetched).await, [2, 0, 2].iter().flat_map(|event| (0..9).map(move |i| event * 9 + i)).map(by_hand).collect())
}

/// How many outputs of a layer with ReLU are not finite when one input of one of two events is `value`.
pub async fn broken_units(value: f32, device: &Device) -> usize {
    let layer: Linear = LinearConfig::new(4, 5).init(device.burn());
    let x = TensorData::new(vec![1.0, 1.0, 1.0, 1.0, 1.0, value, 1.0, 1.0], [2, 4]);
    let x = Tensor::from_data(x, &device.burn().clone().autodiff());
    read(linear(x, &layer, Activation::Relu).inner()).await.iter().filter(|v| !v.is_finite()).count()
}

/// The squares of two tensors' numbers, added to the second of two sums, beside the same by hand: their relative difference, and
/// the first sum.
pub async fn squares_difference(device: &Device) -> (f32, f32) {
    let mut numbers = stream(8, Purpose::Order, 0);
    let tensors = [random([3, 700], &mut numbers, device), random([1, 5], &mut numbers, device)].map(Tensor::inner);
    let squares = Squares::zeros(2, device.burn());
    let squares = tensors.iter().fold(squares, |squares, x| squares.add(x.clone(), 1));
    let sums = read(squares.into_parts()).await;
    let mut by_hand = 0.0;
    for x in tensors {
        by_hand += read(x).await.iter().map(|v| v * v).sum::<f32>();
    }
    let [none, all] = [&sums[..PARTS], &sums[PARTS..]].map(|parts| parts.iter().sum::<f32>());
    (difference(&[all], &[by_hand]), none)
}

/// The parameters of a linear layer with or without a bias after five steps of our Adam and of Burn's: their largest
/// difference, relative to the largest number.
pub async fn adam_difference(weight_decay: f64, bias: bool, device: &Device) -> f32 {
    let layer: Linear = LinearConfig::new(7, 5).with_bias(bias).init(&device.burn().clone().autodiff());
    let mut adam = Adam::new(&layer, weight_decay, device);
    let step = |layer: Linear, gradients| {
        let rates = adam.begin(1e-2);
        adam.step(rates, layer, gradients)
    };
    let ours = descend(step, bias, device).await;
    let mut adam = AdamWConfig::new().with_epsilon(1e-8).with_weight_decay(weight_decay as f32).init();
    let step = |layer: Linear, gradients| {
        let gradients = GradientsParams::from_grads(gradients, &layer);
        adam.step(1e-2, layer, gradients)
    };
    difference(&ours, &descend(step, bias, device).await)
}

async fn descend(mut step: impl FnMut(Linear, Gradients) -> Linear, bias: bool, device: &Device) -> Vec<f32> {
    let mut numbers = stream(5, Purpose::Order, 0);
    let mut layer: Linear = LinearConfig::new(7, 5).init(device.burn());
    layer.weight = Param::from_tensor(random([7, 5], &mut numbers, device));
    layer.bias = bias.then(|| Param::from_tensor(random([5], &mut numbers, device)));
    for _ in 0..5 {
        let x: Tensor<2> = random([3, 7], &mut numbers, device);
        let gradients = layer.forward(x).powf_scalar(2.0).sum().backward();
        layer = step(layer, gradients);
    }
    let mut parameters = read(layer.weight.val().inner()).await;
    if let Some(bias) = &layer.bias {
        parameters.extend(read(bias.val().inner()).await);
    }
    parameters
}

fn random<const D: usize>(shape: [usize; D], numbers: &mut Stream, device: &Device) -> Tensor<D> {
    let values: Vec<f32> = (0..shape.iter().product()).map(|_| numbers.random::<f32>() * 2.0 - 1.0).collect();
    Tensor::from_data(TensorData::new(values, shape), &device.burn().clone().autodiff())
}

async fn read<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data_async().await.expect("the device answers").try_to_vec().expect("numbers")
}

pub fn difference(ours: &[f32], theirs: &[f32]) -> f32 {
    assert_eq!(ours.len(), theirs.len());
    let largest = theirs.iter().fold(f32::MIN_POSITIVE, |largest, v| largest.max(v.abs()));
    ours.iter().zip(theirs).fold(0.0, |worst: f32, (a, b)| worst.max((a - b).abs())) / largest
}
