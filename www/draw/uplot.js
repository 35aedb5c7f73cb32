// uPlot, loaded only after the browser's language has been checked: it formats numbers while it loads.

import './language.js';

export { default } from 'uplot';
