import ipaddr from 'ipaddr.js';
import { type Check, type IdentifierContext, type IdentifierWarning, type Normalised, unrecognised } from './identifier-types.js';

/** An address names a subscriber only together with the moment; behind a shared address also only with the port. */
function warningsOf(range: string, context: IdentifierContext, needsPort: boolean): IdentifierWarning[] {
  const warnings: IdentifierWarning[] = [];
  if (range !== 'unicast') warnings.push('reserved');
  if (!context.seen?.from) warnings.push('no_instant');
  if (!context.seen?.zone) warnings.push('no_zone');
  if (!context.seen?.precision) warnings.push('no_precision');
  if (needsPort && context.port === undefined) warnings.push('no_port');
  return warnings;
}

const OCTET = '(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])';
const DOTTED = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** IPv4 address: four decimals without a leading zero, because readers differ on whether such a number is octal. */
export const ipv4: Check = (raw, context) => {
  const text = raw.trim();
  if (!DOTTED.test(text)) return unrecognised('ipv4_form');
  return { type: 'ipv4', normal: text, index: text, warnings: warningsOf(ipaddr.IPv4.parse(text).range(), context, true) };
};

/** IPv6 address in the text of RFC 5952; a mapped address becomes IPv4, a prefix length is kept, a zone of a link is refused as local. */
export const ipv6: Check = (raw, context): Normalised => {
  const [text = '', prefix, more] = raw.trim().split('/');
  if (more !== undefined || text.includes('%') || !text.includes(':') || !ipaddr.IPv6.isValid(text)) return unrecognised('ipv6_form');
  if (prefix !== undefined && !/^(?:0|[1-9]\d?|1[01]\d|12[0-8])$/.test(prefix)) return unrecognised('prefix_length');
  const address = ipaddr.IPv6.parse(text);
  if (address.isIPv4MappedAddress() && prefix === undefined) {
    const mapped = ipv4(address.toIPv4Address().toString(), context);
    return 'normal' in mapped ? { ...mapped, warnings: [...mapped.warnings, 'mapped_address'] } : mapped;
  }
  const normal = address.toRFC5952String() + (prefix === undefined ? '' : `/${prefix}`);
  return { type: 'ipv6', normal, index: normal, warnings: warningsOf(address.range(), context, false) };
};

/** Hardware address: 48 bits in lower case with colons. @source IEEE 802, bit U/L; documentation range: RFC 9542, 2.1.2 */
export const mac: Check = (raw) => {
  const text = raw.trim().toLowerCase();
  if (!/^(?:[0-9a-f]{12}|(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|(?:[0-9a-f]{2}-){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})$/.test(text))
    return unrecognised('mac_form');
  const digits = text.replace(/[^0-9a-f]/g, '');
  const normal = digits.match(/../g)?.join(':') ?? '';
  const warnings: IdentifierWarning[] = [];
  if (normal.startsWith('00:00:5e:00:53:')) warnings.push('reserved');
  if ((Number.parseInt(digits.slice(0, 2), 16) & 2) !== 0) warnings.push('local_administered');
  return { type: 'mac', normal, index: normal, warnings };
};
