//! Opens the device that a process computes on. No other code chooses a device.

use crate::config::Backend;
use crate::error::{Error, Result};

#[cfg(not(any(feature = "cpu", feature = "webgpu")))]
compile_error!("enable the feature `cpu`, `webgpu` or both");

/// Uploads and dispatches that are submitted together at most: more than any training step has, which submits itself.
#[cfg(feature = "webgpu")]
const TASKS: usize = 128;

/// Where tensors live. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Device {
    pub(super) inner: burn::tensor::Device,
    largest_buffer: Option<u64>,
}

impl Device {
    /// Burn's device, for callers that create tensors of their own.
    pub fn burn(&self) -> &burn::tensor::Device {
        &self.inner
    }

    /// Bytes that one buffer can hold; `None` where only the memory limits it.
    pub fn largest_buffer(&self) -> Option<u64> {
        self.largest_buffer
    }

    /// Sends off what was dispatched, so that the GPU starts on it before anything is read. A failure shows in the next read.
    pub(super) fn submit(&self) {
        let _ = self.inner.flush();
    }
}

/// Opens a backend. Call it once per process: a GPU can be set up only once, and before any tensor.
///
/// # Errors
/// [`Error::Device`] when this build lacks the backend or the machine has no adapter for it; `Backend::Auto` is refused,
/// because choosing is the page's work.
pub async fn open(backend: Backend) -> Result<Device> {
    match backend {
        #[cfg(feature = "cpu")]
        Backend::Cpu => Ok(Device { inner: burn::tensor::Device::flex(), largest_buffer: None }),
        #[cfg(feature = "webgpu")]
        Backend::Webgpu => open_webgpu().await,
        other => Err(refused(other, "this build does not have it")),
    }
}

#[cfg(feature = "webgpu")]
async fn open_webgpu() -> Result<Device> {
    // a browser has WebGPU alone; natively it is Vulkan, Metal or DirectX 12
    let options = burn::tensor::Device::wgpu_options().graphics_api(burn_wgpu::WgpuBackend::Auto).tasks_max(TASKS);
    let (inner, setup) = options.init_with_setup_async().await.map_err(|error| refused(Backend::Webgpu, &error.to_string()))?;
    let limits = setup.device.limits();
    let largest = limits.max_buffer_size.min(limits.max_storage_buffer_binding_size);
    Ok(Device { inner, largest_buffer: Some(largest) })
}

fn refused(backend: Backend, why: &str) -> Error {
    Error::Device { backend: backend.name().into(), why: why.into() }
}
