// A GPU that agrees to everything and computes nothing: enough for a rehearsal, whose kernels are compiled and called as ever.

const FEATURES = new Set(['timestamp-query']);
const LIMITS = {
  maxBindGroups: 4,
  maxBindGroupsPlusVertexBuffers: 24,
  maxBindingsPerBindGroup: 1000,
  maxBufferSize: 2 ** 28,
  maxColorAttachmentBytesPerSample: 32,
  maxColorAttachments: 8,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupSizeY: 256,
  maxComputeWorkgroupSizeZ: 64,
  maxComputeWorkgroupStorageSize: 16384,
  maxComputeWorkgroupsPerDimension: 65535,
  maxDynamicStorageBuffersPerPipelineLayout: 4,
  maxDynamicUniformBuffersPerPipelineLayout: 8,
  maxInterStageShaderVariables: 16,
  maxSampledTexturesPerShaderStage: 16,
  maxSamplersPerShaderStage: 16,
  maxStorageBufferBindingSize: 2 ** 27,
  maxStorageBuffersPerShaderStage: 8,
  maxStorageTexturesPerShaderStage: 4,
  maxTextureArrayLayers: 256,
  maxTextureDimension1D: 8192,
  maxTextureDimension2D: 8192,
  maxTextureDimension3D: 2048,
  maxUniformBufferBindingSize: 65536,
  maxUniformBuffersPerShaderStage: 12,
  maxVertexAttributes: 16,
  maxVertexBufferArrayStride: 2048,
  maxVertexBuffers: 8,
  minStorageBufferOffsetAlignment: 256,
  minUniformBufferOffsetAlignment: 256,
};

const nothing = () => {};
/** An object keeps the label that it was made with: wgpu asks an encoder for it. @param {{ label?: string }} [descriptor] */
const object = ({ label = '' } = {}) => ({ label });

class Buffer {
  constructor(/** @type {{ size: number }} */ { size }) {
    this.size = size;
    this.label = '';
  }
  mapAsync = async () => {};
  getMappedRange = (/** @type {number} */ _, /** @type {number} */ size) => new ArrayBuffer(size ?? this.size);
  unmap = nothing;
  destroy = nothing;
}

const pass = { label: '', setPipeline: nothing, setBindGroup: nothing, dispatchWorkgroups: nothing, end: nothing };
const encoder = {
  label: '',
  beginComputePass: () => pass,
  copyBufferToBuffer: nothing,
  clearBuffer: nothing,
  resolveQuerySet: nothing,
  finish: () => object(),
};
const device = {
  label: '',
  features: FEATURES,
  limits: LIMITS,
  lost: new Promise(nothing),
  queue: { label: '', submit: nothing, writeBuffer: nothing, onSubmittedWorkDone: async () => {} },
  createBuffer: (/** @type {{ size: number }} */ descriptor) => new Buffer(descriptor),
  createShaderModule: () => ({ label: '', getCompilationInfo: async () => ({ messages: [] }) }),
  createBindGroupLayout: object,
  createPipelineLayout: object,
  createComputePipeline: () => ({ label: '', getBindGroupLayout: () => object() }),
  createBindGroup: object,
  createCommandEncoder: (/** @type {{ label?: string }} */ descriptor) => ({ ...encoder, ...object(descriptor) }),
  createQuerySet: object,
  pushErrorScope: nothing,
  popErrorScope: async () => null,
  addEventListener: nothing,
  destroy: nothing,
};
const info = { vendor: '', architecture: '', device: '', description: '', subgroupMinSize: 4, subgroupMaxSize: 128 };
const adapter = {
  features: FEATURES,
  limits: LIMITS,
  info,
  isFallbackAdapter: false,
  requestDevice: async () => device,
};

/** wgpu tries once whether a canvas would take half floats. */
class OffscreenCanvas {
  getContext = () => ({ configure: nothing, unconfigure: nothing });
}

/** Makes this process look like a worker with WebGPU. */
export function pretend() {
  const gpu = { requestAdapter: async () => adapter, wgslLanguageFeatures: new Set() };
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  Object.assign(globalThis, { WorkerGlobalScope: Object, OffscreenCanvas });
  Object.assign(globalThis, { GPUOutOfMemoryError: Error, GPUValidationError: Error });
}
