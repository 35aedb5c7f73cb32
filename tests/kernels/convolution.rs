//! Compares our convolution blocks with Burn's ordinary operations.

use burn::module::{Module, Param};
use burn::nn::PaddingConfig2d;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::tensor::{Tensor, TensorData};
use rand::RngExt;
use trimodal::data::seed::{Purpose, Stream, stream};
use trimodal::learn::device::Device;
use trimodal::learn::kernel::conv_block::{Order, conv_block, conv_blocks, ordinary};

use super::{difference, random, read};

/// A convolution block to try.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub batch: usize,
    pub channels: usize,
    pub outputs: usize,
    pub height: usize,
    pub width: usize,
    pub order: Order,
    /// whether the input is a transposed view
    pub transposed: bool,
}

/// The model's own four blocks and odd shapes: `[batch, channels, outputs, height, width]`.
pub const SHAPES: [[usize; 5]; 16] = [
    [2, 3, 16, 32, 32],
    [2, 1, 16, 64, 64],
    [2, 16, 32, 16, 16],
    [2, 16, 32, 32, 32],
    [3, 2, 4, 5, 7],
    [3, 2, 5, 7, 5],
    [1, 5, 3, 9, 11],
    [1, 17, 9, 8, 10],
    [2, 32, 40, 4, 4],
    [2, 4, 8, 3, 2],
    [1, 1, 1, 2, 2],
    [3, 1, 5, 7, 5],
    [2, 1, 12, 5, 9],
    [2, 1, 17, 2, 3],
    [2, 3, 12, 4, 1],
    [2, 3, 1, 9, 10],
];

impl Case {
    pub fn new([batch, channels, outputs, height, width]: [usize; 5], order: Order, transposed: bool) -> Case {
        Case { batch, channels, outputs, height, width, order, transposed }
    }

    /// Any shape that the block takes.
    pub fn random(index: u32) -> Case {
        let mut stream = stream(1, Purpose::Order, index);
        let mut draw = |range| stream.random_range::<u32, std::ops::Range<u32>>(range) as usize;
        let shape = [draw(1..4), draw(1..65), draw(1..65), draw(2..12), draw(2..12)];
        let order = if draw(0..2) == 0 { Order::ChannelsFirst } else { Order::ChannelsLast };
        Case::new(shape, order, draw(0..2) == 0)
    }

    /// Output, and gradients of input, weight and bias: the largest difference between our block and Burn's operations,
    /// relative to the largest number.
    pub async fn differences(&self, device: &Device) -> [f32; 4] {
        let (ours, theirs) = (self.run(device, true).await, self.run(device, false).await);
        [0, 1, 2, 3].map(|i| difference(&ours[i], &theirs[i]))
    }

    /// The same of the output alone where no gradient is asked for, which takes another way.
    pub async fn untracked_difference(&self, device: &Device) -> f32 {
        let mut numbers = stream(2, Purpose::Order, 0);
        let conv = self.conv(&mut numbers, device).valid();
        let x = random([self.batch, self.channels, self.height, self.width], &mut numbers, device).inner();
        let ours = read(conv_block(x.clone(), &conv, self.order)).await;
        difference(&ours, &read(ordinary(x, &conv)).await)
    }

    /// The output of this block and one of five channels behind it, without and with gradients: the larger difference between our
    /// two blocks and Burn's operations, relative to the largest number.
    pub async fn pair_difference(&self, device: &Device) -> f32 {
        let mut numbers = stream(2, Purpose::Order, 0);
        let first = self.conv(&mut numbers, device);
        let second = Case { channels: self.outputs, outputs: 5, ..*self }.conv(&mut numbers, device);
        let x = random([self.batch, self.channels, self.height, self.width], &mut numbers, device);
        let theirs = read(ordinary(ordinary(x.clone().inner(), &first.valid()), &second.valid())).await;
        let untracked = read(conv_blocks(x.clone().inner(), &first.valid(), &second.valid())).await;
        let tracked = read(conv_blocks(x, &first, &second).inner()).await;
        difference(&untracked, &theirs).max(difference(&tracked, &theirs))
    }

    async fn run(&self, device: &Device, ours: bool) -> [Vec<f32>; 4] {
        let mut numbers = stream(2, Purpose::Order, 0);
        let conv = self.conv(&mut numbers, device);
        let (height, width) = if self.transposed { (self.width, self.height) } else { (self.height, self.width) };
        let input = random([self.batch, self.channels, height, width], &mut numbers, device).require_grad();
        let x = if self.transposed { input.clone().swap_dims(2, 3) } else { input.clone() };
        let output = if ours { conv_block(x, &conv, self.order) } else { ordinary(x, &conv) };
        let weights = random(output.dims(), &mut numbers, device);
        let gradients = (output.clone() * weights).sum().backward();
        let weight = conv.weight.val().grad(&gradients).expect("a gradient of the weight");
        let bias = conv.bias.as_ref().and_then(|bias| bias.val().grad(&gradients)).expect("a gradient of the bias");
        let input = input.grad(&gradients).expect("a gradient of the input");
        [read(output.inner()).await, read(input).await, read(weight).await, read(bias).await]
    }

    fn conv(&self, numbers: &mut Stream, device: &Device) -> Conv2d {
        let config = Conv2dConfig::new([self.channels, self.outputs], [3, 3]);
        let mut conv = config.with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1)).init(device.burn());
        conv.weight = Param::from_tensor(random([self.outputs, self.channels, 3, 3], numbers, device));
        conv.bias = Some(Param::from_tensor(random([self.outputs], numbers, device)));
        conv
    }
}

/// How many numbers of the output are not finite when one pixel of a picture of ones is `pixel`.
pub async fn broken_outputs(pixel: f32, device: &Device) -> usize {
    let case = Case::new([1, 1, 5, 6, 6], Order::ChannelsFirst, false);
    let conv = case.conv(&mut stream(3, Purpose::Order, 0), device);
    let mut values = vec![1.0; 36];
    values[14] = pixel;
    let x = Tensor::from_data(TensorData::new(values, [1, 1, 6, 6]), &device.burn().clone().autodiff());
    read(conv_block(x, &conv, Order::ChannelsFirst).inner()).await.iter().filter(|v| !v.is_finite()).count()
}

/// How many numbers of each of two pictures are not finite behind two blocks when one pixel of the first is `pixel`.
pub async fn broken_pictures(pixel: f32, device: &Device) -> [usize; 2] {
    let mut numbers = stream(3, Purpose::Order, 0);
    let first = Case::new([2, 1, 3, 8, 8], Order::ChannelsFirst, false).conv(&mut numbers, device).valid();
    let second = Case::new([2, 3, 5, 4, 4], Order::ChannelsFirst, false).conv(&mut numbers, device).valid();
    let mut values = vec![1.0; 128];
    values[14] = pixel;
    let x = Tensor::from_data(TensorData::new(values, [2, 1, 8, 8]), device.burn());
    let output = read(conv_blocks(x, &first, &second)).await;
    [0, 1].map(|picture| output[picture * 20..][..20].iter().filter(|v| !v.is_finite()).count())
}

/// A block that is no 3×3 convolution: ours and Burn's.
pub async fn another_kernel_size(device: &Device) -> (Vec<f32>, Vec<f32>) {
    let mut numbers = stream(4, Purpose::Order, 0);
    let x = random([2, 3, 8, 8], &mut numbers, device);
    let conv = Conv2dConfig::new([3, 4], [5, 5]).with_padding(PaddingConfig2d::Explicit(2, 2, 2, 2)).init(device.burn());
    let theirs = ordinary(x.clone(), &conv);
    (read(conv_block(x, &conv, Order::ChannelsLast).inner()).await, read(theirs.inner()).await)
}
