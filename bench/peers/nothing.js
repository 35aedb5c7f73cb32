// An empty module in place of Node's modules, which TensorFlow.js imports but does not need in a browser.
export default {};
