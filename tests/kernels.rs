//! Compares our own operations with Burn's ordinary ones, natively. The browser tests make the same comparisons.
#![cfg(feature = "cpu")]

#[path = "kernels/mod.rs"]
mod comparison;

use comparison::{
    Case, LAYERS, SHAPES, adam_difference, another_kernel_size, broken_outputs, broken_pictures, broken_units, difference,
    gathered, layer_differences, loss_differences, squares_difference,
};
use trimodal::config::Backend;
use trimodal::learn::device::{Device, open};
use trimodal::learn::kernel::conv_block::Order;
use trimodal::learn::kernel::linear::Activation;

fn device() -> Device {
    pollster::block_on(open(Backend::Cpu)).unwrap()
}

fn compare(case: Case) {
    let differences = pollster::block_on(case.differences(&device()));
    assert!(differences.iter().all(|d| *d < 1e-5), "{case:?}: {differences:?}");
}

#[test]
fn the_convolution_block_is_burns_forward_and_backward_on_a_table_of_shapes() {
    for shape in SHAPES {
        for order in [Order::ChannelsFirst, Order::ChannelsLast] {
            compare(Case::new(shape, order, false));
            compare(Case::new(shape, order, true));
        }
    }
}

#[test]
fn the_convolution_block_is_burns_where_no_gradient_is_asked_for() {
    for shape in SHAPES {
        let difference = pollster::block_on(Case::new(shape, Order::ChannelsLast, false).untracked_difference(&device()));
        assert!(difference < 1e-5, "{shape:?}: {difference}");
    }
}

#[test]
fn two_convolution_blocks_are_burns_one_after_the_other() {
    for shape in SHAPES.into_iter().filter(|[.., height, width]| *height.min(width) >= 4) {
        let difference = pollster::block_on(Case::new(shape, Order::ChannelsFirst, false).pair_difference(&device()));
        assert!(difference < 1e-5, "{shape:?}: {difference}");
    }
}

#[test]
fn the_convolution_block_is_burns_on_random_shapes() {
    (0..40).map(Case::random).for_each(compare);
}

#[test]
fn a_pixel_that_is_no_number_spoils_every_window_that_sees_it_and_no_other() {
    // the pixel in row 2, column 2 lies under the kernels of rows and columns 1 to 3, which fall into 2 × 2 windows of 5 channels
    for pixel in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        assert_eq!(pollster::block_on(broken_outputs(pixel, &device())), 4 * 5, "{pixel}");
    }
    assert_eq!(pollster::block_on(broken_outputs(1.0, &device())), 0);
}

#[test]
fn a_pixel_that_is_no_number_spoils_no_other_picture_behind_two_blocks() {
    for pixel in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let [first, second] = pollster::block_on(broken_pictures(pixel, &device()));
        assert!(first > 0 && second == 0, "{pixel}: {first} {second}");
    }
}

#[test]
fn another_kernel_size_is_left_to_burn() {
    let (ours, theirs) = pollster::block_on(another_kernel_size(&device()));
    assert_eq!(ours, theirs);
}

#[test]
fn the_linear_layer_is_burns_forward_and_backward() {
    for shape in LAYERS {
        for activation in [Activation::Identity, Activation::Relu] {
            let differences = pollster::block_on(layer_differences(shape, activation, &device()));
            assert!(differences.iter().all(|d| *d < 1e-5), "{shape:?} {activation:?}: {differences:?}");
        }
    }
}

#[test]
fn the_loss_is_burns_with_its_gradient() {
    for (batch, classes) in [(32, 3), (5, 6), (1, 2)] {
        let differences = pollster::block_on(loss_differences(batch, classes, &device()));
        assert!(differences.iter().all(|d| *d < 1e-5), "{batch} × {classes}: {differences:?}");
    }
}

#[test]
fn events_are_fetched_unpacked_and_standardised() {
    for (bytes, order) in [(true, Order::ChannelsFirst), (true, Order::ChannelsLast), (false, Order::ChannelsLast)] {
        let (fetched, by_hand) = pollster::block_on(gathered(bytes, order, &device()));
        assert!(difference(&fetched, &by_hand) < 1e-6, "bytes {bytes}, {order:?}");
    }
}

#[test]
fn relu_does_not_swallow_what_is_no_number() {
    assert_eq!(pollster::block_on(broken_units(f32::NAN, &device())), 5);
    assert_eq!(pollster::block_on(broken_units(1.0, &device())), 0);
}

#[test]
fn our_adam_takes_burns_steps_with_and_without_weight_decay_and_bias() {
    for (weight_decay, bias) in [(0.0, true), (0.1, true), (0.1, false)] {
        let difference = pollster::block_on(adam_difference(weight_decay, bias, &device()));
        assert!(difference < 1e-6, "{difference}");
    }
}

#[test]
fn squares_are_added_to_the_sum_they_are_meant_for() {
    let (difference, none) = pollster::block_on(squares_difference(&device()));
    assert!(difference < 1e-5 && none == 0.0, "{difference} {none}");
}
