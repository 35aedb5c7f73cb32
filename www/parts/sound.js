// Plays an event's sound through Web Audio, one at a time. The audio device is opened only when the first sound is
// played.

/** @type {AudioContext | null} */
let context = null;
/** @type {AudioBufferSourceNode | null} */
let playing = null;

/**
 * Plays a clip; another one that still plays stops, and its `ended` is called first.
 * @param {Uint8Array} bytes signed 16-bit little-endian samples, mono
 * @param {number} rate samples a second
 * @param {() => void} ended called once, when it is over or was stopped
 */
export function play(bytes, rate, ended) {
  stop();
  context ??= new AudioContext();
  const samples = decode(bytes);
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.onended = () => {
    if (playing === source) playing = null;
    ended();
  };
  playing = source;
  void context.resume();
  source.start();
}

/** Stops what plays. */
export function stop() {
  const source = playing;
  playing = null;
  source?.stop();
}

/**
 * @param {Uint8Array} bytes signed 16-bit little-endian samples
 * @returns {Float32Array<ArrayBuffer>} -1…1
 */
export function decode(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength >> 1 }, (_, i) => view.getInt16(2 * i, true) / 32768);
}
