/** A refusal in words that were chosen for a model: shown as it is, so at most {@link ERROR_TOKENS}. */
export class Refusal extends Error {}

/** The most that an error may cost: it tells of a slip, and comes again with the next one. */
export const ERROR_TOKENS = 150;
