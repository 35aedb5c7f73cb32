//! What only a browser can prove: the same training on the CPU and on WebGPU inside a dedicated worker.
//! Run by `make test` through wasm-pack; WebGPU without a graphics card is Chromium's software adapter, so few steps.
#![cfg(target_arch = "wasm32")]

mod losses;

use losses::{losses, native};
use trimodal::config::Backend;
use trimodal::learn::device::open;
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
async fn webgpu_starts_from_the_same_weights_and_follows_the_cpus_losses() {
    let cpu = losses(&open(Backend::Cpu).await.unwrap(), 4, |_| ()).await.unwrap();
    let gpu = losses(&open(Backend::Webgpu).await.unwrap(), 4, |_| ()).await.unwrap();
    agree(&gpu, &cpu, 1e-3);
}

fn agree(here: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(here.len(), expected.len());
    for (step, (here, expected)) in here.iter().zip(expected).enumerate() {
        assert!((here - expected).abs() < tolerance, "step {step}: {here}, expected {expected}");
    }
}
