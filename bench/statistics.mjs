/** The value that a part `q` of the values is below: 0.5 is the median. Undefined where there is none. */
export function quantile(values, q) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}
