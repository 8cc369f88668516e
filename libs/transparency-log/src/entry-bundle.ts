/** A bundle that does not hold exactly the entries that it should. */
export class BundleRefused extends Error {
  override readonly name = 'BundleRefused';
}

/** Longest entry that the length field of a bundle can name, in bytes. */
const LONGEST = 65_535;

/** Entries one after the other, each after its length as 16 bits, the high byte first. @throws {BundleRefused} @source C2SP tlog-tiles */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > LONGEST) throw new BundleRefused(`an entry of ${entry.length} bytes`);
    out[at] = Math.floor(entry.length / 256);
    out[at + 1] = entry.length % 256;
    out.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return out;
}

/** The entries of a bundle: exactly `width` of them and no byte after. @throws {BundleRefused} */
export function readBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < width) {
    if (at + 2 > bundle.length) throw new BundleRefused(`${entries.length} of ${width} entries`);
    const end = at + 2 + bundle[at]! * 256 + bundle[at + 1]!;
    if (end > bundle.length) throw new BundleRefused('an entry runs past the end');
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (at !== bundle.length) throw new BundleRefused('bytes after the last entry');
  return entries;
}
