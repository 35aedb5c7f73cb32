// Stands in for Node's modules, which TensorFlow.js names and never needs in a browser.
export default {};
