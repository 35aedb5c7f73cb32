//! Our operations on the CPU backend: they unpack tensors, call the arithmetic in the files beside this one, and pack the results.

mod adam;
mod block;
mod convolution;
mod cross_entropy;
mod gather;
mod gradient;
#[allow(unsafe_code)]
mod lanes;
mod linear;
mod padded;
mod pooled;
mod product;
mod single_channel;
mod squares;
mod winograd;

use burn::backend::Flex;
use burn::backend::flex::{FlexTensor, Layout};
use burn::tensor::{Shape, TensorData};

use super::conv_block::{BlockForward, BlockSaved, ConvBlock, ConvBlockKernels, Order};
use super::layer_gradients::LayerGradients;
use block::BlockShape;
use gradient::BlockBackward;
use padded::{Padded, Place};
use pooled::{DEAD, Output, Winner};

impl ConvBlock for Flex {
    fn conv_block(x: FlexTensor, weight: FlexTensor, bias: FlexTensor, order: Order) -> FlexTensor {
        let block = block(&x, &weight);
        run(&framed(x), &contiguous(weight), bias, block, order, None)
    }

    fn conv_blocks(
        x: FlexTensor,
        weight: FlexTensor,
        bias: FlexTensor,
        second_weight: FlexTensor,
        second_bias: FlexTensor,
    ) -> FlexTensor {
        let first = block(&x, &weight);
        let second = BlockShape { input: first.output(), outputs: second_weight.layout().shape()[0] };
        let prepared = [(weight, bias, first), (second_weight, second_bias, second)].map(|(weight, bias, block)| {
            convolution::Prepared::new(contiguous(weight).storage(), contiguous(bias).storage(), block)
        });
        let (place, length) = room(second.output(), Order::ChannelsFirst);
        let mut values = Vec::with_capacity(length);
        convolution::forward_both(framed(x).storage(), prepared, Output { values: &mut values, place, winners: None });
        ordered(values, second.output(), Order::ChannelsFirst)
    }
}

impl ConvBlockKernels for Flex {
    fn forward(x: FlexTensor, weight: FlexTensor, bias: FlexTensor, order: Order) -> BlockForward<Self> {
        let (block, input) = (block(&x, &weight), framed(x));
        let weight = contiguous(weight);
        let [height, width] = block.pooled();
        let shape = [block.input.batch, height, width, block.outputs];
        let mut winners = vec![DEAD; shape.iter().product()];
        let output = run(&input, &weight, bias, block, order, Some(&mut winners));
        let winners = FlexTensor::from_data(TensorData::new(winners, shape));
        BlockForward { output, saved: BlockSaved { input, weight, winners } }
    }

    fn backward(saved: BlockSaved<Self>, mut gradient: FlexTensor, wants_input: bool) -> LayerGradients<Self> {
        let block = block(&saved.input, &saved.weight);
        let place = place(&mut gradient);
        let gradients = BlockBackward {
            block,
            input: saved.input.storage(),
            weight: saved.weight.storage(),
            winners: saved.winners.storage(),
            gradient: gradient.storage(),
            place,
        }
        .run(wants_input);
        LayerGradients {
            input: gradients.input.map(|values| pictures_tensor(values, block.input)),
            weight: tensor(gradients.weight, [block.outputs, block.input.channels, 3, 3]),
            bias: tensor(gradients.bias, [block.outputs]),
        }
    }
}

fn run(
    x: &FlexTensor,
    weight: &FlexTensor,
    bias: FlexTensor,
    block: BlockShape,
    order: Order,
    winners: Option<&mut [Winner]>,
) -> FlexTensor {
    let (place, length) = room(block.output(), order);
    let mut values = Vec::with_capacity(length);
    let out = Output { values: &mut values, place, winners };
    convolution::forward(x.storage(), weight.storage(), contiguous(bias).storage(), block, out);
    values.resize(length, 0.0); // the zeros behind the last picture
    ordered(values, block.output(), order)
}

/// Where pictures lie in this order, and in how many numbers.
fn room(pictures: Padded, order: Order) -> (Place, usize) {
    match order {
        Order::ChannelsFirst => (Place::channels_first(pictures.shape()), pictures.shape().iter().product()),
        Order::ChannelsLast => (pictures.place(), pictures.len()),
    }
}

/// The tensor of pictures that lie in this order.
fn ordered(values: Vec<f32>, pictures: Padded, order: Order) -> FlexTensor {
    match order {
        Order::ChannelsFirst => tensor(values, pictures.shape()),
        Order::ChannelsLast => pictures_tensor(values, pictures),
    }
}

fn block(x: &FlexTensor, weight: &FlexTensor) -> BlockShape {
    BlockShape { input: pictures(x), outputs: weight.layout().shape()[0] }
}

/// The pictures that a tensor `[batch, channel, height, width]` holds.
fn pictures(x: &FlexTensor) -> Padded {
    let [batch, channels, height, width] = x.layout().shape().dims();
    Padded { batch, channels, height, width }
}

/// The pictures in their frame. A tensor that a block made has the frame already: its layout says so, and the frame is checked
/// to be zero. Any other tensor is copied.
fn framed(mut x: FlexTensor) -> FlexTensor {
    let pictures = pictures(&x);
    if *x.layout() == layout(pictures) && pictures.is_framed(x.storage()) {
        return x;
    }
    let from = place(&mut x);
    pictures_tensor(pictures.copy(x.storage(), from), pictures)
}

/// Where a tensor's numbers lie; a flipped one is copied first.
fn place(x: &mut FlexTensor) -> Place {
    if x.layout().strides().iter().any(|stride| *stride < 0) {
        *x = x.to_contiguous();
    }
    let strides = x.layout().strides();
    Place { offset: x.layout().start_offset(), strides: [0, 1, 2, 3].map(|i| strides[i] as usize) }
}

/// With its numbers at the start of its own buffer, in order, and nothing else there.
fn contiguous(x: FlexTensor) -> FlexTensor {
    let whole = x.is_contiguous() && x.layout().start_offset() == 0;
    if whole && x.storage::<f32>().len() == x.layout().num_elements() { x } else { x.to_contiguous() }
}

fn tensor(values: Vec<f32>, shape: impl Into<Shape>) -> FlexTensor {
    FlexTensor::from_data(TensorData::new(values, shape))
}

/// A tensor `[batch, channel, height, width]` whose buffer holds the pictures in their frame.
fn pictures_tensor(values: Vec<f32>, pictures: Padded) -> FlexTensor {
    tensor(values, [pictures.len()]).with_layout(layout(pictures))
}

fn layout(pictures: Padded) -> Layout {
    let Place { offset, strides } = pictures.place();
    Layout::new(Shape::new(pictures.shape()), strides.map(|s| s as isize).to_vec(), offset)
}
