//! What only a browser can prove: the same training on the CPU and on WebGPU inside a dedicated worker.
//! Run by `make test` through wasm-pack; WebGPU without a graphics card is Chromium's software adapter, so few steps.
#![cfg(target_arch = "wasm32")]

#[path = "kernels/mod.rs"]
mod comparison;
mod losses;

use comparison::{
    Case, LAYERS, SHAPES, adam_difference, another_kernel_size, broken_outputs, broken_pictures, broken_units, difference,
    gathered, layer_differences, loss_differences, squares_difference,
};
use losses::{losses, native};
use trimodal::config::Backend;
use trimodal::learn::device::{Device, open};
use trimodal::learn::kernel::conv_block::Order;
use trimodal::learn::kernel::linear::Activation;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn the_same_seed_gives_bit_identical_losses_on_the_cpu() {
    let device = open(Backend::Cpu).await.unwrap();
    assert_eq!(losses(&device, 10, |_| ()).await, losses(&device, 10, |_| ()).await);
}

#[wasm_bindgen_test]
async fn the_cpu_in_the_browser_follows_the_native_losses() {
    let device = open(Backend::Cpu).await.unwrap();
    let here = losses(&device, native().len(), |_| ()).await.unwrap();
    agree(&here, &native(), 1e-4);
}

#[wasm_bindgen_test]
async fn our_operations_are_burns_on_the_cpu() {
    let device = open(Backend::Cpu).await.unwrap();
    for shape in SHAPES {
        compare(Case::new(shape, Order::ChannelsLast, false), &device).await;
    }
    for index in 0..20 {
        compare(Case::random(index), &device).await;
    }
    the_rest(&device).await;
}

/// One test, because a worker can open WebGPU only once. Each shape compiles its own shaders: a few of the odd ones do.
#[wasm_bindgen_test]
async fn webgpu_computes_burns_operations_and_follows_the_cpus_losses() {
    let gpu = open(Backend::Webgpu).await.unwrap();
    for shape in &SHAPES[4..7] {
        compare(Case::new(*shape, Order::ChannelsFirst, true), &gpu).await;
    }
    the_rest(&gpu).await;
    let cpu = losses(&open(Backend::Cpu).await.unwrap(), 20, |_| ()).await.unwrap();
    agree(&losses(&gpu, 20, |_| ()).await.unwrap(), &cpu, 1e-3);
}

async fn compare(case: Case, device: &Device) {
    let differences = case.differences(device).await;
    assert!(differences.iter().all(|d| *d < 1e-5), "{case:?}: {differences:?}");
    let difference = case.untracked_difference(device).await;
    assert!(difference < 1e-5, "{case:?} without a gradient: {difference}");
}

/// Two blocks, linear layers and the loss are Burn's; events are fetched as they were stored; a NaN is never swallowed; another
/// kernel size is left to Burn; Adam takes Burn's steps.
async fn the_rest(device: &Device) {
    for channels in [1, 3] {
        let difference = Case::new([2, channels, 8, 9, 12], Order::ChannelsFirst, false).pair_difference(device).await;
        assert!(difference < 1e-5, "two blocks from {channels} channels: {difference}");
    }
    for (index, shape) in LAYERS.into_iter().enumerate() {
        let activation = [Activation::Identity, Activation::Relu][index % 2];
        let differences = layer_differences(shape, activation, device).await;
        assert!(differences.iter().all(|d| *d < 1e-5), "{shape:?} {activation:?}: {differences:?}");
    }
    let differences = loss_differences(5, 3, device).await;
    assert!(differences.iter().all(|d| *d < 1e-5), "loss: {differences:?}");
    for bytes in [true, false] {
        let (fetched, by_hand) = gathered(bytes, Order::ChannelsLast, device).await;
        assert!(difference(&fetched, &by_hand) < 1e-6, "bytes {bytes}: {fetched:?}");
    }
    assert_eq!(broken_units(f32::NAN, device).await, 5);
    assert!(broken_outputs(f32::NAN, device).await >= 20);
    assert_eq!(broken_outputs(1.0, device).await, 0);
    let [first, second] = broken_pictures(f32::NAN, device).await;
    assert!(first > 0 && second == 0, "two blocks: {first} {second}");
    let (ours, theirs) = another_kernel_size(device).await;
    assert_eq!(ours, theirs);
    for bias in [true, false] {
        let difference = adam_difference(0.1, bias, device).await;
        assert!(difference < 1e-6, "Adam, bias {bias}: {difference}");
    }
    let (difference, none) = squares_difference(device).await;
    assert!(difference < 1e-5 && none == 0.0, "squares: {difference} {none}");
}

fn agree(here: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(here.len(), expected.len());
    for (step, (here, expected)) in here.iter().zip(expected).enumerate() {
        assert!((here - expected).abs() < tolerance, "step {step}: {here}, expected {expected}");
    }
}
