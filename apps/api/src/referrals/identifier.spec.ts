import { IDENTIFIER_TYPES, type IdentifierType } from '@comity/casework';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalise } from './identifier.js';
import { type IdentifierContext } from './identifier-types.js';

const seen = { from: '2026-11-02T10:00:00.000Z', zone: 'UTC', precision: 's' } as const;

/** Type, value as received, what is known beside it, normal form, index if another. Vectors of published rules name their source. */
const GOOD: [IdentifierType, string, IdentifierContext, string, string?][] = [
  ['email', ' User.Name+x@EXAMPLE.com', {}, 'User.Name+x@example.com', 'user.name+x@example.com'],
  ['email', 'andre\u0301@example.org', {}, 'andr\u00e9@example.org'],
  ['email', 'post@bücher.example', {}, 'post@xn--bcher-kva.example'],
  ['phone', '0712 345678', { country: 'KE' }, '+254712345678'],
  ['phone', '+44 1632 960123', {}, '+441632960123'],
  ['ipv4', '192.0.2.7', { seen, port: 443 }, '192.0.2.7'],
  ['ipv6', '2001:DB8:0:0:1:0:0:1', { seen }, '2001:db8::1:0:0:1'], // RFC 5952, 4.2.3
  ['ipv6', '2001:db8::/32', { seen }, '2001:db8::/32'],
  ['url', 'HTTP://Example.COM:80/Path?q=1#part', {}, 'http://example.com/Path?q=1#part', 'http://example.com/Path?q=1'],
  ['onion', 'PG6MMJIYJMCRSSLVYKFWNNTLARU7P5SVN6Y2YMMJU6NUBXNDF4PSCRYD.onion', {}, 'pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion'], // rend-spec-v3
  ['domain', 'Chat.EXAMPLE.', {}, 'chat.example'],
  ['account_id', ' A1 ', { service: 'some-service' }, 'A1', 'some-service|A1'],
  ['username', 'ﬁnn', { service: 'example-chat' }, 'finn', 'example-chat|finn'],
  ['username', 'Finn', { service: 'example-photos' }, 'Finn', 'example-photos|Finn'],
  ['group_id', 'G-7', { service: 'example-chat' }, 'g-7', 'example-chat|g-7'],
  ['imei', '49-015420-323751-8', {}, '490154203237518'], // 3GPP TS 23.003 annex B
  ['imei', '49015420323751', {}, '490154203237518'],
  ['imei', '4901542032375102', {}, '490154203237518'],
  ['imsi', '001010123456789', {}, '001010123456789'],
  ['iccid', '8991101200003204514', {}, '8991101200003204514'],
  ['mac', '00-00-5E-00-53-0A', {}, '00:00:5e:00:53:0a'],
  ['advertising_id', '38400000-8CF0-11BD-B23E-10B96E40000D', {}, '38400000-8cf0-11bd-b23e-10b96e40000d'],
  ['device_other', ' dev-1 ', { service: 'example-chat' }, 'dev-1', 'example-chat|dev-1'],
  ['p2p_guid', 'A'.repeat(40), { service: 'bittorrent' }, 'a'.repeat(40)],
  ['crypto_address', 'mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn', {}, 'bitcoin-test:mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn'],
  ['crypto_address', 'TB1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KXPJZSX', {}, 'bitcoin-test:tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx'], // BIP 173
  [
    'crypto_address',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    {},
    'bitcoin:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  ], // BIP 350
  [
    'crypto_address',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    {},
    'ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    'ethereum:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
  ], // EIP-55
  ['iban', 'GB82 WEST 1234 5698 7654 32', {}, 'GB82WEST12345698765432'], // ISO 13616 example
  ['card_part', '4111 11** **** 1111', {}, '411111+1111', '4111111111'],
  ['vehicle_plate', 'kda 123-a', { country: 'KE' }, 'KDA123A', 'KE|KDA123A'],
  ['cell_id', '001-01-00123-0004567', {}, '001-01-123-4567'],
];

/** Type, value, what is known beside it, reason. Each row is a gate: without it the value would be taken. */
const BAD: [IdentifierType, string, IdentifierContext, string][] = [
  ['email', 'a@b@example.com', {}, 'email_form'],
  ['email', 'a b@example.com', {}, 'email_local_part'],
  ['email', 'a@localhost', {}, 'domain_invalid'],
  ['phone', '0712 345678', {}, 'region_not_stated'],
  ['phone', '0712', { country: 'KE' }, 'phone_length'],
  ['phone', '12345678', { country: 'ZZ' }, 'region_unknown'],
  ['ipv4', '192.0.02.1', {}, 'ipv4_form'],
  ['ipv4', '192.0.2.256', {}, 'ipv4_form'],
  ['ipv4', '3221225985', {}, 'ipv4_form'],
  ['ipv4', '192.0.2.1:80', {}, 'ipv4_form'],
  ['ipv6', 'fe80::1%eth0', {}, 'ipv6_form'],
  ['ipv6', '2001:db8::/129', {}, 'prefix_length'],
  ['url', 'javascript:alert(1)', {}, 'url_form'],
  ['url', 'ftp://example.com/', {}, 'url_form'],
  ['onion', 'pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscrya.onion', {}, 'checksum'],
  ['domain', '-a.example', {}, 'domain_invalid'],
  ['account_id', 'A1', {}, 'service_unknown'],
  ['username', 'a', {}, 'service_unknown'],
  ['device_other', 'a', {}, 'service_unknown'],
  ['imei', '490154203237519', {}, 'checksum'],
  ['imsi', '1234567', {}, 'imsi_form'],
  ['iccid', '8991101200003204515', {}, 'checksum'],
  ['iccid', '7991101200003204510', {}, 'iccid_form'],
  ['mac', '00:00:5e:00:53', {}, 'mac_form'],
  ['advertising_id', '00000000-0000-0000-0000-000000000000', {}, 'switched_off'],
  ['p2p_guid', 'ab', { service: 'bittorrent' }, 'guid_length'],
  ['p2p_guid', 'a'.repeat(32), { service: 'nobody-knows' }, 'client_unknown'],
  ['crypto_address', 'mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfm', {}, 'checksum'],
  ['crypto_address', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed', {}, 'checksum'],
  ['crypto_address', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', {}, 'checksum'],
  ['iban', 'GB82WEST12345698765433', {}, 'checksum'],
  ['vehicle_plate', 'KDA123A', {}, 'country_not_stated'],
  ['cell_id', '639-02-1', {}, 'cell_form'],
];

const warningsOf = (type: IdentifierType, raw: string, context: IdentifierContext = {}): readonly string[] => {
  const read = normalise(type, raw, context);
  return 'warnings' in read ? read.warnings : [];
};

describe('an identifier', () => {
  it.each(GOOD.map(([type, raw, context, normal, index = normal]) => ({ type, raw, context, normal, index })))(
    'of type $type, received as $raw, gets its normal form',
    ({ type, raw, context, normal, index }) => {
      expect(normalise(type, raw, context)).toMatchObject({ type, normal, index });
    },
  );
  it.each(BAD)('of type %s with the value %j is kept as unrecognised and says why', (type, raw, context, reason) => {
    expect(normalise(type, raw, context)).toEqual({ unrecognised: true, reason });
  });
  it('has a check for every type of the list', () => {
    const covered = new Set([...GOOD.map(([type]) => type), 'display_name', 'person_name']);
    expect(IDENTIFIER_TYPES.filter((type) => !covered.has(type))).toEqual([]);
  });
  it('becomes IPv4 when it is a mapped address', () => {
    expect(normalise('ipv6', '::ffff:192.0.2.7', { seen, port: 1 })).toEqual({
      type: 'ipv4',
      normal: '192.0.2.7',
      index: '192.0.2.7',
      warnings: ['reserved', 'mapped_address'],
    });
  });
  it('of a person or shown by a service is never indexed', () => {
    for (const type of ['display_name', 'person_name'] as const) expect(normalise(type, 'Sample Person')).toMatchObject({ index: null });
  });
  it('gets a second, marked spelling by the rules of its mail provider', () => {
    expect(normalise('email', 'a.b+c@gmail.com')).toMatchObject({ normal: 'a.b+c@gmail.com', variants: ['ab@gmail.com'] });
  });
  it('keeps the extension of a telephone number apart and the registrable part of a domain beside it', () => {
    expect(normalise('phone', '+1 202 555 0123 ext. 9')).toMatchObject({ normal: '+12025550123', extension: '9' });
    expect(normalise('domain', 'a.b.example.co.uk')).toMatchObject({ registrable: 'example.co.uk' });
  });
});

describe('a warning', () => {
  it('tells reserved, private and documentation values', () => {
    const values: [IdentifierType, string][] = [
      ['ipv4', '192.0.2.1'],
      ['ipv4', '198.51.100.1'],
      ['ipv4', '203.0.113.9'],
      ['ipv4', '10.0.0.1'],
      ['ipv4', '127.0.0.1'],
      ['ipv4', '100.64.0.1'],
      ['ipv4', '0.0.0.0'],
      ['ipv6', '2001:db8::1'],
      ['ipv6', '::1'],
      ['ipv6', 'fc00::1'],
      ['ipv6', 'fe80::1'],
      ['domain', 'chat.example'],
      ['email', 'a@example.org'],
      ['url', 'https://example.net/'],
      ['phone', '+12025550100'],
      ['phone', '+447700900999'],
      ['phone', '+61255501234'],
      ['imei', '00000000000000'],
      ['imsi', '001010000000001'],
      ['mac', '00:00:5e:00:53:ff'],
      ['cell_id', '001-01-1-1'],
    ];
    for (const [type, raw] of values) expect([raw, warningsOf(type, raw)]).toEqual([raw, expect.arrayContaining(['reserved'])]);
  });
  it('does not call a public address reserved', () => {
    expect(warningsOf('ipv4', '8.8.8.8', { seen, port: 5 })).toEqual([]);
  });
  it('asks for port, instant, zone and precision of an address, each when it is missing', () => {
    expect(warningsOf('ipv4', '8.8.8.8')).toEqual(['no_instant', 'no_zone', 'no_precision', 'no_port']);
    expect(warningsOf('ipv4', '8.8.8.8', { seen: { ...seen, zone: null }, port: 5 })).toEqual(['no_zone']);
    expect(warningsOf('ipv6', '2a00::1', { seen })).toEqual([]);
  });
  it('tells names that can be taken for others', () => {
    expect(warningsOf('username', 'sаmple', { service: 's' })).toContain('confusable'); // Cyrillic а
    expect(warningsOf('username', 'сора', { service: 's' })).toContain('confusable'); // Cyrillic alone
    expect(warningsOf('domain', 'аpple.example')).toContain('confusable');
    expect(warningsOf('username', 'привет', { service: 's' })).toEqual([]);
    expect(warningsOf('username', 'sample', { service: 's' })).toEqual([]);
  });
  it('tells locally administered hardware addresses and payment addresses without checksum', () => {
    expect(warningsOf('mac', '02:00:00:00:00:01')).toEqual(['local_administered']);
    expect(warningsOf('crypto_address', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed')).toEqual(['no_checksum']);
  });
});

describe('a refused value', () => {
  it('names the position of an invisible or direction character, for every type', () => {
    for (const type of IDENTIFIER_TYPES) {
      for (const letter of ['\u200b', '\u202e', '\u2066', '\ufeff', '\u00ad', '\ufe0f', '\u{e0041}']) {
        expect(normalise(type, `😀a${letter}b`, { service: 's', country: 'KE' })).toEqual({ refused: 'format_character', position: 2 });
      }
    }
  });
  it('is a control character, an empty value, a value of more than 2,048 characters', () => {
    expect(normalise('username', 'a\u0000b')).toEqual({ refused: 'control_character', position: 1 });
    expect(normalise('username', '  ')).toEqual({ refused: 'empty' });
    expect(normalise('username', 'a'.repeat(2049), { service: 's' })).toEqual({ refused: 'too_long' });
  });
  it('is a whole card number, and its digits stand nowhere in the answer', () => {
    const read = normalise('card_part', '4111 1111 1111 1111');
    expect(read).toEqual({ refused: 'full_card_number' });
  });
});

describe('for any text', () => {
  it('the check ends without an exception and the normal form is a fixed point', () => {
    const context: IdentifierContext = { service: 'example-chat', country: 'KE', seen, port: 1 };
    fc.assert(
      fc.property(
        fc.constantFrom(...IDENTIFIER_TYPES),
        fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...GOOD.map(([, raw]) => raw))),
        (type, raw) => {
          const first = normalise(type, raw, context);
          // Network, masking and country stand in the normal form of these two and not in what people write.
          if (!('normal' in first) || type === 'crypto_address' || type === 'card_part') return;
          expect(normalise(first.type, first.normal, context)).toMatchObject({ normal: first.normal, index: first.index });
        },
      ),
    );
  });
});
