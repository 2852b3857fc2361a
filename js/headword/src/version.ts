/** The release of this package. The wasm beside it must be of the same one. */
export const VERSION = '0.1.0';
