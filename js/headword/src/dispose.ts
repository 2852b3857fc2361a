// For `using`, whose types a consumer's own `lib` need not name.
/// <reference lib="esnext.disposable" preserve="true" />

// Safari has no Symbol.dispose; a symbol of the same name does no harm there.
/** What `using` calls at the end of a block. */
export const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');
