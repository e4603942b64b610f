// Order statistics, and numbers as text.

/** The quantile by linear interpolation between order statistics (type 7, numpy's default); `null` of nothing. */
export function quantile(values, share) {
  const known = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const at = share * (known.length - 1);
  const below = known[Math.floor(at)];
  return below + (known[Math.ceil(at)] - below) * (at - Math.floor(at));
}

export const median = (values) => quantile(values, 0.5);

/** Three figures: 0.123, 1.23, 12.3, 123, 1,230. */
export function figures(value) {
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const rounded = Number(value.toPrecision(3));
  return rounded.toLocaleString("en-GB", { maximumFractionDigits: Math.min(digits, 3) });
}

/** Milliseconds, as seconds from one second on. */
export const time = (ms) => (!Number.isFinite(ms) ? "not measured" : ms < 1000 ? `${figures(ms)} ms` : `${figures(ms / 1000)} s`);
export const megabytes = (bytes) => `${figures(bytes / 1e6)} MB`;
export const kilobytes = (bytes) => `${figures(bytes / 1e3)} kB`;
export const counted = (count) => count.toLocaleString("en-GB");
