// Counts what a page or a worker asks of WebGPU, and tells it on a BroadcastChannel, so that one question reaches both.
// A plain script: it is put in front of others', and counts once however often it is put.
(() => {
  if (typeof GPUQueue === 'undefined' || globalThis.gpuCounts) return;
  const names = ['dispatches', 'passes', 'submits', 'uploads', 'uploadBytes', 'readbacks', 'buffers', 'bindGroups'];
  const counts = Object.fromEntries([...names, 'pipelines'].map((name) => [name, 0]));
  globalThis.gpuCounts = counts;

  const before = (type, method, count) => {
    const real = type.prototype[method];
    type.prototype[method] = function (...options) {
      count(...options);
      return real.apply(this, options);
    };
  };
  const one = (name) => () => {
    counts[name]++;
  };
  const upload = (bytes) => {
    counts.uploads++;
    counts.uploadBytes += bytes;
  };

  before(GPUComputePassEncoder, 'dispatchWorkgroups', one('dispatches'));
  before(GPUComputePassEncoder, 'dispatchWorkgroupsIndirect', one('dispatches'));
  before(GPUCommandEncoder, 'beginComputePass', one('passes'));
  before(GPUQueue, 'submit', one('submits'));
  before(GPUQueue, 'writeBuffer', (_buffer, _at, data, offset = 0, size = undefined) => {
    const each = data.BYTES_PER_ELEMENT ?? 1;
    upload(size === undefined ? data.byteLength - offset * each : size * each);
  });
  before(GPUDevice, 'createBuffer', ({ mappedAtCreation, size }) => {
    counts.buffers++;
    if (mappedAtCreation) upload(size); // a buffer that is born mapped is an upload too
  });
  before(GPUDevice, 'createBindGroup', one('bindGroups'));
  before(GPUDevice, 'createComputePipeline', one('pipelines'));
  before(GPUDevice, 'createComputePipelineAsync', one('pipelines'));
  before(GPUBuffer, 'mapAsync', (mode) => {
    if (mode & GPUMapMode.READ) counts.readbacks++;
  });

  const channel = new BroadcastChannel('gpu-counts');
  channel.onmessage = ({ data }) => {
    if (data === 'ask') channel.postMessage({ ...counts });
  };
})();
