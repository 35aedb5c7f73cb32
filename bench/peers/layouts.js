// Converts PyTorch's layouts to the channels-last layouts of TensorFlow.js and jax-js. The numbers stay the same.

/** `[out, in]` → `[in, out]` */
export function transpose(values, out, inputs) {
  const turned = new Float32Array(values.length);
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < inputs; i++) turned[i * out + o] = values[o * inputs + i];
  }
  return turned;
}

/** A convolution's filter: `[out, in, height, width]` → `[height, width, in, out]` */
export function filterLast(values, [out, inputs, height, width]) {
  const turned = new Float32Array(values.length);
  const places = height * width;
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let p = 0; p < places; p++) turned[(p * inputs + i) * out + o] = values[(o * inputs + i) * places + p];
    }
  }
  return turned;
}

/** Pictures: `[event, channel, place]` → `[event, place, channel]` */
export function channelsLast(values, events, channels, places) {
  const turned = new Float32Array(values.length);
  for (let e = 0; e < events; e++) {
    for (let c = 0; c < channels; c++) {
      for (let p = 0; p < places; p++)
        turned[(e * places + p) * channels + c] = values[(e * channels + c) * places + p];
    }
  }
  return turned;
}

/** A linear layer behind a channels-last flatten: `[out, channel × place]` → `[place × channel, out]` */
export function flattenedLast(values, out, channels, places) {
  const turned = new Float32Array(values.length);
  for (let o = 0; o < out; o++) {
    for (let c = 0; c < channels; c++) {
      for (let p = 0; p < places; p++) turned[(p * channels + c) * out + o] = values[(o * channels + c) * places + p];
    }
  }
  return turned;
}
