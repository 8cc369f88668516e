/** Groups of files that are refused: what may show abuse, what may hide it, what may run. */
export const FILE_KINDS = ['media', 'archive', 'document', 'executable'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

interface Signature {
  kind: FileKind;
  name: string;
  /** Offset of the first byte. */
  at: number;
  bytes: string;
}

const hex = (kind: FileKind, name: string, bytes: string, at = 0): Signature => ({ kind, name, at, bytes });

/** First bytes, as hex, in the order in which they are compared. @source the published formats; hostile cases H26 to H30 */
const SIGNATURES: readonly Signature[] = [
  hex('media', 'jpeg', 'ffd8ff'),
  hex('media', 'png', '89504e470d0a1a0a'),
  hex('media', 'gif', '474946383761'),
  hex('media', 'gif', '474946383961'),
  hex('media', 'jxl', 'ff0a'),
  hex('media', 'jxl', '0000000c4a584c20'),
  hex('media', 'jpeg2000', '0000000c6a502020'),
  hex('media', 'tiff', '49492a00'),
  hex('media', 'tiff', '4d4d002a'),
  hex('media', 'bmp', '424d'),
  hex('media', 'icon', '00000100'),
  hex('media', 'webp', '57454250', 8),
  hex('media', 'avi', '41564920', 8),
  hex('media', 'wave', '57415645', 8),
  hex('media', 'iso-media', '66747970', 4),
  hex('media', 'quicktime', '6d6f6f76', 4),
  hex('media', 'matroska', '1a45dfa3'),
  hex('media', 'mpeg-ps', '000001ba'),
  hex('media', 'mpeg', '000001b3'),
  hex('media', 'mpeg-ts', '47400010'),
  hex('media', 'mpeg-ts', '474011'),
  hex('media', 'flv', '464c5601'),
  hex('media', 'asf', '3026b2758e66cf11'),
  hex('media', 'ogg', '4f676753'),
  hex('media', 'mp3', '494433'),
  hex('media', 'mp3', 'fffb'),
  hex('media', 'flac', '664c6143'),
  hex('media', 'photoshop', '38425053'),
  hex('media', 'riff', '52494646'),
  hex('archive', 'zip', '504b0304'),
  hex('archive', 'zip', '504b0506'),
  hex('archive', 'zip', '504b0708'),
  hex('archive', 'gzip', '1f8b'),
  hex('archive', 'bzip2', '425a68'),
  hex('archive', 'xz', 'fd377a585a00'),
  hex('archive', 'zstd', '28b52ffd'),
  hex('archive', '7z', '377abcaf271c'),
  hex('archive', 'rar', '526172211a07'),
  hex('archive', 'cab', '4d534346'),
  hex('archive', 'ar', '213c617263683e'),
  hex('archive', 'lz4', '04224d18'),
  hex('archive', 'tar', '7573746172', 257),
  hex('archive', 'iso9660', '4344303031', 32769),
  hex('document', 'pdf', '25504446'),
  hex('document', 'ole', 'd0cf11e0a1b11ae1'),
  hex('document', 'rtf', '7b5c727466'),
  hex('executable', 'elf', '7f454c46'),
  hex('executable', 'windows', '4d5a'),
  hex('executable', 'mach-o', 'cffaedfe'),
  hex('executable', 'java', 'cafebabe'),
  hex('executable', 'wasm', '0061736d'),
  hex('executable', 'script', '2321'),
];
const TABLE = SIGNATURES.map((one) => ({ ...one, wanted: Buffer.from(one.bytes, 'hex') }));

export interface Signed {
  kind: FileKind;
  name: string;
}

/**
 * The file that bytes begin as, or null. `least` is the shortest signature that counts: two bytes are enough for a whole file and too few for a
 * word in a text that happens to decode.
 */
export function signatureOf(bytes: Uint8Array, least = 2): Signed | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = TABLE.find(
    ({ at, wanted }) => wanted.length >= least && view.length >= at + wanted.length && view.subarray(at, at + wanted.length).equals(wanted),
  );
  return found ? { kind: found.kind, name: found.name } : null;
}
